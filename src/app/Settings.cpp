#include "app/Settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace kinora {

namespace {

const QString themeKey = QStringLiteral("look/theme");
const QString languageKey = QStringLiteral("look/language");
const QString newsKey = QStringLiteral("news/enabled");
const QString volumeKey = QStringLiteral("player/volume");
const QString mutedKey = QStringLiteral("player/muted");
const QString loopingKey = QStringLiteral("player/looping");
const QString keepKey = QStringLiteral("library/keep");
const QString limitKey = QStringLiteral("library/limitBytes");
const QString geometryKey = QStringLiteral("window/geometry");

struct NamedChoice {
    ThemeChoice choice;
    QLatin1String name;
};

constexpr std::array choices{NamedChoice{ThemeChoice::System, QLatin1String("system")},
    NamedChoice{ThemeChoice::Dark, QLatin1String("dark")}, NamedChoice{ThemeChoice::Light, QLatin1String("light")},
    NamedChoice{ThemeChoice::HighContrast, QLatin1String("high-contrast")}};

struct NamedPolicy {
    KeepPolicy policy;
    QLatin1String name;
};

constexpr std::array policies{NamedPolicy{KeepPolicy::All, QLatin1String("all")},
    NamedPolicy{KeepPolicy::Favorites, QLatin1String("favorites")},
    NamedPolicy{KeepPolicy::OnDemand, QLatin1String("on-demand")}};

} // namespace

Settings::Settings(const QString& dataFolder)
    : m_store(dataFolder.isEmpty() ? QSettings().fileName() : QDir(dataFolder).filePath(QStringLiteral("settings.ini")),
          dataFolder.isEmpty() ? QSettings::NativeFormat : QSettings::IniFormat) {
    if (!m_store.isDamaged()) {
        return;
    }
    // What cannot be read would be written over with the next setting: a copy of it stays.
    const QFileInfo file(m_store.fileName());
    QString kept;
    for (int number = 1; kept.isEmpty() || QFileInfo::exists(kept); ++number) {
        kept = file.dir().filePath(
            QStringLiteral("%1.damaged-%2.%3").arg(file.completeBaseName()).arg(number).arg(file.suffix()));
    }
    QFile::copy(file.filePath(), kept);
}

ThemeChoice Settings::theme() const {
    const QString name = m_store.value(themeKey).toString();
    for (const NamedChoice& one : choices) {
        if (one.name == name) {
            return one.choice;
        }
    }
    return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice) {
    for (const NamedChoice& one : choices) {
        if (one.choice == choice) {
            m_store.setValue(themeKey, one.name);
        }
    }
}

QString Settings::language() const {
    return m_store.value(languageKey).toString();
}

void Settings::setLanguage(const QString& language) {
    m_store.setValue(languageKey, language);
}

bool Settings::newsEnabled() const {
    return m_store.value(newsKey, true).toBool();
}

void Settings::setNewsEnabled(bool enabled) {
    m_store.setValue(newsKey, enabled);
}

void Settings::follow(Player& player) {
    bool isNumber = false;
    const double volume = m_store.value(volumeKey).toDouble(&isNumber);
    player.setVolume(isNumber && volume >= 0 && volume <= 1 ? volume : 1.0);
    player.setMuted(m_store.value(mutedKey).toBool());
    player.setLooping(m_store.value(loopingKey).toBool());
    QObject::connect(&player, &Player::soundChanged, &player, [this, &player] {
        m_store.setValue(volumeKey, player.volume());
        m_store.setValue(mutedKey, player.isMuted());
    });
    QObject::connect(
        &player, &Player::loopingChanged, &player, [this](bool looping) { m_store.setValue(loopingKey, looping); });
}

KeepRules Settings::keepRules() const {
    KeepRules rules;
    const QString name = m_store.value(keepKey).toString();
    for (const NamedPolicy& one : policies) {
        if (one.name == name) {
            rules.policy = one.policy;
        }
    }
    rules.limitBytes = std::max<qint64>(0, m_store.value(limitKey).toLongLong());
    return rules;
}

void Settings::setKeepRules(const KeepRules& rules) {
    for (const NamedPolicy& one : policies) {
        if (one.policy == rules.policy) {
            m_store.setValue(keepKey, one.name);
        }
    }
    m_store.setValue(limitKey, rules.limitBytes);
}

QByteArray Settings::windowGeometry() const {
    return m_store.value(geometryKey).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_store.setValue(geometryKey, geometry);
}

} // namespace kinora
