#include "gui/theme/SystemAppearance.h"

#if defined(__linux__)
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QGuiApplication>
#include <QStyleHints>
#elif defined(Q_OS_WIN)
#include <QSettings>
#else
#include <QGuiApplication>
#include <QPalette>
#endif

namespace kinora {

#if defined(__linux__)

namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString gnomeInterface = QStringLiteral("org.gnome.desktop.interface");

// The portal's Read wraps its answer in a variant once more than it should (a known flaw, kept for compatibility).
QVariant unwrapped(QVariant value) {
    while (value.metaType() == QMetaType::fromType<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}

} // namespace

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent) {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    // Without being known by name to Qt it is no type of a slot that the bus could call.
    qRegisterMetaType<QDBusVariant>();
    bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
        SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    askPortal(appearance, QStringLiteral("color-scheme"));
    askPortal(appearance, QStringLiteral("contrast"));
    askPortal(gnomeInterface, QStringLiteral("enable-animations"));
}

void SystemAppearance::askPortal(const QString& group, const QString& key) {
    QDBusMessage call =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    call << group << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError()) {
            take(group, key, unwrapped(QVariant::fromValue(reply.value())));
        }
    });
}

void SystemAppearance::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    take(group, key, unwrapped(value.variant()));
}

void SystemAppearance::take(const QString& group, const QString& key, const QVariant& value) {
    if (group == appearance && key == QLatin1String("color-scheme")) {
        const uint scheme = value.toUInt();
        m_dark = scheme == 0 ? std::nullopt : std::optional(scheme == 1);
    } else if (group == appearance && key == QLatin1String("contrast")) {
        m_highContrast = value.toUInt() == 1;
    } else if (group == gnomeInterface && key == QLatin1String("enable-animations")) {
        m_reducedMotion = !value.toBool();
    } else {
        return;
    }
    emit changed();
}

#else

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto isDark = [](Qt::ColorScheme scheme) {
        return scheme == Qt::ColorScheme::Unknown ? std::nullopt : std::optional(scheme == Qt::ColorScheme::Dark);
    };
    m_dark = isDark(QGuiApplication::styleHints()->colorScheme());
    connect(
        QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this, isDark](Qt::ColorScheme scheme) {
            m_dark = isDark(scheme);
            emit changed();
        });
#elif defined(Q_OS_WIN)
    const QSettings personalize(
        QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"),
        QSettings::NativeFormat);
    if (personalize.contains(QStringLiteral("AppsUseLightTheme"))) {
        m_dark = personalize.value(QStringLiteral("AppsUseLightTheme")).toInt() == 0;
    }
#else
    m_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
#endif
}

#endif

} // namespace kinora
