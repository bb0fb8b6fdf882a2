#include "gui/trouble/TroublePage.h"

#include "Stage.h"
#include "support/QtTestMain.h"

#include <QClipboard>
#include <QDir>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class TroublePageTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasWrittenIsKeptAndNotReported() {
        Stage stage;
        stage.signIn();
        auto* prompt = stage.find<QPlainTextEdit>("promptEdit");
        prompt->setPlainText(QStringLiteral("A secret garden"));
        stage.window->showTrouble({.kind = Trouble::Kind::Now, .what = QDir::homePath() + QStringLiteral("/x: row 7")});
        QVERIFY(stage.find<TroublePage>("troublePage")->isVisible());
        QVERIFY(!prompt->isEnabled()); // what is covered cannot be reached
        stage.find<QPlainTextEdit>("noteEdit")->setPlainText(QStringLiteral("I pressed Generate"));
        stage.click("copyButton");
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY2(report.contains(QStringLiteral("~/x: row 7")), qPrintable(report));
        QVERIFY(report.contains(QStringLiteral("Kinora ")));
        QVERIFY(report.contains(QStringLiteral("I pressed Generate")));
        for (const QString& secret :
            {QStringLiteral("garden"), maya().email, QStringLiteral("access"), QDir::homePath()})
            QVERIFY2(!report.contains(secret), qPrintable(report));
        stage.window->resize(1000, 700);
        QCOMPARE(stage.find<TroublePage>("troublePage")->size(), QSize(1000, 700));
        stage.click("goOnButton");
        QVERIFY(!stage.find<TroublePage>("troublePage")->isVisible());
        QVERIFY(prompt->isEnabled());
        QCOMPARE(prompt->toPlainText(), QStringLiteral("A secret garden"));
        QVERIFY(prompt->hasFocus());
    }

    void theRunBeforeIsSpokenOfAsThat() {
        Stage stage;
        stage.window->showTrouble({.kind = Trouble::Kind::LastRun, .what = QStringLiteral("Signal: SIGSEGV")});
        auto* page = stage.find<TroublePage>("troublePage");
        QVERIFY(page->findChild<QLabel*>(QStringLiteral("titleLabel"))->text().contains(QStringLiteral("last time")));
        QVERIFY(page->report().contains(QStringLiteral("Ended by:\nSignal: SIGSEGV")));
        QVERIFY(page->findChild<QPushButton*>(QStringLiteral("goOnButton"))->hasFocus()); // Enter goes on
    }
};

KINORA_QT_TEST(TroublePageTest)
#include "TroublePageTest.moc"
