#include "gui/theme/Tokens.h"

#include <algorithm>
#include <cmath>

namespace kinora {

namespace {

Tokens darkTokens() {
    Tokens t;
    t.window = QColor(0x0B, 0x0D, 0x13);
    t.windowEnd = QColor(0x10, 0x13, 0x1C);
    t.glowWarm = QColor(255, 178, 74, 41);
    t.glowCool = QColor(92, 110, 255, 41);
    t.sideBar = QColor(11, 13, 19, 140);
    t.field = QColor(0x10, 0x13, 0x1C);
    t.card = QColor(0x16, 0x1B, 0x27);
    t.raised = t.track = QColor(0x1E, 0x25, 0x33);
    t.raisedHover = QColor(0x28, 0x31, 0x43);
    t.line = QColor(0x35, 0x40, 0x5A);
    t.edge = QColor(0x6B, 0x78, 0x9C);
    t.text = QColor(0xE9, 0xED, 0xF5);
    t.mute = QColor(0x8F, 0x9A, 0xB0);
    t.dim = t.disabled = QColor(0x8B, 0x96, 0xAC);
    t.accent = QColor(0xFF, 0xB2, 0x4A);
    t.accentEnd = QColor(0xFF, 0x6B, 0x5E);
    t.accentWash = QColor(255, 178, 74, 31);
    t.fill = QColor(0xFF, 0xB2, 0x4A);
    t.fillEnd = QColor(0xFF, 0x6B, 0x5E);
    t.onFill = QColor(0x1A, 0x12, 0x06);
    t.ok = QColor(0x3D, 0xDC, 0x97);
    t.danger = QColor(0xFF, 0x5D, 0x6C);
    t.dangerText = QColor(0xFF, 0xB3, 0xBA);
    t.dangerWash = QColor(255, 93, 108, 31);
    t.info = QColor(0x5C, 0xC8, 0xFF);
    t.scrim = QColor(6, 8, 12, 224);
    t.onScrim = QColor(0xF4, 0xF6, 0xFA);
    t.onScrimMute = QColor(0xB4, 0xBD, 0xCE);
    t.stage = QColor(0x07, 0x08, 0x0C);
    t.hoverVeil = QColor(255, 255, 255, 36);
    t.pressVeil = QColor(0, 0, 0, 36);
    return t;
}

Tokens lightTokens() {
    Tokens t = darkTokens();
    t.window = QColor(0xF7, 0xF7, 0xFA);
    t.windowEnd = QColor(0xEC, 0xEF, 0xF5);
    t.glowWarm = QColor(255, 178, 74, 64);
    t.glowCool = QColor(92, 110, 255, 20);
    t.sideBar = QColor(255, 255, 255, 153);
    t.field = QColor(0xFF, 0xFF, 0xFF);
    t.card = QColor(0xFF, 0xFF, 0xFF);
    t.raised = QColor(0xED, 0xF0, 0xF5);
    t.track = QColor(0xD5, 0xDB, 0xE6);
    t.raisedHover = QColor(0xE3, 0xE8, 0xF0);
    t.line = QColor(0xC9, 0xD0, 0xDD);
    t.edge = QColor(0x75, 0x80, 0x96);
    t.text = QColor(0x14, 0x18, 0x23);
    t.mute = QColor(0x4E, 0x59, 0x6E);
    t.dim = t.disabled = QColor(0x5A, 0x65, 0x7A);
    t.accent = QColor(0x9C, 0x4E, 0x00);
    t.accentEnd = QColor(0xD9, 0x48, 0x3B);
    t.accentWash = QColor(255, 178, 74, 41);
    t.fill = QColor(0xFF, 0xB2, 0x4A);
    t.fillEnd = QColor(0xFF, 0x8A, 0x6B);
    t.onFill = QColor(0x2A, 0x16, 0x00);
    t.ok = QColor(0x0B, 0x73, 0x47);
    t.danger = QColor(0xC6, 0x28, 0x39);
    t.dangerText = QColor(0xA8, 0x1E, 0x2E);
    t.dangerWash = QColor(198, 40, 57, 20);
    t.info = QColor(0x0A, 0x66, 0x9C);
    return t;
}

Tokens highContrastTokens() {
    Tokens t = darkTokens();
    const QColor black(0, 0, 0);
    const QColor white(255, 255, 255);
    t.window = t.windowEnd = t.field = t.card = t.stage = black;
    t.glowWarm = t.glowCool = QColor(0, 0, 0, 0);
    t.sideBar = QColor(0, 0, 0, 255);
    t.raised = t.track = QColor(0x1C, 0x1C, 0x1C);
    t.raisedHover = QColor(0x38, 0x38, 0x38);
    t.line = t.edge = t.text = white;
    t.mute = t.dim = QColor(0xE6, 0xE6, 0xE6);
    t.disabled = QColor(0x9A, 0x9A, 0x9A);
    t.accent = t.accentEnd = t.fill = t.fillEnd = QColor(0xFF, 0xD5, 0x4A);
    t.accentWash = QColor(0x33, 0x2B, 0x00, 255);
    t.onFill = black;
    t.ok = QColor(0x5C, 0xFF, 0xB0);
    t.danger = QColor(0xFF, 0x8A, 0x94);
    t.dangerText = QColor(0xFF, 0xC2, 0xC7);
    t.dangerWash = QColor(0x3A, 0x00, 0x06, 255);
    t.info = QColor(0x8A, 0xDA, 0xFF);
    t.scrim = QColor(0, 0, 0, 240);
    t.onScrim = t.onScrimMute = white;
    t.flat = true;
    return t;
}

// Relative luminance as WCAG 2.2 defines it.
double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Tokens& tokensFor(ThemeKind kind) {
    static const Tokens dark = darkTokens();
    static const Tokens light = lightTokens();
    static const Tokens highContrast = highContrastTokens();
    switch (kind) {
    case ThemeKind::Light:
        return light;
    case ThemeKind::HighContrast:
        return highContrast;
    case ThemeKind::Dark:
        break;
    }
    return dark;
}

QVector<std::pair<QString, QColor>> namedColors(const Tokens& t) {
    return {
        {QStringLiteral("window"), t.window},
        {QStringLiteral("windowEnd"), t.windowEnd},
        {QStringLiteral("glowWarm"), t.glowWarm},
        {QStringLiteral("glowCool"), t.glowCool},
        {QStringLiteral("sideBar"), t.sideBar},
        {QStringLiteral("field"), t.field},
        {QStringLiteral("card"), t.card},
        {QStringLiteral("raised"), t.raised},
        {QStringLiteral("raisedHover"), t.raisedHover},
        {QStringLiteral("line"), t.line},
        {QStringLiteral("edge"), t.edge},
        {QStringLiteral("text"), t.text},
        {QStringLiteral("mute"), t.mute},
        {QStringLiteral("dim"), t.dim},
        {QStringLiteral("disabled"), t.disabled},
        {QStringLiteral("accent"), t.accent},
        {QStringLiteral("accentEnd"), t.accentEnd},
        {QStringLiteral("accentWash"), t.accentWash},
        {QStringLiteral("fill"), t.fill},
        {QStringLiteral("fillEnd"), t.fillEnd},
        {QStringLiteral("onFill"), t.onFill},
        {QStringLiteral("ok"), t.ok},
        {QStringLiteral("danger"), t.danger},
        {QStringLiteral("dangerText"), t.dangerText},
        {QStringLiteral("dangerWash"), t.dangerWash},
        {QStringLiteral("info"), t.info},
        {QStringLiteral("scrim"), t.scrim},
        {QStringLiteral("onScrim"), t.onScrim},
        {QStringLiteral("onScrimMute"), t.onScrimMute},
        {QStringLiteral("stage"), t.stage},
        {QStringLiteral("hoverVeil"), t.hoverVeil},
        {QStringLiteral("pressVeil"), t.pressVeil},
    };
}

QVector<std::pair<QString, int>> namedSizes() {
    return {
        {QStringLiteral("radius.mark"), radius::mark},
        {QStringLiteral("radius.link"), radius::link},
        {QStringLiteral("radius.badge"), radius::badge},
        {QStringLiteral("radius.control"), radius::control},
        {QStringLiteral("radius.card"), radius::card},
        {QStringLiteral("radius.panel"), radius::panel},
        {QStringLiteral("type.small"), type::small},
        {QStringLiteral("type.body"), type::body},
        {QStringLiteral("type.section"), type::section},
        {QStringLiteral("type.lead"), type::lead},
        {QStringLiteral("type.number"), type::number},
        {QStringLiteral("type.title"), type::title},
        {QStringLiteral("type.headline"), type::headline},
        {QStringLiteral("type.hero"), type::hero},
    };
}

namespace picture {

const std::array<Sky, 8>& skies() {
    static const std::array<Sky, 8> list{{
        {160, QColor(0x27, 0x36, 0x4F), QColor(0xE0, 0x8E, 0x5B), 0.7, QColor(0xF6, 0xD6, 0x9A)},
        {150, QColor(0x2B, 0x1B, 0x47), QColor(0x8D, 0x3B, 0x72), 0.6, QColor(0xFF, 0x9E, 0x7A)},
        {180, QColor(0x0F, 0x20, 0x27), QColor(0x2C, 0x53, 0x64), 0.6, QColor(0x9B, 0xD1, 0xE5)},
        {145, QColor(0x12, 0x30, 0x1F), QColor(0x4F, 0x8A, 0x4B), 0.6, QColor(0xD8, 0xE8, 0xA0)},
        {200, QColor(0x0E, 0x3B, 0x43), QColor(0x32, 0x8F, 0x8A), 0.6, QColor(0xE9, 0xF5, 0xDB)},
        {170, QColor(0x1A, 0x14, 0x46), QColor(0x4B, 0x3F, 0xA0), 0.6, QColor(0xC8, 0xB6, 0xFF)},
        {165, QColor(0x3A, 0x1C, 0x00), QColor(0xB5, 0x65, 0x1D), 0.6, QColor(0xFF, 0xD5, 0x9E)},
        {190, QColor(0x20, 0x22, 0x28), QColor(0x4A, 0x50, 0x5C), 0.6, QColor(0xB9, 0xC2, 0xCF)},
    }};
    return list;
}

const std::array<Portrait, 5>& portraits() {
    static const std::array<Portrait, 5> list{{{QColor(0x6E, 0xA8, 0xFF), QColor(0xB3, 0x88, 0xFF)},
        {QColor(0xFF, 0xB2, 0x4A), QColor(0xFF, 0x8A, 0x6B)}, {QColor(0x3D, 0xDC, 0x97), QColor(0x5C, 0xC8, 0xFF)},
        {QColor(0xFF, 0x9A, 0xB5), QColor(0xC9, 0xA2, 0xFF)}, {QColor(0x8B, 0xD9, 0xE6), QColor(0xA8, 0xE0, 0x9A)}}};
    return list;
}

QColor initials() {
    return {0x0B, 0x0D, 0x13};
}

} // namespace picture

double contrastRatio(const QColor& first, const QColor& second) {
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace kinora
