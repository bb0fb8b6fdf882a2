#include "net/RelayClock.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace std::chrono_literals;

class RelayClockTest : public QObject {
    Q_OBJECT
private slots:
    void knowsNoDifferenceAtFirst() {
        RelayClock clock;
        QCOMPARE(clock.ahead(), 0ms);
        clock.take("yesterday", noon);
        QCOMPARE(clock.ahead(), 0ms);
    }

    void tellsHowFarTheRelayIsAhead() {
        RelayClock clock;
        clock.take("Mon, 02 Nov 2026 13:00:00 GMT", noon);
        QCOMPARE(clock.ahead(), 3600500ms);
        clock.take("Mon, 02 Nov 2026 11:59:00 GMT", noon);
        QCOMPARE(clock.ahead(), -59500ms);
    }

    void takesWholeSecondsAndLateAnswersForNoDifference() {
        RelayClock clock;
        for (const int late : {0, 400, 999, 2500}) {
            clock.take("Mon, 02 Nov 2026 12:00:00 GMT", noon.addMSecs(late));
            QCOMPARE(clock.ahead(), 0ms);
        }
        clock.take("Mon, 02 Nov 2026 13:00:00 GMT", noon);
        clock.take("Mon, 02 Nov 2026 13:00:01 GMT", noon.addMSecs(3400));
        QCOMPARE(clock.ahead(), 3600500ms); // as before: of two edits none may jump ahead of the other
        clock.take("Mon, 02 Nov 2026 12:00:00 GMT", noon);
        QCOMPARE(clock.ahead(), 0ms);
    }

private:
    const QDateTime noon{QDate(2026, 11, 2), QTime(12, 0), Qt::UTC};
};

KINORA_QT_TEST(RelayClockTest)
#include "RelayClockTest.moc"
