#include "app/Settings.h"

#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryThemeInTheGivenFolder() {
        const QTemporaryDir folder;
        for (const ThemeChoice choice :
            {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::System}) {
            {
                Settings settings(folder.path());
                settings.setTheme(choice);
                settings.setWindowGeometry(QByteArrayLiteral("geometry"));
            }
            const Settings again(folder.path());
            QCOMPARE(again.theme(), choice);
            QCOMPARE(again.windowGeometry(), QByteArrayLiteral("geometry"));
        }
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("settings.ini"))));
    }

    void followsTheSystemUntilOneChooses() {
        const QTemporaryDir folder;
        QCOMPARE(Settings(folder.path()).theme(), ThemeChoice::System);
    }
};

KINORA_QT_TEST(SettingsTest)
#include "SettingsTest.moc"
