// What the player says where there is no picture.
#include "client/gui/player/PlayerScene.h"
#include "client/support/FakePlayer.h"
#include "gui/gallery/GalleryText.h"
#include "support/QtTestMain.h"

#include <QPushButton>
#include <QTest>

#include <chrono>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;
using Scene = tests::PlayerScene;
using State = Player::State;

class PlayerTroubleTest : public tests::PlayerCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeReady(); }

    void saysWhyTheSecondOfTwoIsMissing() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        const LibraryVideo other = scene.stage.add(2, {.size = {320, 180}, .here = false, .content = m_film});
        scene.page.compare(sampleId(1), sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        auto* trouble = scene.find<MessageLabel>(u"otherTroubleLabel"_s);
        QVERIFY(trouble);
        QTRY_VERIFY(trouble->isVisible() && trouble->text().contains(u"no connection"));
        QVERIFY(scene.trouble().isEmpty());
        // Beneath its own picture.
        const auto left = [&scene](const QWidget* widget) {
            return widget->mapTo(&scene.page, QPoint()).x();
        };
        QTRY_VERIFY(qAbs(left(trouble) - left(scene.find<QWidget>(u"otherCanvas"_s))) <= 1);
        QVERIFY(scene.find<QWidget>(u"playButton"_s)->isEnabled()); // the first can be played
        scene.stage.relay.holdDownloads = true;
        scene.stage.library.setOnline(true);
        QTRY_VERIFY(!scene.stage.relay.held.isEmpty());
        scene.stage.relay.held.last().request.onProgress(1800000, 4200000);
        QTRY_VERIFY(trouble->text().contains(u"1.8 MB of 4.2 MB"));
        QVERIFY(scene.find<QWidget>(u"otherProgressBar"_s)->isVisible());
        QVERIFY(!scene.find<QWidget>(u"progressBar"_s)->isVisible());
        scene.stage.relay.contents.insert(other.video.id, "something else");
        scene.stage.relay.holdDownloads = false;
        scene.stage.relay.release(other.video.id);
        QTRY_VERIFY(trouble->text().contains(u"checksum"));
        auto* act = scene.find<QPushButton>(u"otherActButton"_s);
        QCOMPARE(act->text(), u"Try again"_s);
        scene.stage.relay.contents[other.video.id] = m_film;
        act->click();
        QTRY_VERIFY(!trouble->isVisible() && !act->isVisible());
    }

    void saysWhatIsLargerThanTheLimit() {
        Scene scene;
        const Video video = scene.stage.add(1, {.size = {320, 180}, .here = false, .content = m_film}).video;
        scene.stage.relay.library = {video};
        scene.stage.relay.contents.insert(video.id, m_film);
        scene.stage.library.setKeepRules({.limitBytes = video.bytes - 1});
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(scene.stage.library.sync().state(), LibrarySync::State::Synced);
        scene.page.open(video.id);
        QTRY_COMPARE(scene.trouble(), GalleryText::beyondLimit(1, 1, video.bytes - 1));
        QCOMPARE(scene.stage.relay.downloadCount(VideoPart::Content), 0);
        QVERIFY(!scene.find<QPushButton>(u"actButton"_s)->isVisible());
    }

    void saysThatTheSecondOfTwoCannotBePlayed() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.stage.add(2, {.content = QByteArray(5000, 'x')});
        scene.page.compare(sampleId(1), sampleId(2));
        auto* trouble = scene.find<MessageLabel>(u"otherTroubleLabel"_s);
        QVERIFY(trouble);
        QTRY_VERIFY(trouble->isVisible() && trouble->text().contains(u"cannot be played"));
        auto* act = scene.find<QPushButton>(u"otherActButton"_s);
        QVERIFY(act->isVisible());
        QCOMPARE(act->text(), u"Open in another program"_s);
        QVERIFY(scene.trouble().isEmpty());
        QTest::keyClick(&scene.page, Qt::Key_Escape); // only the first again
        QVERIFY(!trouble->isVisible() && !act->isVisible());
    }

    void saysWhenAPictureIsSlowToCome() {
        tests::GalleryStage stage;
        stage.add(1, {.size = {320, 180}, .content = m_film});
        stage.add(2, {.size = {320, 180}, .content = m_film});
        tests::FakePlayer player;
        player.stalls = true;
        PlayerPage::Services services = stage.playing(player);
        services.makePlayer = [] {
            auto other = std::make_unique<tests::FakePlayer>();
            other->stalls = true;
            return other;
        };
        services.longestOpening = std::chrono::hours(1);
        PlayerPage patient(services);
        const auto said = [](const PlayerPage& page, const QString& label) {
            return page.findChild<MessageLabel*>(label)->text();
        };
        patient.open(sampleId(1));
        QCoreApplication::processEvents();
        QCOMPARE(player.state(), State::Loading);
        QVERIFY(said(patient, u"troubleLabel"_s).isEmpty());
        patient.leave();
        services.longestOpening = {};
        PlayerPage page(services);
        page.open(sampleId(1));
        QVERIFY(said(page, u"troubleLabel"_s).isEmpty());
        QTRY_VERIFY(said(page, u"troubleLabel"_s).contains(u"slow to come"));
        QCOMPARE(page.findChild<QPushButton*>(u"actButton"_s)->text(), u"Open in another program"_s);
        page.compare(sampleId(1), sampleId(2));
        QTRY_VERIFY(said(page, u"otherTroubleLabel"_s).contains(u"slow to come"));
        player.become(State::Playing);
        QVERIFY(said(page, u"troubleLabel"_s).isEmpty());
        page.leave();
    }

    void isNotHiddenByTheControlsInFullScreen() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .here = false});
        scene.page.setFullScreen(true);
        scene.page.open(sampleId(1));
        QTRY_VERIFY(scene.trouble().contains(u"no connection"));
        const auto rectOf = [&scene](const QString& name) {
            auto* widget = scene.find<QWidget>(name);
            return QRect(widget->mapTo(&scene.page, QPoint()), widget->size());
        };
        const QRect controls = rectOf(u"controls"_s);
        QTRY_VERIFY(rectOf(u"troubleLabel"_s).bottom() < controls.top());
        QVERIFY(rectOf(u"canvas"_s).height() > controls.top()); // the picture keeps its size beneath them
        QVERIFY(scene.page.rect().contains(rectOf(u"troubleLabel"_s)));
        scene.page.setFullScreen(false);
        QTRY_VERIFY(rectOf(u"troubleLabel"_s).bottom() < rectOf(u"controls"_s).top());
        QTRY_VERIFY(rectOf(u"troubleLabel"_s).top() > rectOf(u"canvas"_s).bottom());
    }
};

KINORA_QT_TEST(PlayerTroubleTest)
#include "PlayerTroubleTest.moc"
