#include "Stage.h"
#include "gui/widgets/LineEdit.h"
#include "support/QtTestMain.h"

#include <QPushButton>

using namespace kinora;
using namespace kinora::tests;

namespace {

const QString password = QStringLiteral("correct horse battery");

void openReset(Stage& stage) {
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
    stage.type("emailEdit", maya().email);
    stage.click("codeButton");
    QCOMPARE(stage.window->page(), PageId::Reset);
}

void fillReset(Stage& stage) {
    stage.type("codeEdit", QStringLiteral(" 7q4f-km2x "));
    stage.type("passwordEdit", password);
    stage.type("confirmEdit", password);
}

} // namespace

class ResetPageTest : public QObject {
    Q_OBJECT

private slots:
    void takesOverWhatWasTyped() {
        Stage stage;
        openReset(stage);
        QCOMPARE(stage.find<QLineEdit>("emailEdit")->text(), maya().email);
        QVERIFY(stage.text("subtitleLabel").contains(QStringLiteral("Studio relay")));
    }

    void needsARelayFirst() {
        Stage stage;
        stage.find<QLineEdit>("relayEdit")->clear();
        stage.click("codeButton");
        QCOMPARE(stage.window->page(), PageId::Login);
        QCOMPARE(stage.text("relayErrorLabel"), QStringLiteral("Enter the address of a relay."));
    }

    void rulesAreTheRelays() {
        Stage stage;
        stage.openOfStrictRelay("codeButton");
        QVERIFY(stage.text("passwordRulesLabel").startsWith(QStringLiteral("12 ")));
        stage.type("passwordEdit", QStringLiteral("only eleven"));
        QTRY_VERIFY(stage.text("passwordErrorLabel").startsWith(QStringLiteral("At least 12")));
    }

    void nothingIsSentWithoutACode() {
        Stage stage;
        openReset(stage);
        fillReset(stage);
        stage.type("codeEdit", QStringLiteral("  "));
        stage.click("setPasswordButton");
        QCOMPARE(stage.text("codeErrorLabel"), QStringLiteral("Enter the code that you were given."));
        QVERIFY(stage.find<LineEdit>("codeEdit")->hasFocus());
        QCOMPARE(stage.auth.resets.calls, 0);
    }

    void signsIn() {
        Stage stage;
        openReset(stage);
        fillReset(stage);
        stage.auth.resets.next(grant());
        stage.click("setPasswordButton");
        QTRY_COMPARE(stage.session->state(), SessionService::State::SignedIn);
        QCOMPARE(stage.window->page(), PageId::Create);
        QCOMPARE(stage.auth.lastReset.email, maya().email);
        QCOMPARE(stage.auth.lastReset.code, QStringLiteral("7q4f-km2x"));
        QCOMPARE(stage.auth.lastReset.newPassword, password);
        QVERIFY(stage.find<QLineEdit>("codeEdit")->text().isEmpty());
    }

    void refusals_data() {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("start");
        Error often{.code = ErrorCode::RateLimited};
        often.retryAfter = std::chrono::seconds(40);
        QTest::newRow("not good") << Error{.code = ErrorCode::InvalidCredentials}
                                  << QStringLiteral("This code is not good for this address");
        QTest::newRow("too often") << often
                                   << QStringLiteral("Too many tries with a code. You can try again in 40 second");
        QTest::newRow("disabled") << Error{.code = ErrorCode::Forbidden}
                                  << QStringLiteral("This account cannot sign in.");
        QTest::newRow("gone") << Error{.code = ErrorCode::ConnectionLost}
                              << QStringLiteral("The connection to the relay broke.");
    }
    void refusals() {
        QFETCH(const Error, error);
        QFETCH(const QString, start);
        Stage stage;
        openReset(stage);
        fillReset(stage);
        stage.auth.resets.next(std::unexpected(error));
        stage.click("setPasswordButton");
        QTRY_VERIFY2(stage.text("errorLabel").startsWith(start), qPrintable(stage.text("errorLabel")));
        QCOMPARE(stage.find<QLineEdit>("confirmEdit")->text(), password);
        // What is typed next answers it.
        stage.find<LineEdit>("codeEdit")->setFocus();
        QTest::keyClick(stage.find<LineEdit>("codeEdit"), Qt::Key_A);
        QVERIFY(stage.text("errorLabel").isEmpty());
    }

    void aPasswordThatIsRefusedStandsBesideIt() {
        Stage stage;
        openReset(stage);
        fillReset(stage);
        Error error{.code = ErrorCode::ValidationFailed};
        error.fieldErrors = {{QStringLiteral("newPassword"), QStringLiteral("guessable"), {}}};
        stage.auth.resets.next(std::unexpected(error));
        stage.click("setPasswordButton");
        QTRY_VERIFY(
            stage.text("passwordErrorLabel").startsWith(QStringLiteral("This password would be guessed soon.")));
        QVERIFY(stage.find<LineEdit>("passwordEdit")->hasFocus());
        QVERIFY(stage.text("errorLabel").isEmpty());
    }

    void leadsBack() {
        Stage stage;
        openReset(stage);
        stage.click("signInButton");
        QCOMPARE(stage.window->page(), PageId::Login);
    }
};

KINORA_QT_TEST(ResetPageTest)
#include "ResetPageTest.moc"
