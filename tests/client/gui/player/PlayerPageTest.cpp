#include "gui/player/PlayerPage.h"

#include "client/gui/gallery/GalleryStage.h"
#include "client/support/SampleVideo.h"
#include "gui/player/SeekSlider.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/MessageLabel.h"
#include "media/QtPlayer.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::GalleryStage;
using tests::sampleId;
using State = Player::State;

namespace {

struct Scene {
    Scene() {
        page.resize(1000, 700);
        page.show();
        if (!QTest::qWaitForWindowExposed(&page))
            qFatal("not shown");
    }
    template <class W>
    [[nodiscard]] W* find(const QString& name) const {
        return page.findChild<W*>(name);
    }
    [[nodiscard]] QString trouble() const { return find<MessageLabel>(u"troubleLabel"_s)->text(); }

    GalleryStage stage;
    QtPlayer player;
    PlayerPage page{stage.library, player, stage.clock, stage.posters};
};

} // namespace

class PlayerPageTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark);
        const QString file = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.audio = true}));
        QFile film(file);
        QVERIFY(film.open(QIODevice::ReadOnly));
        m_film = film.readAll();
    }

    void playsWhatIsHere() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
        QCOMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"1 of 1"_s);
        QCOMPARE(scene.find<QLabel>(u"modelValueLabel"_s)->text(), u"sora-2 · Paper Studio (demo)"_s);
        QVERIFY(scene.find<QLabel>(u"fileValueLabel"_s)->text().endsWith(u"on this computer"));
        QTRY_COMPARE(scene.player.state(), State::Ended);
        QCOMPARE(scene.find<QLabel>(u"timeLabel"_s)->text(), u"0:01.0 / 0:01.0"_s);
        scene.page.leave();
        QCOMPARE(scene.player.state(), State::Empty);
    }

    void isSteeredByKeyboard() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film});
        scene.player.setLooping(true);
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Space);
        QCOMPARE(scene.player.state(), State::Paused);
        QTest::keyClick(&scene.page, Qt::Key_Home);
        QTRY_COMPARE(scene.player.position(), 0);
        QTest::keyClick(&scene.page, Qt::Key_Period);
        QTRY_VERIFY(scene.player.position() >= 32 && scene.player.position() <= 34);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.rate(), 2.0);
        QTest::keyClick(&scene.page, Qt::Key_K);
        QCOMPARE(scene.player.state(), State::Paused);
        QCOMPARE(scene.player.rate(), 1.0);
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Right); // there is none: nothing happens
        QCOMPARE(scene.page.videoId(), sampleId(1));
        QTest::keyClick(&scene.page, Qt::Key_M);
        QVERIFY(scene.player.isMuted());
        QSignalSpy full(&scene.page, &PlayerPage::fullScreenRequested);
        QSignalSpy back(&scene.page, &PlayerPage::backRequested);
        QTest::keyClick(&scene.page, Qt::Key_F);
        QCOMPARE(full.takeFirst().first().toBool(), true);
        scene.page.setFullScreen(true);
        QVERIFY(!scene.find<QWidget>(u"facts"_s)->isVisible());
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(full.takeFirst().first().toBool(), false);
        scene.page.setFullScreen(false);
        QVERIFY(scene.find<QWidget>(u"facts"_s)->isVisible());
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(back.count(), 1);
    }

    void seeksByTheSlider() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        auto* slider = scene.page.findChild<SeekSlider*>();
        QTRY_COMPARE(slider->maximum(), 1000);
        scene.player.pause();
        QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
        QVERIFY(qAbs(scene.player.position() - 500) < 40);
        QVERIFY(qAbs(slider->value() - 500) < 40);
    }

    void copiesThePrompt() {
        Scene scene;
        scene.stage.add(1, {.prompt = u"Two\nlines"_s, .content = m_film});
        scene.page.open(sampleId(1));
        scene.find<QPushButton>(u"copyButton"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Two\nlines"_s);
        QCOMPARE(scene.find<QPushButton>(u"copyButton"_s)->text(), u"Copied"_s);
    }

    void fetchesWhatIsNotHereAndPlaysIt() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .here = false, .content = m_film});
        scene.page.open(row.video.id);
        QVERIFY(scene.trouble().contains(u"no connection"));
        QVERIFY(!scene.find<QWidget>(u"playButton"_s)->isEnabled());
        scene.stage.relay.contents.insert(row.video.id, m_film);
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
        QVERIFY(scene.find<QWidget>(u"playButton"_s)->isEnabled());
    }

    void fetchesAgainWhatWasDeletedHere() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        QVERIFY(QFile::remove(scene.stage.library.fileOf(row)));
        scene.page.open(row.video.id);
        QTRY_VERIFY(scene.trouble().contains(u"no connection"));
        scene.stage.relay.contents.insert(row.video.id, m_film);
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
    }

    void saysWhyAFileCouldNotBeKept() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .here = false, .content = m_film});
        scene.stage.relay.contents.insert(row.video.id, "something else");
        scene.stage.library.setOnline(true);
        scene.page.open(row.video.id);
        QTRY_VERIFY(scene.trouble().contains(u"checksum"));
        QCOMPARE(scene.find<QPushButton>(u"actButton"_s)->text(), u"Try again"_s);
        scene.stage.relay.contents[row.video.id] = m_film;
        scene.find<QPushButton>(u"actButton"_s)->click();
        QTRY_COMPARE(scene.player.state(), State::Playing);
    }

    void saysWhenAFileCannotBePlayed() {
        Scene scene;
        scene.stage.add(1, {.content = QByteArray(5000, 'x')});
        scene.page.open(sampleId(1));
        QTRY_VERIFY(scene.trouble().contains(u"cannot be played"));
        QCOMPARE(scene.find<QPushButton>(u"actButton"_s)->text(), u"Open in another program"_s);
    }

    void goesBackWhenTheLibraryCloses() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.stage.library.close();
        QCOMPARE(scene.player.state(), State::Empty);
        QVERIFY(scene.page.videoId().isEmpty());
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_film;
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(PlayerPageTest)
#include "PlayerPageTest.moc"
