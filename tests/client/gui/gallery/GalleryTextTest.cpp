#include "gui/gallery/GalleryText.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

class GalleryTextTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_US"_s)); }

    void saysHowLongAgo() {
        const QDateTime now(QDate(2026, 11, 25), QTime(15, 0), Qt::UTC);
        QCOMPARE(GalleryText::age(now.addSecs(5), now), u"just now"_s);
        QCOMPARE(GalleryText::age(now.addSecs(-59), now), u"just now"_s);
        QCOMPARE(GalleryText::age(now.addSecs(-61), now), u"1 min ago"_s);
        QCOMPARE(GalleryText::age(now.addSecs(-3600), now), u"1 h ago"_s);
        QCOMPARE(GalleryText::age(now.addSecs(qint64{-23} * 3600), now), u"23 h ago"_s);
        QCOMPARE(GalleryText::age(now.addDays(-2), now), u"Nov 23"_s);
        QVERIFY(GalleryText::age(now.addYears(-1), now).contains(u"25"));
        // By a clock that is days behind the relay's.
        QCOMPARE(GalleryText::age(now.addDays(3), now), GalleryText::age(now.addDays(3), now.addDays(9)));
    }

    void namesDays() {
        const QDate today(2026, 11, 25);
        QCOMPARE(GalleryText::day(today, today), u"Today"_s);
        QCOMPARE(GalleryText::day(today.addDays(-1), today), u"Yesterday"_s);
        QCOMPARE(GalleryText::day(QDate(2026, 11, 23), today), u"Monday, November 23"_s);
        QVERIFY(GalleryText::day(QDate(2025, 11, 23), today).contains(u"2025"));
    }

    void writesTimes() {
        QCOMPARE(GalleryText::clock(8), u"0:08"_s);
        QCOMPARE(GalleryText::clock(65.4), u"1:05"_s);
        QCOMPARE(GalleryText::clock(3723), u"1:02:03"_s);
        QCOMPARE(GalleryText::position(3049), u"0:03.0"_s);
        QCOMPARE(GalleryText::position(61999), u"1:01.9"_s);
        QCOMPARE(GalleryText::length(8), u"8 s"_s);
        QCOMPARE(GalleryText::length(4.25), u"4.3 s"_s);
        QCOMPARE(GalleryText::length(128), u"2 min 8 s"_s);
    }

    void writesSizes() {
        QCOMPARE(GalleryText::bytes(4200000), u"4.2 MB"_s);
        QCOMPARE(GalleryText::bytes(0), u"0 bytes"_s);
    }

    void explainsEveryProblem() {
        LibraryVideo video;
        video.fileState = FileState::Failed;
        QStringList sentences;
        for (const ErrorCode code : {ErrorCode::DiskFull, ErrorCode::CorruptFile, ErrorCode::NotFound,
                 ErrorCode::RelayError, ErrorCode::FileFailed}) {
            video.problem = code;
            sentences << GalleryText::problem(video);
        }
        QCOMPARE(sentences.removeDuplicates(), 0);
    }

    void saysHowManyADragLeavesOut() {
        QVERIFY(GalleryText::leftOut(2, 5).startsWith(u"2 of 5 "));
        QVERIFY(GalleryText::leftOut(5, 5).contains(u"cannot be dragged"));
    }

    void saysWhatIsBeyondTheLimit() {
        QVERIFY(GalleryText::beyondLimit(2, 5, 20'000'000'000).startsWith(u"2 of 5 "));
        QVERIFY(GalleryText::beyondLimit(2, 5, 20'000'000'000).contains(u"20.0 GB"));
        QVERIFY(GalleryText::beyondLimit(1, 1, 20'000'000'000).contains(u"larger than the limit of 20.0 GB"));
    }

    void tellsThisComputerFromTheRelay() {
        QCOMPARE(GalleryText::notSynced(Error{.code = ErrorCode::Unavailable}), u"could not ask the relay for more"_s);
        for (const ErrorCode code : {ErrorCode::DiskFull, ErrorCode::FileFailed, ErrorCode::CorruptFile})
            QCOMPARE(GalleryText::notSynced(Error{.code = code}), u"could not store what the relay told"_s);
    }
};

KINORA_QT_TEST(GalleryTextTest)
#include "GalleryTextTest.moc"
