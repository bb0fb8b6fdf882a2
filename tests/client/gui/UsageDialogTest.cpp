#include "gui/usage/UsageDialog.h"

#include "Stage.h"
#include "gui/widgets/ProgressBar.h"
#include "support/QtTestMain.h"

#include <QLabel>
#include <QPushButton>
#include <QTreeView>

using namespace kinora;
using namespace kinora::tests;

class UsageDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void explainsEveryLine() {
        Stage stage;
        Usage usage = someUsage();
        usage.nextCursor = QStringLiteral("c");
        stage.relay.usages.next(usage);
        stage.signIn();
        QVERIFY(stage.chooseAccountAction("usageAction"));
        auto* dialog = stage.window->findChild<UsageDialog*>();
        QVERIFY(dialog != nullptr);
        const auto* view = dialog->findChild<QTreeView*>();
        QTRY_COMPARE(view->model()->rowCount(), usage.lines.size());
        QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("monthLabel"))->text(),
            QStringLiteral("March 2026: $0.80 charged, $0.40 held"));
        for (int row = 0; row < usage.lines.size(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                QVERIFY(!view->model()->index(row, column).data().toString().isEmpty());
            }
        }
        QCOMPARE(dialog->findChildren<ProgressBar*>().size(), usage.limits.size());
        stage.relay.usages.next(someUsage());
        dialog->findChild<QPushButton*>(QStringLiteral("olderButton"))->click();
        QTRY_COMPARE(view->model()->rowCount(), 2 * usage.lines.size());
    }

    void sayWhatFailed() {
        Stage stage;
        stage.relay.usages.next(failure(ErrorCode::Unreachable));
        stage.signIn();
        QVERIFY(stage.chooseAccountAction("usageAction"));
        const auto* dialog = stage.window->findChild<UsageDialog*>();
        const auto* problem = dialog->findChild<QLabel*>(QStringLiteral("problemLabel"));
        QTRY_VERIFY(problem->text().contains(QStringLiteral("cannot be reached")));
    }
};

KINORA_QT_TEST(UsageDialogTest)
#include "UsageDialogTest.moc"
