#include "Stage.h"
#include "gui/widgets/LineEdit.h"
#include "support/QtTestMain.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

using namespace kinora;
using namespace kinora::tests;

class LoginPageTest : public QObject {
    Q_OBJECT

private slots:
    void wrongPasswordKeepsWhatWasTyped() {
        Stage stage;
        stage.auth.logins.next(failure(ErrorCode::InvalidCredentials));
        stage.type("emailEdit", maya().email);
        stage.type("passwordEdit", QStringLiteral("not the one"));
        stage.click("signInButton");
        QTRY_COMPARE(stage.text("errorLabel"), QStringLiteral("E-mail or password is not right."));
        QCOMPARE(stage.find<QLineEdit>("emailEdit")->text(), maya().email);
        const auto* password = stage.find<QLineEdit>("passwordEdit");
        QCOMPARE(password->text(), QStringLiteral("not the one"));
        QCOMPARE(password->selectedText().size(), password->text().size());
        QCOMPARE(stage.window->page(), PageId::Login);
        QTest::keyClicks(stage.find<QLineEdit>("passwordEdit"), QStringLiteral("n"));
        QVERIFY(stage.text("errorLabel").isEmpty());
    }

    void tooManyTriesSayHowLongToWait() {
        Stage stage;
        Error error{.code = ErrorCode::RateLimited, .detail = {}};
        error.retryAfter = std::chrono::seconds(40);
        stage.auth.logins.next(std::unexpected(error));
        stage.type("emailEdit", maya().email);
        stage.type("passwordEdit", QStringLiteral("x"));
        stage.click("signInButton");
        QTRY_VERIFY(stage.text("errorLabel").contains(QStringLiteral("in 40 second")));
        // Longer waits are told in minutes, rounded up.
        error.retryAfter = std::chrono::seconds(200);
        stage.auth.logins.next(std::unexpected(error));
        stage.click("signInButton");
        QTRY_VERIFY(stage.text("errorLabel").contains(QStringLiteral("in 4 minute")));
    }

    void nothingElseIsOfferedWhileSigningIn() {
        Stage stage;
        stage.remember(false);
        stage.window->showPage(PageId::Login);
        stage.type("emailEdit", maya().email);
        stage.type("passwordEdit", QStringLiteral("correct horse battery"));
        stage.click("signInButton");
        QTRY_COMPARE(stage.auth.logins.calls, 1);
        stage.click("signInButton");
        QVERIFY(!stage.find<QPushButton>("offlineButton")->isEnabled());
        QVERIFY(!stage.find<QPushButton>("registerButton")->isEnabled());
        QCOMPARE(stage.auth.logins.calls, 1);
        stage.auth.logins.release(failure(ErrorCode::InvalidCredentials));
        QTRY_COMPARE(stage.text("errorLabel"), QStringLiteral("E-mail or password is not right."));
        QVERIFY(stage.find<QPushButton>("registerButton")->isEnabled());
    }

    void manyWrongPasswordsAreWarnedAbout() {
        Stage stage;
        stage.type("emailEdit", maya().email);
        for (int tries = 1; tries <= 5; ++tries) {
            QVERIFY(!stage.text("errorLabel").contains(QStringLiteral("quarter of an hour")));
            stage.auth.logins.next(failure(ErrorCode::InvalidCredentials));
            stage.type("passwordEdit", QStringLiteral("not the one"));
            stage.click("signInButton");
            QTRY_COMPARE(stage.auth.logins.calls, tries);
            QTRY_VERIFY(!stage.text("errorLabel").isEmpty());
        }
        QVERIFY(stage.text("errorLabel").contains(QStringLiteral("quarter of an hour")));
    }

    void emptyFieldsAreNamedWithoutAskingTheRelay() {
        Stage stage;
        stage.click("signInButton");
        QCOMPARE(stage.text("emailErrorLabel"), QStringLiteral("Enter your e-mail address."));
        QCOMPARE(stage.text("passwordErrorLabel"), QStringLiteral("Enter your password."));
        QVERIFY(stage.find<LineEdit>("emailEdit")->hasFocus());
        QCOMPARE(stage.auth.logins.calls, 0);
    }

    void badAddressIsNamedBesideIt() {
        Stage stage;
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("ftp://relay.example"));
        stage.click("signInButton");
        QCOMPARE(stage.text("relayErrorLabel"), QStringLiteral("The address must start with https:// or http://."));
    }

    void reachabilityIsShownLive() {
        Stage stage;
        QTRY_VERIFY(stage.find<LineEdit>("relayEdit")->statusText().startsWith(QStringLiteral("reachable, ")));
        stage.auth.servers.always(failure(ErrorCode::Unreachable));
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:9"));
        QTRY_COMPARE(stage.find<LineEdit>("relayEdit")->statusText(), QStringLiteral("not reachable"));
        stage.auth.servers.always(failure(ErrorCode::BadAnswer));
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:10"));
        QTRY_COMPARE(stage.find<LineEdit>("relayEdit")->statusText(), QStringLiteral("not a Kinora relay"));
    }

    void theRelaysOwnWordsAreShown() {
        Stage stage;
        ServerInfo byInvitation = studio();
        byInvitation.registration = RegistrationMode::Invite;
        stage.auth.servers.always(byInvitation);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://studio.example"));
        QTRY_COMPARE(
            stage.text("relayFactsLabel"), QStringLiteral("Relay version 0.1.0. New accounts need an invitation."));
        ServerInfo old = studio();
        old.version = QStringLiteral("0.0.9");
        stage.auth.servers.always(old);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://old.example"));
        QVERIFY(stage.text("relayFactsLabel").isEmpty()); // said of another address
        QTRY_COMPARE(stage.find<LineEdit>("relayEdit")->statusText(), QStringLiteral("too old"));
        QVERIFY(stage.text("relayErrorLabel").contains(QStringLiteral("0.0.9")));
    }

    void whatIsWrongWithTheCertificateIsSaid() {
        Stage stage;
        Error error{.code = ErrorCode::TlsFailed};
        error.certificate = CertificateProblem::Expired;
        stage.auth.servers.always(std::unexpected(error));
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://studio.example"));
        QTRY_COMPARE(stage.find<LineEdit>("relayEdit")->statusText(), QStringLiteral("certificate not valid"));
        QVERIFY(stage.text("relayErrorLabel").contains(QStringLiteral("clock of this computer")));
    }

    void plainHttpToAnotherComputerIsPointedOut() {
        Stage stage;
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://relay.example"));
        QTRY_VERIFY(stage.text("relayErrorLabel").contains(QStringLiteral("not encrypted")));
    }

    void answersToAFormerAddressAreDropped() {
        Stage stage;
        stage.auth.servers = {};
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:1"));
        QTRY_COMPARE(stage.auth.servers.calls, 1);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:2"));
        QTRY_COMPARE(stage.auth.servers.calls, 2);
        // The first answer comes late and with the second: only what belongs to the address shown may count.
        stage.auth.servers.release(studio());
        QTRY_VERIFY(stage.find<LineEdit>("relayEdit")->statusText().startsWith(QStringLiteral("reachable")));
    }

    void offlineLibraryIsOfferedOnlyWhereThereIsOne() {
        Stage stage;
        QVERIFY(!stage.find<QPushButton>("offlineButton")->isVisible());
        stage.signIn();
        stage.session->signOut();
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        QVERIFY(stage.find<QPushButton>("offlineButton")->isVisible());
        stage.click("offlineButton");
        QCOMPARE(stage.session->state(), SessionService::State::Offline);
        QCOMPARE(stage.window->page(), PageId::Gallery);
    }

    void endedSessionIsExplained() {
        Stage stage;
        stage.signIn();
        emit stage.tokens->revoked();
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        QVERIFY(stage.text("noteLabel").contains(QStringLiteral("ended your session")));
    }

    void passwordCanBeShown() {
        Stage stage;
        auto* password = stage.find<LineEdit>("passwordEdit");
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        stage.click("passwordEditShowButton");
        QCOMPARE(password->echoMode(), QLineEdit::Normal);
        stage.click("passwordEditShowButton");
        QCOMPARE(password->echoMode(), QLineEdit::Password);
    }

    void closedRelayOffersNoAccount() {
        Stage stage;
        ServerInfo closed = studio();
        closed.registration = RegistrationMode::Closed;
        stage.auth.servers.always(closed);
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:9999"));
        QTRY_VERIFY(!stage.find<QPushButton>("registerButton")->isVisible());
    }
};

KINORA_QT_TEST(LoginPageTest)
#include "LoginPageTest.moc"
