// The keys of the player.
#include "client/gui/player/PlayerScene.h"
#include "gui/player/PlayerControls.h"
#include "gui/player/Shuttle.h"
#include "support/QtTestMain.h"

#include <QFileDialog>
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
    static Video video(Scene& scene) { return scene.stage.library.find(scene.page.videoId())->video; }
};

KINORA_QT_TEST(PlayerKeysTest)
#include "PlayerKeysTest.moc"
