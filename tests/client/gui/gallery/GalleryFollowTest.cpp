// What is chosen, and the current card, follow their videos when an edit gives these another place or takes some away.
#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/GalleryFilters.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryWindow;
using tests::sampleId;

namespace {

/// A page with wide videos, of which number 1 is the oldest, in the order of the filter.
struct Sorted : GalleryWindow {
    Sorted(int count, const VideoFilter& filter) {
        for (int i = 1; i <= count; ++i)
            stage.add(i, {.prompt = QString::number(i), .size = {1280, 720}, .secondsAgo = 1000 - i});
        show();
        if (!isReady())
            qFatal("not shown");
        auto* filters = page->findChild<GalleryFilters*>();
        QSignalSpy filtered(model(), &GalleryModel::filtered);
        filters->setFilter(filter);
        emit filters->changed(filter);
        if (!QTest::qWaitFor([&filtered] { return !filtered.isEmpty(); }))
            qFatal("not filtered");
    }
    [[nodiscard]] GalleryModel* model() const { return qobject_cast<GalleryModel*>(view->model()); }
    [[nodiscard]] QStringList names(const QList<int>& rows) const {
        QStringList names;
        for (const int row : rows)
            names << model()->index(row).data().toString();
        return names;
    }
    [[nodiscard]] QStringList shown() const {
        QList<int> rows(model()->rowCount());
        std::ranges::generate(rows, [row = 0]() mutable { return row++; });
        return names(rows);
    }
    [[nodiscard]] QStringList chosen() const {
        return view->selectionModel()->hasSelection() ? names(view->subjects()) : QStringList();
    }
    [[nodiscard]] QString current() const { return view->currentIndex().data().toString(); }
    void choose(const QList<int>& rows) const {
        for (const int row : rows)
            view->selectionModel()->select(model()->index(row), QItemSelectionModel::Select);
    }
};

} // namespace

class GalleryFollowTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void keepsWhatIsRatedChosen() {
        const Sorted sorted(6, {.sort = VideoSort::BestRated});
        const QAbstractItemModelTester tester(sorted.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(sorted.shown(), u"6 5 4 3 2 1"_s.split(u' '));
        sorted.choose({1, 3, 4});
        QSignalSpy changed(sorted.view, &GalleryView::chosenChanged);
        QTest::keyClick(sorted.view, Qt::Key_4);
        QTRY_COMPARE(sorted.shown(), u"5 3 2 6 4 1"_s.split(u' '));
        QCOMPARE(sorted.chosen(), u"5 3 2"_s.split(u' '));
        QCOMPARE(changed.count(), 0); // not even for a moment: what they can be asked to do would go
        QTest::keyClick(sorted.view, Qt::Key_Delete);
        QTRY_COMPARE(sorted.shown(), u"6 4 1"_s.split(u' '));
        QCOMPARE(sorted.chosen(), QStringList());
    }

    void keepsTheCurrentCard() {
        const Sorted sorted(6, {.sort = VideoSort::BestRated});
        sorted.view->setCurrentIndex(sorted.model()->index(3));
        QTest::keyClick(sorted.view, Qt::Key_5);
        QTRY_COMPARE(sorted.shown(), u"3 6 5 4 2 1"_s.split(u' '));
        QCOMPARE(sorted.current(), u"3"_s);
        QTest::keyClick(sorted.view, Qt::Key_F);
        QTRY_VERIFY(sorted.stage.library.find(sampleId(3))->video.favorite);
        QVERIFY(!sorted.stage.library.find(sampleId(2))->video.favorite);
    }

    void ratesOnKeyboardsWithDigitsOnShift() {
        const Sorted sorted(1, {.sort = VideoSort::Oldest});
        const auto rating = [&sorted] {
            return sorted.stage.library.find(sampleId(1))->video.rating;
        };
        QTest::keyClick(sorted.view, Qt::Key_3, Qt::ShiftModifier);
        QTRY_COMPARE(rating(), 3);
        QTest::keyClick(sorted.view, Qt::Key_5, Qt::ControlModifier); // of the window
        QTest::keyClick(sorted.view, Qt::Key_1, Qt::KeypadModifier);
        QTRY_COMPARE(rating(), 1);
    }

    void staysWithTheCurrentCard() {
        Sorted sorted(60, {.sort = VideoSort::BestRated});
        QTest::keyClick(sorted.view, Qt::Key_1);
        QTRY_COMPARE(sorted.stage.library.find(sampleId(60))->video.rating, 1);
        for (int number = 1; number < 60; ++number)
            QVERIFY(tests::await(sorted.stage.library.edits().setRating({sampleId(number)}, 2)));
        QTRY_COMPARE(sorted.shown().last(), u"60"_s);
        QCOMPARE(sorted.current(), u"60"_s);
        QVERIFY(sorted.view->viewport()->rect().contains(sorted.view->visualRect(sorted.view->currentIndex())));
    }

    void letsGoOnlyOfWhatNoLongerFits() {
        Sorted sorted(9, {.onlyHere = true});
        QCOMPARE(sorted.model()->rowCount(), 9);
        sorted.choose({1, 3, 6});
        sorted.view->setCurrentIndex(sorted.model()->index(3));
        // Two of them, and one that is not chosen, are no longer here.
        for (const int number : {8, 6, 4})
            QVERIFY(tests::await(sorted.stage.library.store().setFileState(sampleId(number), FileState::Absent)));
        QTRY_COMPARE(sorted.shown(), u"9 7 5 3 2 1"_s.split(u' '));
        QCOMPARE(sorted.chosen(), QStringList{u"3"_s});
        QCOMPARE(sorted.current(), u"5"_s);
    }

    void passesOnToTheNextOfThoseThatStay() {
        Sorted sorted(9, {.sort = VideoSort::Oldest});
        const QAbstractItemModelTester tester(sorted.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.view->setCurrentIndex(sorted.model()->index(1));
        sorted.choose({4});
        QVERIFY(tests::await(sorted.stage.library.edits().trash({sampleId(2), sampleId(3), sampleId(8)})));
        QTRY_COMPARE(sorted.shown(), u"1 4 5 6 7 9"_s.split(u' '));
        QCOMPARE(sorted.current(), u"4"_s);
        QCOMPARE(sorted.chosen(), QStringList{u"5"_s});
        QVERIFY(tests::await(sorted.stage.library.edits().restore({sampleId(2), sampleId(3), sampleId(8)})));
        QTRY_COMPARE(sorted.model()->rowCount(), 9);
        QCOMPARE(sorted.shown(), u"1 2 3 4 5 6 7 8 9"_s.split(u' '));
        QCOMPARE(sorted.chosen(), QStringList{u"5"_s});
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryFollowTest)
#include "GalleryFollowTest.moc"
