#include "Stage.h"
#include "gui/widgets/LineEdit.h"
#include "gui/widgets/StrengthMeter.h"
#include "support/QtTestMain.h"

#include <QLabel>
#include <QPushButton>

using namespace kinora;
using namespace kinora::tests;

namespace {

void openRegistration(Stage& stage) {
    QTRY_VERIFY(!stage.find<LineEdit>("relayEdit")->statusText().isEmpty());
    stage.click("registerButton");
    QCOMPARE(stage.window->page(), PageId::Register);
}

void fill(Stage& stage) {
    stage.type("displayNameEdit", maya().displayName);
    stage.type("emailEdit", maya().email);
    stage.type("passwordEdit", QStringLiteral("correct horse battery"));
    stage.type("confirmEdit", QStringLiteral("correct horse battery"));
}

} // namespace

class RegisterPageTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhichRelayOneJoins() {
        Stage stage;
        openRegistration(stage);
        QVERIFY(stage.text("leadLabel").contains(QStringLiteral("“Studio relay”")));
    }

    void complainsOnlyOnceTypingPauses() {
        Stage stage;
        openRegistration(stage);
        stage.type("emailEdit", QStringLiteral("maya"));
        QVERIFY(stage.text("emailErrorLabel").isEmpty());
        QTRY_COMPARE(stage.text("emailErrorLabel"), QStringLiteral("This does not look like an e-mail address yet."));
        QVERIFY(stage.find<LineEdit>("emailEdit")->isInvalid());
        // A correction clears the complaint at once.
        stage.find<LineEdit>("emailEdit")->setFocus();
        QTest::keyClicks(stage.find<LineEdit>("emailEdit"), QStringLiteral("@studio.example"));
        QVERIFY(stage.text("emailErrorLabel").isEmpty());
    }

    void rulesAreTheRelays() {
        Stage stage;
        stage.openOfStrictRelay("registerButton");
        QVERIFY(stage.text("passwordRulesLabel").startsWith(QStringLiteral("12 ")));
        stage.type("passwordEdit", QStringLiteral("only eleven"));
        QTRY_VERIFY(stage.text("passwordErrorLabel").startsWith(QStringLiteral("At least 12")));
    }

    void passwordsMustBeTheSame() {
        Stage stage;
        openRegistration(stage);
        fill(stage);
        stage.type("confirmEdit", QStringLiteral("correct horse"));
        stage.click("createAccountButton");
        QCOMPARE(stage.text("confirmErrorLabel"), QStringLiteral("The two passwords are not the same."));
        QCOMPARE(stage.auth.registrations.calls, 0);
    }

    void takenAddressIsNamedBesideIt() {
        Stage stage;
        openRegistration(stage);
        fill(stage);
        stage.auth.registrations.next(failure(ErrorCode::Conflict));
        stage.click("createAccountButton");
        QTRY_COMPARE(stage.text("emailErrorLabel"),
            QStringLiteral("There is an account with this address already. Sign in instead."));
        QCOMPARE(stage.find<QLineEdit>("passwordEdit")->text(), QStringLiteral("correct horse battery"));
    }

    void relaysComplaintsStandBesideTheirFields() {
        Stage stage;
        openRegistration(stage);
        fill(stage);
        Error error{.code = ErrorCode::ValidationFailed, .detail = {}};
        error.fieldErrors = {{QStringLiteral("password"), QStringLiteral("too_short"), {}}};
        stage.auth.registrations.next(std::unexpected(error));
        stage.click("createAccountButton");
        QTRY_COMPARE(stage.text("passwordErrorLabel"), QStringLiteral("This password is too short."));
        QVERIFY(stage.text("errorLabel").isEmpty());
        error.fieldErrors = {{QStringLiteral("password"), QStringLiteral("guessable"), {}}};
        stage.auth.registrations.next(std::unexpected(error));
        stage.click("createAccountButton");
        QTRY_VERIFY(
            stage.text("passwordErrorLabel").startsWith(QStringLiteral("This password would be guessed soon.")));
    }

    void successSignsIn() {
        Stage stage;
        openRegistration(stage);
        fill(stage);
        stage.auth.registrations.next(grant());
        stage.click("createAccountButton");
        QTRY_COMPARE(stage.session->state(), SessionService::State::SignedIn);
        QCOMPARE(stage.window->page(), PageId::Create);
        QCOMPARE(stage.auth.lastRegistration.displayName, maya().displayName);
        QVERIFY(stage.find<QLineEdit>("confirmEdit")->text().isEmpty());
    }

    void firstAccountElsewhereNeedsTheCode() {
        Stage stage;
        ServerInfo fresh = studio();
        fresh.firstAccount = true;
        stage.auth.servers.always(fresh);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://relay.example"));
        QTRY_VERIFY(stage.find<LineEdit>("relayEdit")->statusText().startsWith(QStringLiteral("reachable")));
        QVERIFY(stage.text("noteLabel").contains(QStringLiteral("no accounts yet")));
        stage.click("registerButton");
        QVERIFY(stage.find<QLineEdit>("setupCodeEdit")->isVisible());
    }

    void anInvitationIsAskedForWhereOneIsNeeded() {
        Stage stage;
        ServerInfo byInvitation = studio();
        byInvitation.registration = RegistrationMode::Invite;
        stage.auth.servers.always(byInvitation);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:9999"));
        QTRY_VERIFY(stage.find<LineEdit>("relayEdit")->statusText().startsWith(QStringLiteral("reachable")));
        stage.click("registerButton");
        QVERIFY(stage.find<QLineEdit>("inviteCodeEdit")->isVisible());
        fill(stage);
        stage.click("createAccountButton");
        QCOMPARE(stage.text("inviteCodeErrorLabel"), QStringLiteral("Enter the code of your invitation."));
        QCOMPARE(stage.auth.registrations.calls, 0);
        stage.type("inviteCodeEdit", QStringLiteral(" ABCD-EFGH "));
        Error error{.code = ErrorCode::Forbidden, .detail = {}};
        error.fieldErrors = {{QStringLiteral("inviteCode"), QStringLiteral("invalid"), {}}};
        stage.auth.registrations.next(std::unexpected(error));
        stage.click("createAccountButton");
        QTRY_COMPARE(
            stage.text("inviteCodeErrorLabel"), QStringLiteral("This invitation is not good, or not good any more."));
        QCOMPARE(stage.auth.lastRegistration.inviteCode, QStringLiteral("ABCD-EFGH"));
    }

    void anAccountThatWaitsForApprovalIsNoFailure() {
        Stage stage;
        openRegistration(stage);
        QVERIFY(!stage.find<QLineEdit>("inviteCodeEdit")->isVisible());
        fill(stage);
        stage.auth.registrations.next(failure(ErrorCode::AccountPending));
        stage.click("createAccountButton");
        QTRY_VERIFY(stage.text("noteLabel").startsWith(QStringLiteral("Your account has been made.")));
        QVERIFY(stage.text("errorLabel").isEmpty());
        QVERIFY(stage.find<QLineEdit>("passwordEdit")->text().isEmpty());
        QVERIFY(stage.text("passwordRulesLabel").startsWith(QStringLiteral("8 ")));
        QCOMPARE(stage.session->state(), SessionService::State::SignedOut);
    }

    void strengthGrowsWithLength() {
        QCOMPARE(StrengthMeter::strengthOf(QStringLiteral("short"), 8), 0);
        QCOMPARE(StrengthMeter::strengthOf(QStringLiteral("aaaaaaaaaaaaaaaaaaaa"), 8), 1);
        QCOMPARE(StrengthMeter::strengthOf(QStringLiteral("abcdefgh"), 8), 2);
        QCOMPARE(StrengthMeter::strengthOf(QStringLiteral("abcdefghijkl"), 8), 3);
        QCOMPARE(StrengthMeter::strengthOf(QStringLiteral("correct horse battery"), 8), 4);
    }
};

KINORA_QT_TEST(RegisterPageTest)
#include "RegisterPageTest.moc"
