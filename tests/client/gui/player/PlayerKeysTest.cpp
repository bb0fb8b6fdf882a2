// The keys of the player.
#include "client/gui/player/PlayerScene.h"
#include "gui/player/PlayerControls.h"
#include "gui/player/Shuttle.h"
#include "gui/player/VideoCanvas.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QFileDialog>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;
using Scene = tests::PlayerScene;
using State = Player::State;

class PlayerKeysTest : public tests::PlayerCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeReady(); }

    void leavesKeysWithModifiersAlone() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film});
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.player.pause();
        QSignalSpy full(&scene.page, &PlayerPage::fullScreenRequested);
        QSignalSpy back(&scene.page, &PlayerPage::backRequested);
        for (const Qt::KeyboardModifier modifier : {Qt::ControlModifier, Qt::AltModifier, Qt::MetaModifier}) {
            for (const Qt::Key key : {Qt::Key_4, Qt::Key_F, Qt::Key_Right, Qt::Key_M, Qt::Key_L, Qt::Key_Space,
                     Qt::Key_Delete, Qt::Key_Escape, Qt::Key_Up})
                QTest::keyClick(&scene.page, key, modifier);
        }
        QTest::keyClick(&scene.page, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&scene.page, Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(full.count(), 0);
        QCOMPARE(back.count(), 0);
        QCOMPARE(scene.page.videoId(), sampleId(2));
        QCOMPARE(scene.player.state(), State::Paused);
        QVERIFY(!scene.player.isMuted());
        // What is edited is so once a later edit is.
        QTest::keyClick(&scene.page, Qt::Key_F, Qt::ShiftModifier);
        QTRY_VERIFY(video(scene).favorite);
        QCOMPARE(video(scene).rating, 0);
        QCOMPARE(video(scene).state, VideoState::Draft);
    }

    /// Where a digit, or a comma, is reached with Shift only; and on the keypad.
    void takesShiftWhereTheSymbolNeedsIt() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.player.pause();
        scene.player.seek(516);
        QTRY_COMPARE(scene.player.position(), 500);
        QTest::keyClick(&scene.page, Qt::Key_Period, Qt::ShiftModifier);
        QTRY_COMPARE(scene.player.position(), 533);
        QTest::keyClick(&scene.page, Qt::Key_Comma, Qt::ShiftModifier);
        QTRY_COMPARE(scene.player.position(), 500);
        QTest::keyClick(&scene.page, Qt::Key_4, Qt::ShiftModifier);
        QTRY_COMPARE(video(scene).rating, 4);
        QTest::keyClick(&scene.page, Qt::Key_2, Qt::KeypadModifier);
        QTRY_COMPARE(video(scene).rating, 2);
    }

    void staysAtTheLastPicture_data() {
        QTest::addColumn<bool>("ended");
        QTest::newRow("paused before") << false;
        QTest::newRow("played to its end") << true;
    }
    /// End goes there, and there is no frame behind it.
    void staysAtTheLastPicture() {
        QFETCH(bool, ended);
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.player.setLooping(!ended);
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), ended ? State::Ended : State::Playing);
        scene.player.pause();
        QTest::keyClick(&scene.page, Qt::Key_End);
        QTRY_COMPARE(shownFrame(scene), 29);
        QTRY_COMPARE(scene.player.position(), 967); // where it begins
        QCOMPARE(scene.player.state(), State::Paused);
        const QSignalSpy states(&scene.player, &Player::stateChanged);
        const QSignalSpy pictures(&scene.player, &Player::frameChanged);
        for (int time = 0; time < 3; ++time)
            QTest::keyClick(&scene.page, Qt::Key_Period);
        QCOMPARE(scene.player.position(), 967);
        // What went beyond, or began anew, would not be one frame before the last now.
        QTest::keyClick(&scene.page, Qt::Key_Comma);
        QTRY_COMPARE(shownFrame(scene), 28);
        QTRY_COMPARE(scene.player.position(), 933);
        QCOMPARE(pictures.count(), 1);
        QCOMPARE(states.count(), 0);
    }

    void goesNoFurtherWhenItHasEnded() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Ended);
        QCOMPARE(scene.player.position(), scene.player.duration());
        for (int time = 0; time < 30; ++time) // a busy machine may have dropped the last pictures
            QTest::keyClick(&scene.page, Qt::Key_Period);
        QTRY_COMPARE(shownFrame(scene), 29);
        QTRY_VERIFY(scene.player.position() >= 967);
        const State state = scene.player.state();
        QVERIFY(state == State::Ended || state == State::Paused);
        const QSignalSpy pictures(&scene.player, &Player::frameChanged);
        QTest::keyClick(&scene.page, Qt::Key_Period);
        QCOMPARE(scene.player.state(), state);
        QTest::keyClick(&scene.page, Qt::Key_Comma);
        QTRY_COMPARE(shownFrame(scene), 28);
        QCOMPARE(pictures.count(), 1);
    }

    void keepsTheKeysWhenItsControlsAreClicked_data() {
        QTest::addColumn<QString>("control");
        for (const char* name :
            {"ratingStars", "filmstrip", "volumeSlider", "muteButton", "loopChip", "favoriteButton"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void keepsTheKeysWhenItsControlsAreClicked() {
        QFETCH(QString, control);
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film});
        scene.player.setLooping(true);
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        auto* clicked = scene.find<QWidget>(control);
        QVERIFY((clicked->focusPolicy() & Qt::TabFocus) != 0); // for those who use no mouse
        QTest::mouseClick(clicked, Qt::LeftButton);
        QTRY_COMPARE(video(scene).rating, control == u"ratingStars" ? 3 : 0);
        QTest::keyClick(scene.page.focusWidget(), Qt::Key_Space);
        QCOMPARE(scene.player.state(), State::Paused);
        QTest::keyClick(scene.page.focusWidget(), Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(1));
    }

    void hidesTheControlsThatLedIntoFullScreen_data() {
        QTest::addColumn<bool>("reachedByTab");
        QTest::newRow("by the mouse alone") << false;
        QTest::newRow("after the keyboard was there") << true;
    }
    void hidesTheControlsThatLedIntoFullScreen() {
        QFETCH(bool, reachedByTab);
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        connect(&scene.page, &PlayerPage::fullScreenRequested, &scene.page, &PlayerPage::setFullScreen);
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        auto* controls = scene.page.findChild<PlayerControls*>();
        auto* chip = scene.find<QWidget>(u"fullScreenChip"_s);
        if (reachedByTab)
            chip->setFocus(Qt::TabFocusReason);
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(controls->isVisible());
        QTRY_VERIFY(!controls->isVisible());
        QCOMPARE(scene.page.cursor().shape(), Qt::BlankCursor);
    }

    void takesTheMouseOnBothPictures() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .content = m_film});
        scene.player.setLooping(true);
        scene.page.compare(sampleId(1), sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTRY_VERIFY(scene.stage.library.find(sampleId(2))->watchedAt.isValid());
        auto* second = scene.find<QWidget>(u"otherCanvas"_s);
        QTest::mouseClick(second, Qt::LeftButton);
        QCOMPARE(scene.player.state(), State::Paused);
        QSignalSpy full(&scene.page, &PlayerPage::fullScreenRequested);
        QTest::mouseDClick(second, Qt::LeftButton);
        QCOMPARE(full.count(), 1);
        scene.page.setFullScreen(true);
        auto* controls = scene.page.findChild<PlayerControls*>();
        QTRY_VERIFY(!controls->isVisible());
        QVERIFY(second->hasMouseTracking());
        QMouseEvent move(QEvent::MouseMove, QPointF(5, 5), second->mapToGlobal(QPointF(5, 5)), Qt::NoButton,
            Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(second, &move);
        QVERIFY(controls->isVisible());
    }

    void isHeardAgainWhenItIsMadeLouder() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTest::keyClick(&scene.page, Qt::Key_M);
        QTest::keyClick(&scene.page, Qt::Key_Down);
        QVERIFY(scene.player.isMuted());
        QTest::keyClick(&scene.page, Qt::Key_Up);
        QVERIFY(!scene.player.isMuted());
    }

    void holdsStillWhileAPictureIsSaved() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Ended);
        QTest::keyClick(&scene.page, Qt::Key_J);
        QTRY_VERIFY(scene.player.position() < 900);
        Shuttle& shuttle = scene.page.findChild<PlayerControls*>()->shuttle();
        QVERIFY(shuttle.isBackward());
        QTest::keySequence(&scene.page, QKeySequence::Save);
        auto* dialog = scene.page.findChild<QFileDialog*>();
        QVERIFY(dialog);
        QVERIFY(!shuttle.isBackward());
        dialog->reject();
    }

private:
    /// -1 while there is none.
    static int shownFrame(Scene& scene) {
        const QImage still = scene.find<VideoCanvas>(u"canvas"_s)->still();
        return still.isNull() ? -1 : tests::frameOfGrey(still.pixelColor(10, 10).red());
    }
    static Video video(Scene& scene) { return scene.stage.library.find(scene.page.videoId())->video; }
};

KINORA_QT_TEST(PlayerKeysTest)
#include "PlayerKeysTest.moc"
