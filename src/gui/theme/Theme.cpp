#include "gui/theme/Theme.h"

#include "gui/theme/KinoraStyle.h"
#include "gui/theme/SystemAppearance.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>

namespace kinora {

namespace {

Theme* installed = nullptr;

QString cssColor(const QColor& color) {
    return QStringLiteral("rgba(%1, %2, %3, %4)")
        .arg(color.red())
        .arg(color.green())
        .arg(color.blue())
        .arg(color.alpha());
}

// The template of resources/style/kinora.qss with every "@name@" replaced.
QString styleSheet(const Tokens& tokens) {
    QFile file(QStringLiteral(":/style/kinora.qss"));
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme", "the style sheet is compiled in");
    QString text = QString::fromUtf8(file.readAll());
    for (const auto& [name, color] : namedColors(tokens)) {
        text.replace(u'@' + name + u'@', cssColor(color));
    }
    for (const auto& [name, size] : namedSizes()) {
        text.replace(u'@' + name + u'@', QString::number(size));
    }
    return text;
}

QPalette palette(const Tokens& t) {
    QPalette p(t.text, t.raised, t.raisedHover, t.window, t.line, t.text, t.onFill, t.field, t.window);
    p.setColor(QPalette::AlternateBase, t.card);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.dim);
    p.setColor(QPalette::Highlight, t.fill);
    p.setColor(QPalette::HighlightedText, t.onFill);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, t.disabled);
    }
    return p;
}

ThemeKind kindFor(ThemeChoice choice, const SystemAppearance& system) {
    switch (choice) {
    case ThemeChoice::Dark:
        return ThemeKind::Dark;
    case ThemeChoice::Light:
        return ThemeKind::Light;
    case ThemeChoice::HighContrast:
        return ThemeKind::HighContrast;
    case ThemeChoice::System:
        break;
    }
    if (system.highContrast()) {
        return ThemeKind::HighContrast;
    }
    return system.dark().value_or(true) ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace

Theme::Theme(Bare) {
}

Theme::Theme(QApplication& application, ThemeChoice choice)
    : m_application(&application)
    , m_system(new SystemAppearance(this))
    , m_choice(choice) {
    Q_ASSERT_X(installed == nullptr, "Theme", "one per application");
    installed = this;
    QApplication::setStyle(new KinoraStyle);
    QApplication::setFont(font());
    connect(m_system, &SystemAppearance::changed, this, &Theme::followSystem);
    m_kind = kindFor(m_choice, *m_system);
    m_reducedMotion = m_system->reducedMotion();
    apply();
}

Theme::~Theme() {
    if (installed == this) {
        installed = nullptr;
    }
}

const Theme& Theme::current() {
    static const Theme bare{Bare{}};
    return installed ? *installed : bare;
}

void Theme::setChoice(ThemeChoice choice) {
    if (choice == m_choice) {
        return;
    }
    m_choice = choice;
    become(kindFor(m_choice, *m_system), m_reducedMotion);
    emit choiceChanged(choice);
}

void Theme::setReducedMotion(bool reduced) {
    become(m_kind, reduced);
}

void Theme::followSystem() {
    become(kindFor(m_choice, *m_system), m_system->reducedMotion());
}

void Theme::become(ThemeKind kind, bool reducedMotion) {
    if (kind == m_kind && reducedMotion == m_reducedMotion) {
        return;
    }
    m_kind = kind;
    m_reducedMotion = reducedMotion;
    apply();
    emit changed();
}

void Theme::apply() {
    QApplication::setPalette(palette(tokens()));
    m_application->setStyleSheet(styleSheet(tokens()));
}

QFont Theme::font(int pixelSize, QFont::Weight weight) {
    static const QStringList families = [] {
        QStringList wanted;
        for (const QString& family : {QStringLiteral("Inter"), QStringLiteral("Inter Variable")}) {
            if (QFontDatabase::hasFamily(family)) {
                wanted << family;
                break;
            }
        }
        return wanted << QFontDatabase::systemFont(QFontDatabase::GeneralFont).families();
    }();
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace kinora
