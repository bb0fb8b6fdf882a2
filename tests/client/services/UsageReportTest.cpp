#include "services/UsageReport.h"

#include "MoneyFakes.h"
#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class UsageReportTest : public QObject {
    Q_OBJECT

    static Usage page(qint64 amount, const QString& next) {
        Usage usage;
        UsageLine line;
        line.microUsd = amount;
        usage.lines = {line};
        usage.nextCursor = next;
        return usage;
    }

private slots:
    void olderLinesAreAdded() {
        FakeMoneyApi money;
        UsageReport report(money);
        report.refresh();
        QVERIFY(report.isAsking());
        money.usages.answer(page(1, QStringLiteral("c")));
        QTRY_VERIFY(report.usage());
        report.loadMore();
        report.loadMore(); // while one is being asked for
        QCOMPARE(money.cursors, (QStringList{QString(), QStringLiteral("c")}));
        money.usages.answer(page(2, {}));
        QTRY_COMPARE(report.usage()->lines.size(), 2);
        report.loadMore(); // there is no more
        QCOMPARE(money.cursors.size(), 2);
        report.refresh();
        money.usages.answer(page(3, {}));
        QTRY_COMPARE(report.usage()->lines.size(), 1);
        QCOMPARE(report.usage()->lines.first().microUsd, 3);
    }

    void aFailureKeepsWhatIsKnown() {
        FakeMoneyApi money;
        UsageReport report(money);
        report.refresh();
        money.usages.answer(page(1, {}));
        QTRY_VERIFY(report.usage());
        report.refresh();
        money.usages.answer(failure(ErrorCode::Unreachable));
        QTRY_VERIFY(report.error());
        QCOMPARE(report.usage()->lines.size(), 1);
    }

    void anAnswerForSomebodyElseIsDropped() {
        FakeMoneyApi money;
        UsageReport report(money);
        report.refresh();
        report.clear();
        money.usages.answer(page(1, {}));
        QCoreApplication::processEvents();
        QVERIFY(!report.usage());
    }
};

KINORA_QT_TEST(UsageReportTest)
#include "UsageReportTest.moc"
