// Following the desktop while the app runs: a settings portal on a message bus of the test's own.
#include "gui/theme/SystemAppearance.h"

#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace kinora;

namespace {

const QString appearanceGroup = QStringLiteral("org.freedesktop.appearance");
const QString desktopGroup = QStringLiteral("org.gnome.desktop.interface");

} // namespace

// Answers as xdg-desktop-portal does, flaws included.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    void set(const QString& group, const QString& key, const QVariant& value) {
        m_values[{group, key}] = value;
        emit SettingChanged(group, key, QDBusVariant(value));
    }

public slots:
    // NOLINTNEXTLINE(readability-identifier-naming): the portal's name
    QDBusVariant Read(const QString& group, const QString& key) const {
        const auto found = m_values.find({group, key});
        const QVariant value = found == m_values.end() ? QVariant(0U) : found->second;
        // One variant more than there should be.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

signals:
    // NOLINTNEXTLINE(readability-identifier-naming): the portal's name
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    std::map<std::pair<QString, QString>, QVariant> m_values;
};

class SystemAppearanceTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(QDBusConnection::sessionBus().isConnected());
        m_portal.set(appearanceGroup, QStringLiteral("color-scheme"), 2U);
        m_portal.set(desktopGroup, QStringLiteral("enable-animations"), true);
        QDBusConnection bus =
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("portal"));
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal,
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }

    void followsColoursContrastAndMotion() {
        Theme theme(*qApp, ThemeChoice::System);
        QCOMPARE(theme.kind(), ThemeKind::Dark); // nothing is known yet, and nobody waits for it
        QTRY_COMPARE(theme.kind(), ThemeKind::Light);
        m_portal.set(appearanceGroup, QStringLiteral("color-scheme"), 1U);
        QTRY_COMPARE(theme.kind(), ThemeKind::Dark);
        m_portal.set(appearanceGroup, QStringLiteral("contrast"), 1U);
        QTRY_COMPARE(theme.kind(), ThemeKind::HighContrast);
        m_portal.set(appearanceGroup, QStringLiteral("contrast"), 0U);
        QTRY_COMPARE(theme.kind(), ThemeKind::Dark);
        QVERIFY(theme.motion() > 0);
        m_portal.set(desktopGroup, QStringLiteral("enable-animations"), false);
        QTRY_COMPARE(theme.motion(), 0);
        m_portal.set(desktopGroup, QStringLiteral("enable-animations"), true);
        QTRY_VERIFY(theme.motion() > 0);
    }

    void choiceOfOnesOwnStays() {
        Theme theme(*qApp, ThemeChoice::Light);
        QSignalSpy told(theme.findChild<SystemAppearance*>(), &SystemAppearance::changed);
        m_portal.set(appearanceGroup, QStringLiteral("color-scheme"), 1U);
        QTRY_VERIFY(!told.isEmpty());
        QCOMPARE(theme.kind(), ThemeKind::Light);
        theme.setChoice(ThemeChoice::System);
        QTRY_COMPARE(theme.kind(), ThemeKind::Dark);
    }

private:
    FakePortal m_portal;
};

KINORA_QT_TEST(SystemAppearanceTest)
#include "SystemAppearanceTest.moc"
