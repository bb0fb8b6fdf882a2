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
        QVERIFY(Settings(folder.path()).language().isEmpty());
    }

    void keepsTheLanguage() {
        const QTemporaryDir folder;
        Settings(folder.path()).setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(Settings(folder.path()).language(), QStringLiteral("zh_CN"));
        Settings(folder.path()).setLanguage({});
        QVERIFY(Settings(folder.path()).language().isEmpty());
    }

    void keepsWhichVideosLieHere() {
        const QTemporaryDir folder;
        QVERIFY(Settings(folder.path()).keepRules() == KeepRules());
        for (const KeepPolicy policy : {KeepPolicy::Favorites, KeepPolicy::OnDemand, KeepPolicy::All}) {
            const KeepRules rules{.policy = policy, .limitBytes = 20'000'000'000};
            Settings(folder.path()).setKeepRules(rules);
            QVERIFY(Settings(folder.path()).keepRules() == rules);
        }
    }

    void tellsWhatEndedUntilOneDoesNotWantIt() {
        const QTemporaryDir folder;
        QVERIFY(Settings(folder.path()).newsEnabled());
        Settings(folder.path()).setNewsEnabled(false);
        QVERIFY(!Settings(folder.path()).newsEnabled());
    }
};

KINORA_QT_TEST(SettingsTest)
#include "SettingsTest.moc"
