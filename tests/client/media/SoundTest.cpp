// When the program that plays sound is started, with a script in its place that notes each start, its patience and its
// orders.
#include "media/Sound.h"

#include "client/support/SampleVideo.h"
#include "media/QtPlayer.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto never = 1h;

} // namespace

class SoundTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(tests::makeSampleVideo(m_film, {.frames = 90}));
        QVERIFY(tests::makeSampleVideo(m_other, {.frames = 15}));
    }
    void init() { QFile::remove(m_notes); }

    void looksEverMoreRarelyForADevice() {
        Sound sound(programThat(u"exit %1"_s.arg(noSoundDevice)));
        sound.begin();
        QTRY_VERIFY_WITH_TIMEOUT(notes().size() >= 7, 20000);
        QCOMPARE(notes().first(7), (QStringList{u"3"_s, u"6"_s, u"12"_s, u"24"_s, u"48"_s, u"60"_s, u"60"_s}));
    }

    void beginsAnewWithADevice() {
        // The device that was there goes, and the third time there is none.
        Sound sound(programThat(
            u"case $(wc -l < '%1') in 3) echo device; exit 1;; esac; exit %2"_s.arg(m_notes).arg(noSoundDevice)));
        sound.begin();
        QTRY_VERIFY_WITH_TIMEOUT(notes().size() >= 5, 20000);
        QCOMPARE(notes().first(5), (QStringList{u"3"_s, u"6"_s, u"12"_s, u"3"_s, u"6"_s}));
    }

    void triesAtOnceForWhoWaits() {
        SoundProgram program = programThat(u"exit 1"_s);
        program.shortestPause = program.longestPause = never;
        Sound sound(program);
        sound.begin();
        QTRY_COMPARE(notes().size(), 1);
        QTRY_VERIFY((sound.tryNow(), notes().size() >= 2)); // once the first has ended
    }

    void playAndAnotherClipTryAnew() {
        SoundProgram program = programThat(u"exec cat"_s); // for a device it waits, and knows of none
        program.shortestPatience = 0s;
        QtPlayer player(nullptr, program);
        player.open(m_film, true);
        QTRY_COMPARE(player.state(), Player::State::Playing);
        QTRY_COMPARE(notes().size(), 1);
        player.pause();
        player.play();
        QTRY_COMPARE(notes().size(), 2);
        player.setLooping(true);
        player.open(m_other, true);
        QTRY_COMPARE(notes().size(), 3);
        // From its end to its beginning, which nobody has asked for.
        int rounds = 0;
        qint64 last = 0;
        connect(&player, &Player::frameChanged, this, [&](const QVideoFrame& frame) {
            rounds += frame.startTime() < last ? 1 : 0;
            last = frame.startTime();
        });
        QTRY_VERIFY_WITH_TIMEOUT(rounds >= 3, 20000);
        QCOMPARE(notes().size(), 3);
    }

    void whatIsHeardGoesOn() {
        SoundProgram program = programThat(u"echo device; exec cat > /dev/null"_s);
        program.shortestPatience = 0s;
        QtPlayer player(nullptr, program);
        player.open(m_film, true);
        QTRY_VERIFY(player.canBeHeard());
        QTRY_COMPARE(player.state(), Player::State::Playing);
        player.pause();
        player.play();
        player.open(m_other, true);
        QTRY_COMPARE(player.state(), Player::State::Playing);
        QVERIFY(player.canBeHeard());
        QCOMPARE(notes().size(), 1);
    }

private:
    [[nodiscard]] QStringList notes() const {
        QFile file(m_notes);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    SoundProgram programThat(const QString& does) const {
        const QString file = m_folder.filePath(u"program"_s);
        QFile::remove(file);
        QFile script(file);
        const QString words = u"#!/bin/sh\necho \"$1\" >> '%1'\n%2\n"_s.arg(m_notes, does);
        if (!script.open(QIODevice::WriteOnly) || script.write(words.toUtf8()) <= 0)
            qFatal("no script");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return {.file = file};
    }

    QTemporaryDir m_folder;
    QString m_film = m_folder.filePath(u"film.mp4"_s);
    QString m_other = m_folder.filePath(u"other.mp4"_s);
    QString m_notes = m_folder.filePath(u"notes"_s);
};

KINORA_QT_TEST(SoundTest)
#include "SoundTest.moc"
