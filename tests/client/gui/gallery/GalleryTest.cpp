#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/DraftsStrip.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/gallery/VideoCard.h"
#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::GalleryStage;
using tests::sampleId;
using tests::sampleVideo;

class GalleryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void listsNewestFirstAndKeepsUp() {
        GalleryStage stage;
        stage.add(1, {.prompt = u"first"_s, .secondsAgo = 300});
        GalleryModel model(stage.library, stage.clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        stage.add(2, {.prompt = u"second"_s, .secondsAgo = 200});
        stage.add(3, {.prompt = u"middle"_s, .secondsAgo = 250});
        QCOMPARE(promptsOf(model), (QStringList{u"second"_s, u"middle"_s, u"first"_s}));
        QVERIFY(await(stage.library.store().remove({sampleId(3)})));
        QCOMPARE(promptsOf(model), (QStringList{u"second"_s, u"first"_s}));
        QCOMPARE(model.indexOf(sampleId(1)).row(), 1);
        stage.library.close();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(await(stage.library.open(sampleId(1000), sampleId(1001))));
        QCOMPARE(model.rowCount(), 2);
    }

    void takesAPageInOneInsertion() {
        GalleryStage stage;
        GalleryModel model(stage.library, stage.clock);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QList<Video> page;
        for (int i = 1; i <= 100; ++i)
            page << sampleVideo(i);
        QVERIFY(await(stage.library.store().upsert(page)));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.rowCount(), 100);
    }

    void showsSomeAtOnceAndAllSoon() {
        GalleryStage stage;
        constexpr int many = 1300;
        QList<Video> videos;
        for (int i = 1; i <= many; ++i)
            videos << sampleVideo(i);
        QVERIFY(await(stage.library.store().upsert(videos)));
        GalleryModel model(stage.library, stage.clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QVERIFY(model.rowCount() > 100 && model.rowCount() < many); // before anything was waited for
        // What comes meanwhile is not lost when the others come.
        const auto stored = stage.library.store().upsert({sampleVideo(many + 1)});
        QTRY_COMPARE(model.rowCount(), many + 1);
        QVERIFY(await(stored));
        QCOMPARE(model.places(), *stage.library.places());
        // Nobody loses the place where they are: the many come below.
        const QList<QVariant>& others = inserted.last();
        QVERIFY(others.at(1).toInt() > 100 && others.at(2).toInt() - others.at(1).toInt() > 100);
    }

    void saysWhereTheFileIs() {
        GalleryStage stage;
        stage.add(1, {.here = false});
        GalleryModel model(stage.library, stage.clock);
        QCOMPARE(model.index(0).data(GalleryModel::FileStateRole).toString(), u"Not on this computer"_s);
        QVERIFY(await(stage.library.store().setFileState(sampleId(1), FileState::Failed, ErrorCode::DiskFull)));
        QCOMPARE(model.index(0).data(GalleryModel::FileStateRole).toString(), u"Download failed"_s);
        const QString spoken = model.index(0).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(spoken, u"A paper boat in the rain, portrait video, 8 s, 1 min ago, Download failed"_s);
    }

    void pointsAtACardOnlyWhereItRests() {
        GalleryStage stage;
        for (int i = 1; i <= 60; ++i)
            stage.add(i, {.size = {1280, 720}, .secondsAgo = 100 - i});
        ProfilePage page(stage.profile(), stage.people);
        page.resize(900, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto* view = page.findChild<GalleryView*>();
        QSignalSpy hovered(view, &GalleryView::hovered);
        QTest::mouseMove(view->viewport(), view->visualRect(view->model()->index(0, 0)).center());
        QTRY_COMPARE(hovered.count(), 1);
        for (int step = 1; step <= 10; ++step)
            view->verticalScrollBar()->setValue(step * 150);
        QCOMPARE(hovered.count(), 2); // that it is left
        QVERIFY(!hovered.at(1).first().toModelIndex().isValid());
        QTRY_COMPARE(hovered.count(), 3);
        QVERIFY(hovered.at(2).first().toModelIndex().row() > 0);
    }

    void walksByKeyboard() {
        GalleryStage stage;
        for (int i = 1; i <= 12; ++i)
            stage.add(i, {.prompt = QString::number(i), .size = {1280, 720}, .secondsAgo = 100 - i});
        ProfilePage page(stage.profile(), stage.people);
        page.resize(900, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
        page.enter();
        auto* view = page.findChild<GalleryView*>();
        QTRY_VERIFY(view->hasFocus());
        QSignalSpy activated(&page, &ProfilePage::videoActivated);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(activated.takeFirst().first().toString(), sampleId(12));
        QTest::keyClick(view, Qt::Key_Right);
        QTest::keyClick(view, Qt::Key_Space);
        QCOMPARE(activated.takeFirst().first().toString(), sampleId(11));
        QTest::keyClick(view, Qt::Key_End);
        QTest::keyClick(view, Qt::Key_Enter);
        QCOMPARE(activated.takeFirst().first().toString(), sampleId(1));
        QVERIFY(view->viewport()->rect().contains(view->visualRect(view->currentIndex())));
        QTest::keyClick(view, Qt::Key_Up);
        QVERIFY(view->currentIndex().row() < 11);
        QTest::keyClick(view, Qt::Key_Home);
        QCOMPARE(view->currentIndex().row(), 0);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 0)).center());
        QCOMPARE(activated.takeFirst().first().toString(), sampleId(11));
    }

    void keepsTheViewStillWhenSomethingNewArrives() {
        GalleryStage stage;
        for (int i = 1; i <= 40; ++i)
            stage.add(i, {.prompt = QString::number(i), .size = {1280, 720}, .secondsAgo = 1000 - i, .here = false});
        ProfilePage page(stage.profile(), stage.people);
        page.resize(900, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto* view = page.findChild<GalleryView*>();
        view->verticalScrollBar()->setValue(700);
        int row = 0;
        while (view->visualRect(view->model()->index(row, 0)).top() < 0)
            ++row;
        const QPersistentModelIndex seen = view->model()->index(row, 0);
        const QRect before = view->visualRect(seen);
        stage.add(41, {.prompt = u"new"_s, .size = {1280, 720}, .secondsAgo = 1, .here = false});
        QCOMPARE(seen.row(), row + 1);
        QCOMPARE(view->visualRect(seen).top(), before.top());
    }

    void isReadByScreenReaders() {
        GalleryStage stage;
        stage.add(1, {});
        ProfilePage page(stage.profile(), stage.people);
        page.resize(900, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(page.findChild<GalleryView*>());
        QVERIFY(list);
        QCOMPARE(list->text(QAccessible::Name), u"Your videos"_s);
        QCOMPARE(list->childCount(), 1);
        QVERIFY(list->child(0)->text(QAccessible::Name).startsWith(u"A paper boat in the rain, portrait video"));
    }

    void invitesOnlyWhenItKnowsThereIsNothing() {
        GalleryStage stage;
        ProfilePage page(stage.profile(), stage.people);
        auto* stack = page.findChild<QStackedWidget*>(u"contentStack"_s);
        QCOMPARE(stack->currentWidget()->objectName(), u"waitingPage"_s);
        stage.library.setOnline(true);
        QTRY_COMPARE(stack->currentWidget()->objectName(), u"emptyState"_s);
        stage.add(1, {});
        QCOMPARE(stack->currentWidget()->objectName(), u"galleryView"_s);
    }

    void countsWhatIsHere() {
        GalleryStage stage;
        stage.add(1, {});
        stage.add(2, {.here = false});
        ProfilePage page(stage.profile(), stage.people);
        QCOMPARE(page.findChild<QLabel*>(u"nameLabel"_s)->text(), u"Maya Okafor"_s);
        QCOMPARE(page.findChild<QLabel*>(u"handleLabel"_s)->text(), u"@maya · maya@studio.example"_s);
        QTRY_COMPARE(page.findChild<QLabel*>(u"videosNumberLabel"_s)->text(), u"2"_s);
        QTRY_VERIFY(page.findChild<QLabel*>(u"footerLabel"_s)->text().endsWith(u"4.2 MB on this computer · offline"));
    }

    void stripShowsTheNewestThatFit() {
        GalleryStage stage;
        DraftsStrip strip(stage.library, stage.clock, stage.posters);
        QVERIFY(strip.isEmpty());
        QSignalSpy emptied(&strip, &DraftsStrip::emptyChanged);
        for (int i = 1; i <= 10; ++i)
            stage.add(i, {.secondsAgo = 100 - i});
        QCOMPARE(emptied.count(), 1);
        strip.resize(700, 206);
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        int visible = 0;
        for (const VideoCard* card : strip.findChildren<VideoCard*>()) {
            if (!card->isVisible())
                continue;
            ++visible;
            QVERIFY(strip.rect().contains(card->geometry()));
        }
        QCOMPARE(visible, 5);
        QSignalSpy activated(&strip, &DraftsStrip::videoActivated);
        QTest::mouseClick(strip.findChild<VideoCard*>(u"draftCard1"_s), Qt::LeftButton);
        QCOMPARE(activated.takeFirst().first().toString(), sampleId(10));
    }

    void stripShowsDraftsAlone() {
        GalleryStage stage;
        for (int i = 1; i <= 3; ++i)
            stage.add(i, {.secondsAgo = 100 - i});
        DraftsStrip strip(stage.library, stage.clock, stage.posters);
        const auto first = [&strip] {
            return strip.findChild<VideoCard*>(u"draftCard1"_s)->videoId();
        };
        QCOMPARE(first(), sampleId(3));
        QVERIFY(tests::await(stage.library.edits().setPublished({sampleId(3)}, true)));
        QCOMPARE(first(), sampleId(2));
        QVERIFY(tests::await(stage.library.edits().trash({sampleId(2)})));
        QCOMPARE(first(), sampleId(1));
        QVERIFY(tests::await(stage.library.edits().setPublished({sampleId(1)}, true)));
        QVERIFY(strip.isEmpty());
        QVERIFY(tests::await(stage.library.edits().setPublished({sampleId(3)}, false)));
        QCOMPARE(first(), sampleId(3));
    }

private:
    static QStringList promptsOf(const GalleryModel& model) {
        QStringList prompts;
        for (int row = 0; row < model.rowCount(); ++row)
            prompts << model.index(row).data().toString();
        return prompts;
    }

    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryTest)
#include "GalleryTest.moc"
