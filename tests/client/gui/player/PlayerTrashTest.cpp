// The trash in the player: into it, out of it, and what lies in it.
#include "client/gui/player/PlayerScene.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/widgets/Banner.h"
#include "support/QtTestMain.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;
using Scene = tests::PlayerScene;
using State = Player::State;

class PlayerTrashTest : public tests::PlayerCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeReady(); }

    void movesToTheTrashAndBack() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film});
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QCOMPARE(scene.page.videoId(), sampleId(1)); // goes on with the next
        QTRY_COMPARE(scene.stage.library.find(sampleId(2))->video.state, VideoState::Trashed);
        auto* undo = scene.find<QPushButton>(u"actButton"_s);
        QTRY_VERIFY(undo->isVisible());
        QCOMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"1 of 1"_s);
        undo->click();
        QTRY_COMPARE(scene.page.videoId(), sampleId(2));
        QCOMPARE(scene.stage.library.find(sampleId(2))->video.state, VideoState::Draft);
        QSignalSpy back(&scene.page, &PlayerPage::backRequested);
        scene.page.open(sampleId(1));
        QTest::keyClick(&scene.page, Qt::Key_Delete); // the last of the list: on with the one before
        QCOMPARE(scene.page.videoId(), sampleId(2));
        QTRY_COMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"1 of 1"_s);
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QTRY_COMPARE(back.count(), 1);
    }

    void bringsBackIntoTheOrderItIsGiven() {
        Scene scene;
        scene.page.setPlaces(places(scene, {1, 3, 4, 5}));
        scene.page.open(sampleId(3));
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QCOMPARE(scene.page.videoId(), sampleId(4));
        QTRY_COMPARE(place(scene), u"2 of 3"_s);
        auto* undo = scene.find<QPushButton>(u"actButton"_s);
        QTRY_VERIFY(undo->isVisible());
        // Another one of them goes meanwhile, on some other device.
        QVERIFY(tests::await(scene.stage.library.edits().trash({sampleId(5)})));
        undo->click();
        QTRY_COMPARE(scene.page.videoId(), sampleId(3));
        QCOMPARE(place(scene), u"2 of 3"_s);
        QTest::keyClick(&scene.page, Qt::Key_Left);
        QCOMPARE(scene.page.videoId(), sampleId(1));
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(4));
    }

    void bringsBackIntoTheOrderThatGrewMeanwhile() {
        Scene scene;
        QList<VideoPlace> all = places(scene, {1, 3, 4, 5});
        scene.page.setPlaces(all.mid(0, 3));
        scene.page.open(sampleId(3));
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QTRY_COMPARE(stateOf(scene, 3), VideoState::Trashed);
        all.removeAt(1);
        scene.page.setPlaces(all); // the rest of a long list, which does not have it any more
        QTRY_COMPARE(place(scene), u"2 of 3"_s);
        auto* undo = scene.find<QPushButton>(u"actButton"_s);
        QTRY_VERIFY(undo->isVisible());
        undo->click();
        QTRY_COMPARE(scene.page.videoId(), sampleId(3));
        QCOMPARE(place(scene), u"2 of 4"_s);
        QTest::keyClick(&scene.page, Qt::Key_Left);
        QCOMPARE(scene.page.videoId(), sampleId(1));
    }

    void bringsBackByKeyAfterAStep() {
        Scene scene;
        scene.page.setPlaces(places(scene, {1, 2, 3, 4}));
        scene.page.open(sampleId(2));
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QTRY_COMPARE(stateOf(scene, 2), VideoState::Trashed);
        auto* undo = scene.find<QPushButton>(u"actButton"_s);
        QTRY_VERIFY(undo->isVisible());
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(4));
        QVERIFY(undo->isVisible());
        QVERIFY(scene.trouble().contains(u"trash"));
        QTest::keySequence(&scene.page, QKeySequence::Undo);
        QTRY_COMPARE(scene.page.videoId(), sampleId(2));
        QCOMPARE(stateOf(scene, 2), VideoState::Draft);
        QCOMPARE(place(scene), u"2 of 4"_s);
        QVERIFY(!undo->isVisible());
        QTest::keySequence(&scene.page, QKeySequence::Undo); // there is nothing more
        QCOMPARE(scene.page.videoId(), sampleId(2));
    }

    void leavesUndoToTheGalleryWhenItWasTheOnlyOne() {
        Scene scene;
        scene.page.setPlaces(places(scene, {1}));
        ProfilePage gallery(scene.stage.profile(), scene.stage.people);
        gallery.resize(1000, 700);
        gallery.show();
        scene.page.open(sampleId(1));
        QSignalSpy back(&scene.page, &PlayerPage::backRequested);
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        QTRY_COMPARE(back.count(), 1);
        scene.page.leave();
        auto* banner = gallery.findChild<Banner*>(u"undoBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        emit banner->actionTriggered();
        QTRY_COMPARE(stateOf(scene, 1), VideoState::Draft);
        QTRY_VERIFY(!banner->isVisible());
        QVERIFY(scene.page.videoId().isEmpty()); // it is not opened again behind the gallery
    }

    void deletesForEverInTheTrashOnceAsked() {
        Scene scene;
        const QList<VideoPlace> trashed = places(scene, {1, 2, 3});
        QVERIFY(tests::await(scene.stage.library.edits().trash({sampleId(1), sampleId(2), sampleId(3)})));
        scene.page.setPlaces(trashed);
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        auto* question = scene.find<QDialog>(u"removeForeverQuestion"_s);
        QVERIFY(question);
        QCOMPARE(scene.page.videoId(), sampleId(2));
        QTest::keyClick(question, Qt::Key_Escape);
        QVERIFY(scene.stage.library.find(sampleId(2)));
        QVERIFY(!scene.trouble().contains(u"trash"));
        QTRY_VERIFY(!scene.find<QDialog>(u"removeForeverQuestion"_s));
        QTest::keyClick(&scene.page, Qt::Key_Delete);
        scene.find<QPushButton>(u"removeForeverQuestionButton"_s)->click();
        QTRY_VERIFY(!scene.stage.library.find(sampleId(2)));
        QCOMPARE(scene.page.videoId(), sampleId(3)); // goes on with the next
        QTRY_COMPARE(place(scene), u"2 of 2"_s);
        QVERIFY(!scene.find<QPushButton>(u"actButton"_s)->isVisible()); // nothing brings it back
    }

    void restoresFromTheTrash() {
        Scene scene;
        (void)places(scene, {1});
        scene.page.open(sampleId(1));
        auto* restore = scene.find<QPushButton>(u"restoreButton"_s);
        auto* trash = scene.find<QPushButton>(u"trashButton"_s);
        QVERIFY(restore);
        QVERIFY(!restore->isVisible() && trash->isVisible());
        QVERIFY(tests::await(scene.stage.library.edits().trash({sampleId(1)})));
        scene.page.open(sampleId(1));
        QVERIFY(restore->isVisible() && !trash->isVisible());
        restore->click();
        QTRY_COMPARE(stateOf(scene, 1), VideoState::Draft);
        QTRY_VERIFY(!restore->isVisible() && trash->isVisible());
        QCOMPARE(scene.page.videoId(), sampleId(1));
    }

private:
    /// Puts these videos into the library, and one that is not among them.
    [[nodiscard]] QList<VideoPlace> places(Scene& scene, const QList<int>& numbers) const {
        QList<VideoPlace> order;
        for (const int number : numbers) {
            const LibraryVideo row =
                scene.stage.add(number, {.size = {320, 180}, .secondsAgo = 100 - number, .content = m_film});
            order.append(VideoPlace{.key = row.key});
        }
        scene.stage.add(50, {.size = {320, 180}, .secondsAgo = 50, .content = m_film});
        return order;
    }
    static QString place(const Scene& scene) { return scene.find<QLabel>(u"placeLabel"_s)->text(); }
    static VideoState stateOf(Scene& scene, int number) {
        return scene.stage.library.find(sampleId(number))->video.state;
    }
};

KINORA_QT_TEST(PlayerTrashTest)
#include "PlayerTrashTest.moc"
