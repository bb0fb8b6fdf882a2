// More chosen videos than the gallery reads the rows of: what can be done with few can be done with them.
#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/VideoMenu.h"
#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryWindow;
using tests::sampleId;

namespace {

constexpr int crowdSize = 1200;
static_assert(crowdSize > 2 * Chosen::mostRows);

/// All of them are chosen.
struct Crowd : GalleryWindow {
    /// `last` becomes of the oldest.
    explicit Crowd(const std::function<void(Video&)>& all = {}, const std::function<void(Video&)>& last = {}) {
        QList<Video> videos;
        for (int number = 1; number <= crowdSize; ++number) {
            videos << tests::sampleVideo(number);
            if (all)
                all(videos.last());
        }
        if (last)
            last(videos.first());
        if (!tests::await(stage.library.store().upsert(videos)))
            qFatal("not stored");
        show();
        if (!isReady() || !QTest::qWaitFor([this] { return view->model()->rowCount() == crowdSize; }))
            qFatal("not shown");
        QTest::keySequence(view, QKeySequence::SelectAll);
    }
    ~Crowd() { closeMenu(); }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    [[nodiscard]] int count(const VideoFilter& filter) const {
        return static_cast<int>(stage.library.places(filter)->size());
    }
    /// Null when it does not come.
    [[nodiscard]] VideoMenu* menu() const {
        closeMenu();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(view->viewport(), &event);
        (void)QTest::qWaitFor([this] { return page->findChild<VideoMenu*>() != nullptr; });
        return page->findChild<VideoMenu*>();
    }
    void closeMenu() const { delete page->findChild<VideoMenu*>(); }
    [[nodiscard]] QAction* action(const QString& name) const {
        const VideoMenu* opened = menu();
        return opened ? opened->findChild<QAction*>(name) : nullptr;
    }
    [[nodiscard]] QAction* tagAction(const QString& tag) const {
        const VideoMenu* opened = menu();
        for (QAction* action : opened ? opened->findChild<QMenu*>(u"tagsMenu"_s)->actions() : QList<QAction*>()) {
            if (action->text() == tag)
                return action;
        }
        return nullptr;
    }
    /// What the bar's menu of ratings has marked, once it knows.
    [[nodiscard]] QStringList markedRatings() const {
        auto* ratings = page->findChild<QPushButton*>(u"ratingChip"_s)->menu();
        emit ratings->aboutToShow();
        (void)QTest::qWaitFor([ratings] { return ratings->actions().size() > 1; });
        QStringList marked;
        for (const QAction* action : ratings->actions()) {
            if (action->isChecked())
                marked << action->objectName();
        }
        return marked;
    }
};

} // namespace

class GalleryManyTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void editsMoreThanItReads() {
        const Crowd crowd({}, [](Video& video) { video.favorite = true; });
        QTest::keyClick(crowd.view, Qt::Key_F);
        QTRY_COMPARE(crowd.count({.favoritesOnly = true}), crowdSize);
        QTest::keyClick(crowd.view, Qt::Key_F);
        QTRY_COMPARE(crowd.count({.favoritesOnly = true}), 0);
        QTest::keyClick(crowd.view, Qt::Key_4);
        QTRY_COMPARE(crowd.count({.minRating = 4}), crowdSize);
        QTest::keyClick(crowd.view, Qt::Key_Delete);
        QTRY_COMPARE(crowd.count({.section = LibrarySection::Trash}), crowdSize);
        QTRY_COMPARE(crowd.view->model()->rowCount(), 0);
        QTRY_COMPARE(crowd.stage.undo.ids().size(), crowdSize);
        crowd.page->findChild<GalleryActions*>()->undo();
        QTRY_COMPARE(crowd.count({}), crowdSize);
    }

    void marksTheRatingThatAllHave() {
        Crowd crowd([](Video& video) { video.rating = 3; });
        QCOMPARE(crowd.markedRatings(), QStringList{u"rating3Action"_s});
        QVERIFY(tests::await(crowd.stage.library.edits().setRating({sampleId(crowdSize / 2)}, 5)));
        QCOMPARE(crowd.markedRatings(), QStringList());
    }

    void takesOffATagThatAllHave() {
        const Crowd crowd(
            [](Video& video) { video.tags = QStringList{u"boat"_s}; }, [](Video& video) { video.tags << u"rain"_s; });
        QAction* rain = crowd.tagAction(u"rain"_s);
        QVERIFY(rain);
        QVERIFY(!rain->isChecked());
        QAction* boat = crowd.tagAction(u"boat"_s);
        QVERIFY(boat);
        QVERIFY(boat->isChecked());
        boat->trigger();
        QTRY_COMPARE(crowd.count({.tag = u"boat"_s}), 0);
        QCOMPARE(crowd.count({.tag = u"rain"_s}), 1);
    }

    void publishesAndStops() {
        const Crowd crowd({}, [](Video& video) { video.state = VideoState::Published; });
        QAction* publish = crowd.action(u"publishAction"_s);
        QVERIFY(publish);
        QCOMPARE(publish->text(), u"Publish"_s);
        publish->trigger();
        QTRY_COMPARE(crowd.count({.section = LibrarySection::Published}), crowdSize);
        QAction* stop = crowd.action(u"publishAction"_s);
        QVERIFY(stop);
        QCOMPARE(stop->text(), u"Stop publishing"_s);
        stop->trigger();
        QTRY_COMPARE(crowd.count({.section = LibrarySection::Drafts}), crowdSize);
    }

    void downloadsWhatIsNotHere() {
        const Crowd crowd;
        QCOMPARE(crowd.stage.library.find(sampleId(1))->fileState, FileState::Absent);
        QAction* download = crowd.action(u"downloadAction"_s);
        QVERIFY(download);
        download->trigger();
        const auto state = [&crowd](int number) {
            return crowd.stage.library.find(sampleId(number))->fileState;
        };
        QTRY_COMPARE(state(1), FileState::Wanted);
        QCOMPARE(state(crowdSize), FileState::Wanted);
        QVERIFY(!crowd.action(u"downloadAction"_s)); // they are on their way
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryManyTest)
#include "GalleryManyTest.moc"
