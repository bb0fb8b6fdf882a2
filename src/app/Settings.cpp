#include "app/Settings.h"

#include <QDir>

#include <array>

namespace kinora {

namespace {

const QString themeKey = QStringLiteral("look/theme");
const QString languageKey = QStringLiteral("look/language");
const QString newsKey = QStringLiteral("news/enabled");
const QString geometryKey = QStringLiteral("window/geometry");

struct NamedChoice {
    ThemeChoice choice;
    QLatin1String name;
};

constexpr std::array choices{NamedChoice{ThemeChoice::System, QLatin1String("system")},
    NamedChoice{ThemeChoice::Dark, QLatin1String("dark")}, NamedChoice{ThemeChoice::Light, QLatin1String("light")},
    NamedChoice{ThemeChoice::HighContrast, QLatin1String("high-contrast")}};

} // namespace

Settings::Settings(const QString& dataFolder)
    : m_store(dataFolder.isEmpty() ? QSettings().fileName() : QDir(dataFolder).filePath(QStringLiteral("settings.ini")),
          dataFolder.isEmpty() ? QSettings::NativeFormat : QSettings::IniFormat) {
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

QByteArray Settings::windowGeometry() const {
    return m_store.value(geometryKey).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    m_store.setValue(geometryKey, geometry);
}

} // namespace kinora
