// What of the library is shown, and what is done to it there.
#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryFilters.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/VideoMenu.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Banner.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QThread>

#include <cstdlib>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryWindow;
using tests::sampleId;

namespace {

/// A page with four videos, in view and with the keyboard; the newest first: fox, boat, piano, lighthouse.
struct Filled : GalleryWindow {
    Filled() {
        stage.add(1, {.prompt = u"An old lighthouse"_s, .size = {1280, 720}, .secondsAgo = 400});
        stage.add(2, {.prompt = u"A cat playing piano"_s, .size = {1280, 720}, .secondsAgo = 300});
        stage.add(3, {.prompt = u"A paper boat"_s, .secondsAgo = 200, .here = false});
        stage.add(4, {.prompt = u"A fox in the rain"_s, .secondsAgo = 100});
        show();
    }
    /// First words of what is shown.
    [[nodiscard]] QStringList shown() const {
        QStringList prompts;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            prompts << view->model()->index(row, 0).data().toString();
        return prompts;
    }
    template <class W>
    [[nodiscard]] W* find(const QString& name) const {
        return page->findChild<W*>(name);
    }
    [[nodiscard]] bool isShown(const QString& name) const {
        const auto* widget = page->findChild<QWidget*>(name);
        return widget && widget->isVisible();
    }
    void choose(const QString& chip, int index) const {
        find<QWidget>(chip)->findChild<QPushButton*>(u"choiceChip%1"_s.arg(index))->click();
    }
    [[nodiscard]] LibraryVideo video(int number) const { return *stage.library.find(sampleId(number)); }
};

/// With upright videos, of which there is nothing but what the database says.
void fill(tests::GalleryStage& stage, int count) {
    QList<Video> videos;
    for (int number = 1; number <= count; ++number) {
        videos << tests::sampleVideo(number, u"One of many"_s);
        videos.last().orientation = Orientation::Portrait;
    }
    QVERIFY(tests::await(stage.library.store().upsert(videos)));
}

constexpr int trashSection = 3;

} // namespace

class GalleryFilterTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void searchesWhileOneTypes() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QTest::keyClick(filled.view, Qt::Key_F, Qt::ControlModifier);
        auto* search = filled.find<QLineEdit>(u"searchEdit"_s);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"pia"_s);
        QTRY_COMPARE(filled.shown(), QStringList{u"A cat playing piano"_s});
        QVERIFY(filled.find<QLabel>(u"footerLabel"_s)->text().startsWith(u"1 found"));
        QCOMPARE(search->accessibleDescription(), u"1 found"_s);
        QTest::keyClicks(search, u"no"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(filled.view->hasFocus());
        QTest::keyClick(filled.view, Qt::Key_Slash);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"forte"_s); // replaces what was searched for
        QTRY_COMPARE(filled.shown(), QStringList{});
        QVERIFY(filled.isShown(u"emptyState"_s));
        QCOMPARE(filled.find<QLabel>(u"emptyHeadlineLabel"_s)->text(), u"Nothing found"_s);
        filled.find<QPushButton>(u"suggestionChip1"_s)->click();
        QTRY_COMPARE(filled.shown().size(), 4);
        QCOMPARE(search->text(), QString());
    }

    void losesNothingThatComesWhileASearchAnswers() {
        tests::GalleryStage stage;
        stage.add(1, {.prompt = u"An old lighthouse"_s});
        GalleryModel model(stage.library, stage.clock);
        const QSignalSpy filtered(&model, &GalleryModel::filtered);
        model.setFilter({.text = u"forte"_s});
        QTRY_COMPARE(filtered.size(), 1);
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        // One after the other: with this search the model's has ended, too, and its answer is on its way.
        stage.library.search({}, std::nullopt).waitForFinished();
        QVERIFY(disconnect(&stage.library.store(), nullptr, &stage.library, nullptr)); // told by hand, at that moment
        const auto stored = stage.library.store().upsert({tests::sampleVideo(2)});
        const QDeadlineTimer longest(20000);
        while (!stage.library.find(sampleId(2)) && !longest.hasExpired()) // without an event
            QThread::yieldCurrentThread();
        QList<VideoPlace> places = *stage.library.places();
        places.removeIf([&](const VideoPlace& place) { return place.key != stage.library.find(sampleId(2))->key; });
        VideoChanges changes;
        changes.inserted = places;
        emit stage.library.videosChanged(changes);
        QTRY_COMPARE(filtered.size(), 2);
        QTRY_COMPARE(model.rowCount(), 2);
    }

    void narrowsAndRemembers() {
        const Filled filled;
        QVERIFY(filled.isReady());
        filled.find<QPushButton>(u"portraitChip"_s)->click();
        QTRY_COMPARE(filled.shown(), (QStringList{u"A fox in the rain"_s, u"A paper boat"_s}));
        filled.find<QPushButton>(u"hereChip"_s)->click();
        QTRY_COMPARE(filled.shown(), QStringList{u"A fox in the rain"_s});
        filled.find<QPushButton>(u"landscapeChip"_s)->click(); // instead of portrait
        QTRY_COMPARE(filled.shown(), (QStringList{u"A cat playing piano"_s, u"An old lighthouse"_s}));
        filled.find<QPushButton>(u"sortChip"_s)->menu()->findChild<QAction*>(u"oldestAction"_s)->trigger();
        QTRY_COMPARE(filled.shown(), (QStringList{u"An old lighthouse"_s, u"A cat playing piano"_s}));
        const VideoFilter expected{.orientation = Orientation::Landscape, .onlyHere = true, .sort = VideoSort::Oldest};
        QCOMPARE(filled.stage.galleryMemory.stored.filter == expected, true);
        QTemporaryDir folder;
        SettingsFile settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        SettingsGalleryMemory memory(settings);
        const AccountKey maya{.serverId = sampleId(1), .accountId = sampleId(2)};
        memory.save(maya, filled.stage.galleryMemory.stored);
        QCOMPARE(memory.load(maya) == filled.stage.galleryMemory.stored, true);
        const AccountKey another{.serverId = sampleId(1), .accountId = sampleId(3)};
        QCOMPARE(memory.load(another) == GalleryChoices{}, true);
        QVERIFY(!memory.loadCounts(maya));
        const AccountStats counts{.videos = 248, .cameos = 4, .followers = 12, .following = 9};
        memory.saveCounts(maya, counts);
        QCOMPARE(memory.loadCounts(maya) == counts, true);
        QVERIFY(!memory.loadCounts(another));
    }

    void startsAsItWasLeft() {
        Filled filled;
        filled.stage.galleryMemory.stored.filter.orientation = Orientation::Portrait;
        const ProfilePage again(filled.stage.profile(), filled.stage.people);
        QCOMPARE(again.places().size(), 2);
        QVERIFY(again.findChild<QPushButton*>(u"portraitChip"_s)->isChecked());
    }

    void startsInAnotherOrderWithoutKeepingTheWindowWaiting() {
        Filled filled;
        filled.stage.galleryMemory.stored.filter.sort = VideoSort::Longest;
        const ProfilePage again(filled.stage.profile(), filled.stage.people);
        QCOMPARE(again.places().size(), 0); // the window has not sorted them
        const auto* stack = again.findChild<QStackedWidget*>(u"contentStack"_s);
        const auto* cards = again.findChild<GalleryView*>();
        QCOMPARE(stack->currentWidget(), cards); // and does not say that there is nothing
        QTRY_COMPARE(again.places().size(), 4);
        QCOMPARE(stack->currentWidget(), cards);
        filled.stage.galleryMemory.stored.filter.minRating = 5;
        const ProfilePage none(filled.stage.profile(), filled.stage.people);
        QTRY_COMPARE(none.findChild<QLabel*>(u"emptyHeadlineLabel"_s)->text(), u"Nothing found"_s);
    }

    void countsNoVideosBeforeAllAreFound_data() {
        QTest::addColumn<int>("videos");
        QTest::newRow("more than are shown at once") << 501;
        QTest::newRow("as many") << 500;
    }
    void countsNoVideosBeforeAllAreFound() {
        QFETCH(int, videos);
        GalleryWindow many;
        fill(many.stage, videos);
        many.stage.galleryMemory.stored.filter.orientation = Orientation::Portrait;
        const ProfilePage page(many.stage.profile(), many.stage.people);
        QCOMPARE(page.places().size(), 500);
        const auto* search = page.findChild<QLineEdit*>(u"searchEdit"_s);
        QCOMPARE(search->accessibleDescription(), QString());
        QTRY_COMPARE(search->accessibleDescription(), u"%1 found"_s.arg(videos));
        QCOMPARE(page.places().size(), videos);
    }

    void editsByKey() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QTest::keyClick(filled.view, Qt::Key_F);
        QTRY_VERIFY(filled.video(4).video.favorite);
        QTest::keyClick(filled.view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(filled.view, Qt::Key_3);
        QTRY_COMPARE(filled.video(1).video.rating, 3);
        QCOMPARE(filled.video(4).video.rating, 3);
        QTest::keyClick(filled.view, Qt::Key_F); // not all of them are
        QTRY_VERIFY(filled.video(1).video.favorite);
        QCOMPARE(filled.video(4).video.favorite, true);
        QTest::keyClick(filled.view, Qt::Key_F);
        QTRY_VERIFY(!filled.video(1).video.favorite);
        QCOMPARE(filled.view->chosenCount(), 4); // still
        QVERIFY(filled.view->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"rated 3 of 5"));
    }

    void throwsAwayAndBringsBack() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QTest::keyClick(filled.view, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(filled.isShown(u"selectionBar"_s));
        QCOMPARE(filled.find<QLabel>(u"countLabel"_s)->text(), u"2 chosen"_s);
        QTest::keyClick(filled.view, Qt::Key_Delete);
        QTRY_COMPARE(filled.shown().size(), 2);
        QTRY_VERIFY(filled.isShown(u"undoBanner"_s));
        QTest::keyClick(filled.view, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(filled.shown().size(), 4);
        QVERIFY(filled.isShown(u"footerPage"_s));
    }

    void offersNoUndoForWhatIsBackOrGone() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QTest::keyClick(filled.view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(filled.view, Qt::Key_Delete);
        QTRY_COMPARE(filled.shown().size(), 2);
        filled.choose(u"sectionChips"_s, trashSection);
        QTRY_COMPARE(filled.shown(), (QStringList{u"A fox in the rain"_s, u"A paper boat"_s}));
        QTRY_VERIFY(filled.isShown(u"undoBanner"_s));
        QTest::keyClick(filled.view, Qt::Key_Home);
        QTest::keyClick(filled.view, Qt::Key_Space, Qt::ControlModifier);
        filled.find<QPushButton>(u"restoreChip"_s)->click();
        QTRY_COMPARE(filled.shown().size(), 1);
        QTRY_VERIFY(filled.find<Banner>(u"undoBanner"_s)->message().startsWith(u"1 video"_s));
        filled.view->selectAll();
        QTest::keyClick(filled.view, Qt::Key_Delete);
        filled.page->findChild<QPushButton*>(u"removeForeverQuestionButton"_s)->click();
        QTRY_COMPARE(filled.shown().size(), 0);
        QVERIFY(!filled.isShown(u"undoBanner"_s));
    }

    void emptiesTheTrashOnlyWhenAsked() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QTest::keyClick(filled.view, Qt::Key_Delete);
        QTRY_COMPARE(filled.shown().size(), 3);
        filled.choose(u"sectionChips"_s, trashSection);
        QTRY_COMPARE(filled.shown(), QStringList{u"A fox in the rain"_s});
        QTest::keyClick(filled.view, Qt::Key_Delete);
        auto* question = filled.page->findChild<QDialog*>(u"removeForeverQuestion"_s);
        QVERIFY(question);
        question->findChild<QPushButton*>(u"questionCancelButton"_s)->click();
        QCOMPARE(filled.shown().size(), 1);
        QTRY_VERIFY(!filled.page->findChild<QDialog*>(u"removeForeverQuestion"_s));
        filled.page->activateWindow();
        filled.page->enter();
        QTest::keyClick(filled.view, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(filled.isShown(u"restoreChip"_s) && !filled.isShown(u"trashChip"_s));
        QTest::keyClick(filled.view, Qt::Key_Delete);
        filled.page->findChild<QPushButton*>(u"removeForeverQuestionButton"_s)->click();
        QTRY_COMPARE(filled.shown().size(), 0);
        QCOMPARE(filled.find<QLabel>(u"emptyHeadlineLabel"_s)->text(), u"The trash is empty"_s);
        QVERIFY(!filled.stage.library.find(sampleId(4)));
    }

    void saysWhereEverythingIs() {
        Filled filled;
        QVERIFY(filled.isReady());
        const QStringList all{sampleId(1), sampleId(2), sampleId(3), sampleId(4)};
        const auto* headline = filled.find<QLabel>(u"emptyHeadlineLabel"_s);
        VideoStore& store = filled.stage.library.store();
        QVERIFY(tests::await(store.edit(all, {.state = VideoState::Trashed}, filled.stage.clock.now())));
        QTRY_COMPARE(filled.shown(), QStringList{});
        QVERIFY(filled.isShown(u"emptyState"_s));
        QCOMPARE(headline->text(), u"Everything is in the trash"_s);
        filled.find<QPushButton>(u"suggestionChip1"_s)->click();
        QTRY_COMPARE(filled.shown().size(), 4);
        QVERIFY(tests::await(store.removeForever(all, filled.stage.clock.now())));
        QTRY_COMPARE(filled.shown(), QStringList{});
        QCOMPARE(headline->text(), u"The trash is empty"_s);
        filled.find<QPushButton>(u"suggestionChip1"_s)->click();
        QTRY_VERIFY(filled.isShown(u"waitingPage"_s)); // there may be more, and nobody has been asked
    }

    void takesTwoRowsAtMost() {
        const Filled filled;
        QVERIFY(filled.isReady());
        const auto* search = filled.find<QWidget>(u"searchEdit"_s);
        const auto* filters = filled.page->findChild<GalleryFilters*>();
        const auto middleOf = [filters](const QWidget* widget) {
            return widget->mapTo(filters, widget->rect().center()).y();
        };
        const QStringList below{u"sectionChips"_s, u"favoritesChip"_s, u"portraitChip"_s, u"hereChip"_s};
        for (const int width : {1500, 1000, 700}) {
            filled.page->resize(width, 700);
            QTRY_VERIFY(filters->height() <= 2 * search->height() + 8);
            QCOMPARE(filters->height(), filters->heightForWidth(filters->width()));
            const bool oneRow = width > 700;
            for (const QString& name : {u"moreFiltersChip"_s, u"sortChip"_s})
                QVERIFY(std::abs(middleOf(filled.find<QWidget>(name)) - middleOf(search)) <= 1);
            for (const QString& name : below) {
                const auto* chip = filled.find<QWidget>(name);
                QVERIFY2((std::abs(middleOf(chip) - middleOf(search)) <= 1) == oneRow, qPrintable(name));
                QCOMPARE(middleOf(chip), middleOf(filled.find<QWidget>(below.first())));
                QVERIFY(chip->mapTo(filters, chip->rect().topRight()).x() < filters->width());
            }
        }
    }

    void offersAMenu() {
        const Filled filled;
        QVERIFY(filled.isReady());
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(filled.view->viewport(), &event);
        QPointer<VideoMenu> menu = filled.page->findChild<VideoMenu*>();
        QVERIFY(menu);
        QVERIFY(menu->findChild<QAction*>(u"playAction"_s));
        menu->findChild<QAction*>(u"rating5Action"_s)->trigger();
        QTRY_COMPARE(filled.video(4).video.rating, 5);
        menu->findChild<QAction*>(u"newTagAction"_s)->trigger(); // the dialog closes the menu
        auto* dialog = filled.page->findChild<QInputDialog*>(u"tagDialog"_s);
        QVERIFY(dialog);
        dialog->setTextValue(u"rain & fog"_s);
        dialog->accept();
        QTRY_COMPARE(filled.video(4).video.tags, QStringList{u"rain & fog"_s});
        QTRY_VERIFY(!menu);
        // What is searched for may be a tag.
        QTest::keyClick(filled.view, Qt::Key_Slash);
        QTest::keyClicks(filled.find<QLineEdit>(u"searchEdit"_s), u"fog"_s);
        QTRY_COMPARE(filled.shown(), QStringList{u"A fox in the rain"_s});
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryFilterTest)
#include "GalleryFilterTest.moc"
