#include "app/Settings.h"

#include "client/support/FakePlayer.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QRandomGenerator>
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

    void keepsHowThePlayerWasLeft() {
        const QTemporaryDir folder;
        {
            Settings settings(folder.path());
            tests::FakePlayer player;
            settings.follow(player);
            QCOMPARE(player.volume(), 1.0);
            QVERIFY(!player.isMuted() && !player.isLooping());
            player.setVolume(0.35);
            player.setMuted(true);
            player.setLooping(true);
        }
        Settings settings(folder.path());
        tests::FakePlayer player;
        settings.follow(player);
        QCOMPARE(player.volume(), 0.35);
        QVERIFY(player.isMuted() && player.isLooping());
        // Nobody left it like this.
        for (const char* volume : {"loud", "-1", "7", "nan"}) {
            settings.store().setValue(QStringLiteral("player/volume"), QString::fromLatin1(volume));
            tests::FakePlayer other;
            settings.follow(other);
            QCOMPARE(other.volume(), 1.0);
        }
    }

    void livesWithFiftySpoiledFiles() {
        QByteArray whole;
        {
            const QTemporaryDir folder;
            {
                Settings settings(folder.path());
                settings.setTheme(ThemeChoice::Light);
                settings.setLanguage(QStringLiteral("de"));
                settings.setWindowGeometry(QByteArray(60, '\x7f'));
            }
            QFile file(folder.filePath(QStringLiteral("settings.ini")));
            QVERIFY(file.open(QIODevice::ReadOnly));
            whole = file.readAll();
        }
        QRandomGenerator dice(50);
        for (int round = 0; round < 50; ++round) {
            const QTemporaryDir folder;
            QByteArray spoiled = whole.left(dice.bounded(whole.size() + 1));
            for (int i = 0; i < round % 12 && !spoiled.isEmpty(); ++i) {
                spoiled[dice.bounded(spoiled.size())] = static_cast<char>(dice.bounded(256));
            }
            const QString path = folder.filePath(QStringLiteral("settings.ini"));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(spoiled);
            file.close();
            Settings settings(folder.path());
            (void)settings.theme();
            (void)settings.keepRules();
            (void)settings.windowGeometry();
            tests::FakePlayer player;
            settings.follow(player);
            if (settings.store().isDamaged()) {
                QFile kept(folder.filePath(QStringLiteral("settings.damaged-1.ini")));
                QVERIFY(kept.open(QIODevice::ReadOnly));
                QCOMPARE(kept.readAll(), spoiled);
            }
            settings.setLanguage(QStringLiteral("de"));
            QCOMPARE(settings.language(), QStringLiteral("de"));
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
