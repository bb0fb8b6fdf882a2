#include "client/support/SampleVideo.h"
#include "media/QtPlayer.h"
#include "media/VideoFrameConverter.h"
#include "support/QtTestMain.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <chrono>

using namespace kinora;
using tests::SampleVideo;
using namespace Qt::StringLiterals;
using State = Player::State;

namespace {

/// A player with its last picture at hand.
struct Stage {
    QtPlayer player;
    QVideoFrame frame;
    int frames = 0;
    QList<State> states; ///< all that there were: a busy machine passes short ones between two looks

    Stage() {
        QObject::connect(&player, &Player::frameChanged, &player, [this](const QVideoFrame& shown) {
            frame = shown;
            ++frames;
        });
        QObject::connect(
            &player, &Player::stateChanged, &player, [this](Player::State state) { states.append(state); });
    }
    [[nodiscard]] QColor color() const {
        VideoFrameConverter converter;
        const QImage image = converter.convert(frame, {64, 36});
        return image.isNull() ? QColor() : image.pixelColor(32, 18);
    }
    [[nodiscard]] int shownFrame() const { return tests::frameOfGrey(color().red()); }
    /// Without waiting for a picture.
    void step(int by, int times) {
        for (int time = 0; time < times; ++time)
            player.step(by);
    }
};

} // namespace

class PlayerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void showsTheFirstFrameAndWaits();
    void playsToTheEndAndAgain();
    void pausesAndGoesOn();
    void seeksToTheFrameWhilePaused();
    void seeksFromTheEnd();
    void dragsWithoutQueueing();
    void stepsFrameByFrame();
    void stepsAsOftenAsItIsTold();
    void stepsNoFurtherThanTheEnds();
    void takesNoNeighbourOfTheFrameSought();
    void endsWhenItIsPlayedFromTheLastFrame();
    void findsFramesThatLastUnevenly();
    void findsFramesBesideTheRate();
    void findsFramesBesideTheRate_data();
    void loops();
    void opensOneAfterAnother();
    void goesOnFromItsOwnSignals();
    void takesNoPictureOfTheClipBefore();
    void playsWithSoundThoughThereIsNoDevice();
    void tellsWhyItCannotPlay();
    void tellsWhenThereIsNoPicture();
    void showsRightColours();
    void showsRightColours_data();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void PlayerTest::initTestCase() {
    QVERIFY(tests::makeSampleVideo(path(u"greys.mp4"_s), {}));
    QVERIFY(tests::makeSampleVideo(path(u"short.mp4"_s), {.frames = 9}));
    QVERIFY(tests::makeSampleVideo(path(u"long.mp4"_s), {.size = {64, 36}, .frames = 1800})); // longer than any stall
    QVERIFY(tests::makeSampleVideo(path(u"sound.mp4"_s), {.audio = true}));
    QFile garbage(path(u"garbage.mp4"_s));
    QVERIFY(garbage.open(QIODevice::WriteOnly));
    QCOMPARE(garbage.write(QByteArray(20000, 'x')), 20000);
}

void PlayerTest::showsTheFirstFrameAndWaits() {
    Stage stage;
    QCOMPARE(stage.player.state(), State::Empty);
    stage.player.open(path(u"greys.mp4"_s), false);
    QCOMPARE(stage.player.state(), State::Loading);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    QCOMPARE(stage.shownFrame(), 0);
    QCOMPARE(stage.player.position(), 0);
    QCOMPARE(stage.player.duration(), 1000);
}

void PlayerTest::playsToTheEndAndAgain() {
    Stage stage;
    stage.player.open(path(u"short.mp4"_s), true);
    QTRY_COMPARE(stage.player.state(), State::Ended);
    QCOMPARE(stage.states, (QList<State>{State::Loading, State::Playing, State::Ended}));
    QCOMPARE(stage.player.position(), stage.player.duration());
    // A busy machine drops pictures; once it keeps up nearly all of them are shown.
    constexpr std::chrono::seconds patience{60};
    const QDeadlineTimer deadline(patience);
    do {
        stage.frames = 0;
        stage.player.play();
        QCOMPARE(stage.player.state(), State::Playing);
        QTRY_COMPARE(stage.player.state(), State::Ended);
    } while ((stage.frames < 7 || stage.shownFrame() < 7) && !deadline.hasExpired());
    QVERIFY2(stage.frames >= 7 && stage.shownFrame() >= 7,
        qPrintable(u"%1 pictures, the last of frame %2"_s.arg(stage.frames).arg(stage.shownFrame())));
}

void PlayerTest::pausesAndGoesOn() {
    Stage stage;
    stage.player.open(path(u"long.mp4"_s), true);
    QTRY_VERIFY(stage.shownFrame() >= 5);
    stage.player.pause();
    QCOMPARE(stage.player.state(), State::Paused);
    const qint64 at = stage.player.position();
    QVERIFY(at > 0 && at < stage.player.duration());
    stage.player.toggle();
    QTRY_VERIFY(stage.player.position() > at + 60);
    QVERIFY(stage.player.state() == State::Playing);
}

void PlayerTest::seeksToTheFrameWhilePaused() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    for (const int frame : {20, 7, 29, 0, 16}) {
        const qint64 middle = frame * 1000 / 30 + 16;
        stage.player.seek(middle);
        QTRY_COMPARE(stage.shownFrame(), frame);
        QCOMPARE(stage.player.state(), State::Paused);
    }
}

void PlayerTest::seeksFromTheEnd() {
    Stage stage;
    stage.player.open(path(u"short.mp4"_s), true);
    QTRY_COMPARE(stage.player.state(), State::Ended);
    stage.player.seek(110);
    QTRY_COMPARE(stage.shownFrame(), 3);
    QCOMPARE(stage.player.state(), State::Paused);
    stage.player.play();
    QTRY_COMPARE(stage.player.state(), State::Ended);
}

void PlayerTest::dragsWithoutQueueing() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    stage.frames = 0;
    for (qint64 position = 0; position <= 900; position += 10)
        stage.player.seek(position);
    QCOMPARE(stage.player.position(), 900);
    QTRY_COMPARE(stage.shownFrame(), 27);
    QVERIFY2(stage.frames < 10, qPrintable(QString::number(stage.frames)));
}

void PlayerTest::stepsFrameByFrame() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    for (int frame = 1; frame <= 4; ++frame) {
        stage.player.step(1);
        QTRY_COMPARE(stage.shownFrame(), frame);
    }
    stage.player.step(-1);
    QTRY_COMPARE(stage.shownFrame(), 3);
    stage.player.step(-1);
    stage.player.step(-1);
    stage.player.step(-1);
    stage.player.step(-1);
    QTRY_COMPARE(stage.shownFrame(), 0);
}

/// A key that is held down repeats faster than pictures come.
void PlayerTest::stepsAsOftenAsItIsTold() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    stage.step(1, 4);
    QTRY_COMPARE(stage.shownFrame(), 4);
    stage.step(1, 9);
    QTRY_COMPARE(stage.shownFrame(), 13);
    stage.step(-1, 4);
    QTRY_COMPARE(stage.shownFrame(), 9);
    stage.step(-1, 8);
    stage.step(1, 5);
    QTRY_COMPARE(stage.shownFrame(), 6);
}

void PlayerTest::stepsNoFurtherThanTheEnds() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    stage.step(-1, 3);
    stage.step(1, 4);
    QTRY_COMPARE(stage.shownFrame(), 4);
    stage.player.seek(950);
    QTRY_COMPARE(stage.shownFrame(), 28);
    stage.step(1, 5);
    stage.step(-1, 4);
    QTRY_COMPARE(stage.shownFrame(), 25);
    stage.player.seek(990);
    QTRY_COMPARE(stage.shownFrame(), 29);
    stage.step(1, 3);
    stage.step(-1, 5);
    QTRY_COMPARE(stage.shownFrame(), 24);
    stage.player.play();
    QTRY_COMPARE(stage.player.state(), State::Ended);
    stage.step(1, 10); // a busy machine may have dropped the last pictures
    stage.step(-1, 6);
    QTRY_COMPARE(stage.shownFrame(), 23);
    QCOMPARE(stage.player.state(), State::Paused);
}

/// The back end runs on from the picture before, and what it shows waits in the queue of a window that is busy.
void PlayerTest::takesNoNeighbourOfTheFrameSought() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    QList<int> shown;
    connect(&stage.player, &Player::frameChanged, &stage.player, [&] { shown << stage.shownFrame(); });
    for (const int frame : {4, 12, 20, 8}) {
        shown.clear();
        stage.player.seek(frame * 1000 / 30 + 16);
        stage.step(1, 2);
        QThread::msleep(200); // the window is busy
        QTRY_COMPARE(stage.shownFrame(), frame + 2);
        QVERIFY(!shown.contains(frame + 1));
    }
}

/// By the time that a busy window pauses it again, the back end has run on to the end.
void PlayerTest::endsWhenItIsPlayedFromTheLastFrame() {
    Stage stage;
    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    stage.player.seek(stage.player.duration());
    QThread::msleep(200); // the window is busy
    QTRY_COMPARE(stage.shownFrame(), 29);
    QCoreApplication::processEvents();
    QList<int> shown;
    connect(&stage.player, &Player::frameChanged, &stage.player, [&] { shown << stage.shownFrame(); });
    stage.player.play();
    QTRY_COMPARE(stage.player.state(), State::Ended);
    QVERIFY(shown.isEmpty() || shown == QList<int>{29});
    QCOMPARE(stage.player.position(), stage.player.duration());
}

/// As in the recording of a screen: 25 pictures a second, then nothing changes for three seconds, then 60 a second.
void PlayerTest::findsFramesThatLastUnevenly() {
    const QString file = path(u"uneven.mp4"_s);
    SampleVideo uneven{.size = {64, 36}, .frames = 20};
    for (int frame = 0; frame <= 10; ++frame)
        uneven.startsMs << frame * 40;
    for (int frame = 0; frame < 9; ++frame)
        uneven.startsMs << 3400 + qRound(frame * 1000.0 / 60);
    QVERIFY(tests::makeSampleVideo(file, uneven));
    Stage stage;
    stage.player.open(file, false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    stage.player.seek(2000); // into the pause, before it is known when the frames begin
    QTRY_COMPARE(stage.player.position(), 400);
    QTRY_COMPARE(stage.shownFrame(), 10);
    for (const int frame : {11, 12, 13}) {
        stage.player.step(1);
        QTRY_COMPARE(stage.shownFrame(), frame);
    }
    for (const int frame : {12, 11, 10, 9, 8}) {
        stage.player.step(-1);
        QTRY_COMPARE(stage.shownFrame(), frame);
    }
    for (const int frame : {19, 3, 10, 15, 0}) {
        stage.player.seek(uneven.startsMs.at(frame) + 5);
        QTRY_COMPARE(stage.shownFrame(), frame);
        QTRY_COMPARE(stage.player.position(), uneven.startsMs.at(frame));
    }
    stage.player.step(-1); // there is none before
    stage.player.step(1);
    QTRY_COMPARE(stage.shownFrame(), 1);
    stage.step(1, 12);
    QTRY_COMPARE(stage.shownFrame(), 13);
    stage.step(-1, 30);
    stage.step(1, 9);
    QTRY_COMPARE(stage.shownFrame(), 9);
    stage.step(1, 30);
    stage.step(-1, 3);
    QTRY_COMPARE(stage.shownFrame(), 16);
    // Play goes on from there, over the pause.
    stage.player.seek(2500);
    QTRY_COMPARE(stage.shownFrame(), 10);
    QList<int> shown;
    QObject::connect(&stage.player, &Player::frameChanged, &stage.player, [&] { shown << stage.shownFrame(); });
    stage.player.play();
    QTRY_COMPARE_WITH_TIMEOUT(stage.player.state(), State::Ended, 20'000);
    QVERIFY(std::ranges::all_of(shown, [](int frame) { return frame >= 10; }));
    QVERIFY(!shown.isEmpty() && shown.last() > 11);
    // Nor is the pause taken for a stall.
    shown.clear();
    stage.player.play();
    QTRY_COMPARE_WITH_TIMEOUT(stage.player.state(), State::Ended, 20'000);
    QVERIFY(shown.count(10) <= 1); // a busy machine may leave it out
}

void PlayerTest::findsFramesBesideTheRate_data() {
    QTest::addColumn<QStringList>("made");
    QTest::addColumn<int>("place"); // where the rate alone leads to another frame
    QTest::addColumn<int>("start");
    QTest::addColumn<QList<int>>("frames");
    QTest::newRow("begins late") << QStringList{u"-c"_s, u"copy"_s, u"-output_ts_offset"_s, u"0.02"_s} << 100 << 85
                                 << QList<int>{2, 3, 4, 5};
    // Its frames differ in length by no more than the container's clock can tell.
    QTest::newRow("a coarse clock") << QStringList{u"-vf"_s, u"select=lt(n\\,15)+not(mod(n\\,2))"_s, u"-vsync"_s,
                                           u"vfr"_s, u"-video_track_timescale"_s, u"30"_s, u"-c:v"_s, u"libx264"_s,
                                           u"-preset"_s, u"ultrafast"_s, u"-qp"_s, u"1"_s}
                                    << 530 << 466 << QList<int>{14, 16, 18, 20};
}

void PlayerTest::findsFramesBesideTheRate() {
    QFETCH(QStringList, made);
    QFETCH(int, place);
    QFETCH(int, start);
    QFETCH(QList<int>, frames);
    const QString file = path(u"beside.mp4"_s);
    QVERIFY(tests::runFfmpeg(QStringList{u"-i"_s, path(u"greys.mp4"_s)} + made + QStringList{file}));
    Stage stage;
    stage.player.open(file, false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    // Once it is known when the frames begin.
    const auto sought = [&] {
        if (qAbs(stage.player.position() - start) > 1)
            stage.player.seek(place);
        return qAbs(stage.player.position() - start) <= 1;
    };
    QTRY_VERIFY(sought());
    QTRY_COMPARE(stage.shownFrame(), frames.first());
    for (const int frame : frames.mid(1)) {
        stage.player.step(1);
        QTRY_COMPARE(stage.shownFrame(), frame);
    }
    std::ranges::reverse(frames);
    for (const int frame : frames.mid(1)) {
        stage.player.step(-1);
        QTRY_COMPARE(stage.shownFrame(), frame);
    }
    stage.player.seek(0);
    QTRY_COMPARE(stage.shownFrame(), 0);
}

void PlayerTest::loops() {
    Stage stage;
    stage.player.setLooping(true);
    stage.player.open(path(u"short.mp4"_s), true);
    int starts = 0;
    qint64 last = -1;
    connect(&stage.player, &Player::frameChanged, &stage.player, [&](const QVideoFrame& frame) {
        if (frame.startTime() <= last)
            ++starts;
        last = frame.startTime();
    });
    QTRY_VERIFY(starts >= 2);
    QCOMPARE(stage.player.state(), State::Playing);
    stage.player.setLooping(false);
    QTRY_COMPARE(stage.player.state(), State::Ended);
}

void PlayerTest::opensOneAfterAnother() {
    Stage stage;
    for (int i = 0; i < 5; ++i) {
        stage.player.open(path(i % 2 ? u"short.mp4"_s : u"greys.mp4"_s), true);
        QTRY_VERIFY(stage.states.contains(State::Playing));
        stage.states.clear();
    }
    stage.player.close();
    QCOMPARE(stage.player.state(), State::Empty);
    QCOMPARE(stage.player.duration(), 0);
    QVERIFY(QFile::remove(path(u"short.mp4"_s)));
    QVERIFY(tests::makeSampleVideo(path(u"short.mp4"_s), {.frames = 9}));
}

void PlayerTest::goesOnFromItsOwnSignals() {
    Stage stage;
    const QStringList next = {path(u"garbage.mp4"_s), path(u"greys.mp4"_s)};
    connect(&stage.player, &Player::stateChanged, &stage.player, [&](State state) {
        if (state == State::Ended || state == State::Failed)
            stage.player.open(next.at(stage.states.count(State::Loading) - 1), false);
        else if (state == State::Paused)
            stage.player.close();
    });
    stage.player.open(path(u"short.mp4"_s), true);
    QTRY_COMPARE(stage.states.last(), State::Empty);
}

void PlayerTest::takesNoPictureOfTheClipBefore() {
    Stage stage;
    for (int time = 0; time < 5; ++time) {
        stage.player.open(path(u"greys.mp4"_s), true);
        QTRY_VERIFY(stage.shownFrame() >= 3);
        QThread::msleep(100); // the window is busy, so that pictures wait in its queue
        stage.player.close();
        stage.player.open(path(u"short.mp4"_s), true);
        QTRY_COMPARE(stage.player.state(), State::Ended); // it was played
        QCOMPARE(stage.player.duration(), 300);
    }
}

void PlayerTest::playsWithSoundThoughThereIsNoDevice() {
    Stage stage;
    stage.player.setVolume(0.5);
    stage.player.open(path(u"sound.mp4"_s), true);
    QTRY_COMPARE(stage.player.state(), State::Ended);
    QVERIFY(stage.frames > 10);
}

void PlayerTest::tellsWhyItCannotPlay() {
    Stage stage;
    stage.player.open(path(u"missing.mp4"_s), true);
    QCOMPARE(stage.player.state(), State::Failed);
    QCOMPARE(stage.player.error()->code, ErrorCode::FileFailed);

    QSignalSpy states(&stage.player, &Player::stateChanged);
    stage.player.open(path(u"garbage.mp4"_s), true);
    QTRY_COMPARE(stage.player.state(), State::Failed);
    QCOMPARE(stage.player.error()->code, ErrorCode::CorruptFile);
    QCOMPARE(stage.frames, 0);

    stage.player.open(path(u"greys.mp4"_s), false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    QVERIFY(!stage.player.error());
}

void PlayerTest::tellsWhenThereIsNoPicture() {
    const QString sound = path(u"only sound.mp4"_s);
    QVERIFY(tests::runFfmpeg({u"-i"_s, path(u"sound.mp4"_s), u"-vn"_s, u"-c:a"_s, u"copy"_s, sound}));
    Stage stage;
    stage.player.open(sound, true);
    QTRY_COMPARE(stage.player.state(), State::Failed);
    QCOMPARE(stage.player.error()->code, ErrorCode::CorruptFile);

    // All that the head of the file speaks of, but none of the pictures.
    QFile film(path(u"greys.mp4"_s));
    QVERIFY(film.open(QIODevice::ReadOnly));
    QByteArray bytes = film.readAll();
    const qsizetype pictures = bytes.indexOf("mdat") + 4;
    bytes.replace(pictures, bytes.size() - pictures, QByteArray(bytes.size() - pictures, '\xff'));
    QFile emptied(path(u"emptied.mp4"_s));
    QVERIFY(emptied.open(QIODevice::WriteOnly));
    emptied.write(bytes);
    emptied.close();
    stage.player.open(emptied.fileName(), true);
    QTRY_COMPARE(stage.player.state(), State::Failed);
    QCOMPARE(stage.player.error()->code, ErrorCode::CorruptFile);
    QCOMPARE(stage.frames, 0);
}

void PlayerTest::showsRightColours_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("bt709");
    QTest::newRow("720 lines, BT.709") << QSize(1280, 720) << true;
    QTest::newRow("small, BT.709") << QSize(320, 180) << true;
    QTest::newRow("small, BT.601") << QSize(320, 180) << false;
}

void PlayerTest::showsRightColours() {
    QFETCH(QSize, size);
    QFETCH(bool, bt709);
    const QString file = path(u"colour.mp4"_s);
    QVERIFY(tests::makeSampleVideo(file, {.size = size, .frames = 6, .bt709 = bt709, .color = QColor(200, 100, 50)}));
    Stage stage;
    stage.player.open(file, false);
    QTRY_COMPARE(stage.player.state(), State::Paused);
    const QColor shown = stage.color();
    QVERIFY2(qAbs(shown.red() - 200) <= 2 && qAbs(shown.green() - 100) <= 2 && qAbs(shown.blue() - 50) <= 2,
        qPrintable(u"%1,%2,%3"_s.arg(shown.red()).arg(shown.green()).arg(shown.blue())));
}

KINORA_QT_TEST(PlayerTest)
#include "PlayerTest.moc"
