#include "gui/gallery/GalleryLayout.h"

#include "support/QtTestMain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace kinora;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;

VideoPlace place(int number, QSize size, qint64 createdAtMs) {
    return {.key = number, .createdAtMs = createdAtMs, .width = size.width(), .height = size.height()};
}

qint64 noon(int daysBack) {
    return QDateTime(QDate(2026, 11, 25), QTime(12, 0)).toMSecsSinceEpoch() - daysBack * dayMs;
}

/// `count` videos of one day, every third one landscape.
QList<VideoPlace> oneDay(int count, int daysBack = 0) {
    QList<VideoPlace> places;
    for (int i = 0; i < count; ++i)
        places << place(i, i % 3 == 0 ? QSize(1280, 720) : QSize(720, 1280), noon(daysBack) - i);
    return places;
}

} // namespace

class GalleryLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void keepsEveryAspect() {
        GalleryLayout layout;
        const QList<VideoPlace> places = oneDay(20);
        layout.arrange(places, {.width = 1000});
        for (int card = 0; card < layout.count(); ++card) {
            const QRect rect = layout.cardRect(card);
            const double wanted = double(places.at(card).width) / places.at(card).height;
            QVERIFY2(qAbs(rect.width() - wanted * rect.height()) <= 2, qPrintable(QString::number(card)));
        }
    }

    void beginsOnTheRightWhereOneReadsFromThere() {
        GalleryLayout layout;
        GalleryLayout mirrored;
        layout.arrange(oneDay(10), {.width = 1000});
        mirrored.arrange(oneDay(10), {.width = 1000, .mirrored = true});
        for (int card = 0; card < layout.count(); ++card) {
            const QRect rect = layout.cardRect(card);
            QCOMPARE(mirrored.cardRect(card), QRect(QPoint(1000 - rect.right() - 1, rect.y()), rect.size()));
            QCOMPARE(mirrored.cardAt(mirrored.cardRect(card).center()), card);
        }
        QCOMPARE(mirrored.cardRect(0).right(), 999);
    }

    void endsFullRowsFlushAndNeverOverlaps() {
        GalleryLayout layout;
        layout.arrange(oneDay(40), {.width = 997});
        const int last = layout.cardRect(layout.count() - 1).y();
        for (int card = 1; card < layout.count(); ++card) {
            const QRect before = layout.cardRect(card - 1);
            const QRect rect = layout.cardRect(card);
            QVERIFY(rect.right() <= 996);
            if (rect.y() == before.y()) {
                QCOMPARE(rect.height(), before.height());
                QVERIFY(rect.x() - before.right() - 1 >= 11 && rect.x() - before.right() - 1 <= 13);
            } else {
                QCOMPARE(before.right(), 996);
                QCOMPARE(rect.x(), 0);
                QCOMPARE(rect.y(), before.bottom() + 1 + 12);
            }
            if (rect.y() != last)
                QVERIFY2(rect.height() > 140 && rect.height() < 300, qPrintable(QString::number(rect.height())));
        }
    }

    void doesNotBlowUpTheLastRow() {
        GalleryLayout layout;
        layout.arrange(oneDay(1), {.width = 1000});
        QCOMPARE(layout.cardRect(0).height(), 208);
    }

    void headsEachDay() {
        GalleryLayout layout;
        layout.arrange(oneDay(3) + oneDay(2, 1) + oneDay(2, 40), {.width = 1000});
        QCOMPARE(layout.headings().size(), 3);
        QCOMPARE(layout.headings().at(0).day, QDate(2026, 11, 25));
        QCOMPARE(layout.headings().at(1).day, QDate(2026, 11, 24));
        QVERIFY(layout.headings().at(1).y > layout.cardRect(2).bottom());
        QVERIFY(layout.cardRect(3).top() >= layout.headings().at(1).y + 32);
        QVERIFY(layout.height() > layout.cardRect(6).bottom());
    }

    void headsTheSameDaysAgain() {
        const QList<VideoPlace> places = oneDay(3) + oneDay(2, 1) + oneDay(2, 2) + oneDay(2, 40);
        const QList<VideoPlace> upsideDown(places.rbegin(), places.rend());
        GalleryLayout used;
        used.arrange(oneDay(1, 1) + oneDay(1, 40), {.width = 1000});
        for (const QList<VideoPlace>& order : {places, upsideDown}) {
            used.arrange(order, {.width = 1000});
            GalleryLayout fresh;
            fresh.arrange(order, {.width = 1000});
            QCOMPARE(used.headings().size(), 4);
            for (int i = 0; i < 4; ++i) {
                QCOMPARE(used.headings().at(i).day, fresh.headings().at(i).day);
                QCOMPARE(used.headings().at(i).y, fresh.headings().at(i).y);
            }
        }
    }

    void tellsDaysApartAtMidnight() {
        const qint64 midnight = QDateTime(QDate(2026, 11, 25), QTime(0, 0)).toMSecsSinceEpoch();
        const QSize size(720, 1280);
        GalleryLayout layout;
        for (int again = 0; again < 2; ++again) {
            layout.arrange(
                {place(3, size, midnight + dayMs - 1), place(2, size, midnight), place(1, size, midnight - 1)},
                {.width = 1000});
            QCOMPARE(layout.headings().size(), 2);
            QCOMPARE(layout.headings().at(0).day, QDate(2026, 11, 25));
            QCOMPARE(layout.headings().at(1).day, QDate(2026, 11, 24));
        }
    }

    void findsCardsByPointAndSpan() {
        GalleryLayout layout;
        layout.arrange(oneDay(30), {.width = 1000});
        for (int card = 0; card < layout.count(); ++card)
            QCOMPARE(layout.cardAt(layout.cardRect(card).center()), card);
        QCOMPARE(layout.cardAt({5, 5}), -1); // the heading
        QCOMPARE(layout.cardAt({5, layout.height() + 10}), -1);
        const auto [first, last] = layout.cardsBetween(0, layout.height());
        QCOMPARE(first, 0);
        QCOMPARE(last, 30);
        const QRect middle = layout.cardRect(15);
        const auto [from, to] = layout.cardsBetween(middle.y(), middle.y() + 1);
        QVERIFY(from <= 15 && to > 15 && to - from < 12);
    }

    void goesUpAndDownToTheNearest() {
        GalleryLayout layout;
        layout.arrange(oneDay(30), {.width = 1000});
        const int below = layout.neighbour(0, 1);
        QVERIFY(layout.cardRect(below).y() > layout.cardRect(0).y());
        QCOMPARE(layout.neighbour(0, -1), 0);
        QCOMPARE(layout.neighbour(29, 1), 29);
    }

    void survivesOddSizes() {
        GalleryLayout layout;
        layout.arrange({place(1, {0, 0}, noon(0)), place(2, {10, 10000}, noon(0)), place(3, {10000, 10}, noon(0))},
            {.width = 300});
        for (int card = 0; card < 3; ++card)
            QVERIFY(!layout.cardRect(card).isEmpty());
        layout.arrange({}, {.width = 300});
        QCOMPARE(layout.height(), 0);
        layout.arrange(oneDay(5), {.width = 1});
        QCOMPARE(layout.count(), 5);
    }

    void arrangesAHundredThousandQuickly() {
        QList<VideoPlace> places;
        for (int day = 0; day < 1000; ++day)
            places += oneDay(100, day);
        GalleryLayout layout;
        QElapsedTimer timer;
        timer.start();
        layout.arrange(places, {.width = 1000});
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(layout.headings().size(), 1000);
    }
};

KINORA_QT_TEST(GalleryLayoutTest)
#include "GalleryLayoutTest.moc"
