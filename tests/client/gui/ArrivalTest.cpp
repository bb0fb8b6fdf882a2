// The ways into the app: saved accounts, invitations, a relay on this computer.
#include "Stage.h"
#include "gui/shell/AccountBox.h"
#include "gui/widgets/Banner.h"
#include "gui/widgets/LineEdit.h"
#include "support/QtTestMain.h"

#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace kinora;
using namespace kinora::tests;
using State = SessionService::State;

namespace {

RememberedSession homeSession(bool restorable) {
    RememberedSession session;
    session.relay = QUrl(QStringLiteral("https://home.example"));
    session.serverId = QStringLiteral("0195f000-0000-7000-8000-0000000000bb");
    session.serverName = QStringLiteral("Home relay");
    session.account = maya();
    session.account.email = QStringLiteral("maya@home.example");
    session.signedIn = restorable;
    session.tokenInKeychain = restorable;
    return session;
}

void storeToken(Stage& stage, const RememberedSession& session) {
    const QString key = QStringLiteral("session/%1/%2").arg(session.serverId, session.account.id);
    QVERIFY(stage.secrets.write(key, QStringLiteral("refresh")).result());
}

void answer(Stage& stage, const char* question, bool yes) {
    auto* box = stage.window->findChild<QDialog*>(QLatin1String(question));
    QVERIFY2(box != nullptr, question);
    if (yes) {
        QTest::mouseClick(
            box->findChild<QPushButton*>(QLatin1String(question) + QStringLiteral("Button")), Qt::LeftButton);
    } else {
        QTest::keyClick(box, Qt::Key_Escape);
    }
    QTRY_VERIFY(stage.window->findChild<QDialog*>(QLatin1String(question)) == nullptr);
}

const QUrl& localAddress() {
    static const QUrl address(QStringLiteral("http://127.0.0.1:41234"));
    return address;
}

} // namespace

class ArrivalTest : public QObject {
    Q_OBJECT

private slots:
    void aSavedAccountIsOneClickAway() {
        Stage stage;
        stage.memory.others = {homeSession(true)};
        storeToken(stage, homeSession(true));
        stage.signIn();
        QVERIFY(stage.chooseAccountAction("addAccountAction"));
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        QVERIFY(stage.find<QLineEdit>("emailEdit")->text().isEmpty());
        QCOMPARE(stage.session->state(), State::SignedOut);
        QVERIFY(stage.memory.remembered->signedIn); // only set aside
        QVERIFY(stage.find<AccountBox>("savedAccountButton1")->isVisible());
        stage.auth.refreshes.always(grant());
        stage.click("savedAccountButton2");
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QCOMPARE(stage.session->serverId(), homeSession(true).serverId);
        QTRY_VERIFY_WITH_TIMEOUT(stage.library->isOpen(), 30000);
        // And back from the menu.
        QVERIFY(stage.chooseAccountAction("switchAction1"));
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QCOMPARE(stage.session->serverId(), studio().serverId);
        QCOMPARE(stage.window->page(), PageId::Create);
    }

    void anAccountWithoutASessionAsksForThePassword() {
        Stage stage;
        stage.memory.others = {homeSession(false)};
        stage.signIn();
        QVERIFY(stage.chooseAccountAction("switchAction1"));
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        QCOMPARE(stage.find<QLineEdit>("emailEdit")->text(), homeSession(false).account.email);
        QCOMPARE(stage.find<QLineEdit>("relayEdit")->text(), QStringLiteral("https://home.example"));
        QVERIFY(stage.find<QLineEdit>("passwordEdit")->hasFocus());
        QVERIFY(stage.memory.remembered->signedIn);
    }

    void anyLibraryOpensOffline() {
        Stage stage;
        stage.remember(true);
        stage.memory.others = {homeSession(false)};
        stage.window->showPage(PageId::Register);
        stage.window->showPage(PageId::Login);
        auto* more = stage.find<QToolButton>("savedAccountMenuButton2");
        more->menu()->actions().first()->trigger();
        QTRY_COMPARE(stage.window->page(), PageId::Gallery);
        QCOMPARE(stage.session->state(), State::Offline);
        QCOMPARE(stage.session->serverId(), homeSession(false).serverId);
    }

    void removingAnAccountAsksFirst() {
        Stage stage;
        stage.remember(true);
        stage.window->showPage(PageId::Register);
        stage.window->showPage(PageId::Login);
        const auto remove = [&stage] {
            stage.find<QToolButton>("savedAccountMenuButton1")
                ->menu()
                ->findChild<QAction*>(QStringLiteral("removeAccountAction"))
                ->trigger();
        };
        remove();
        answer(stage, "removeQuestion", false);
        QCOMPARE(stage.session->saved().size(), 1);
        remove();
        QVERIFY(stage.text("questionTextLabel").contains(QStringLiteral("stay on this computer")));
        answer(stage, "removeQuestion", true);
        QVERIFY(stage.session->saved().isEmpty());
        QVERIFY(!stage.find<QPushButton>("offlineButton")->isVisible());
    }

    void anInvitationOpensTheRegistration() {
        Stage stage;
        ServerInfo byInvitation = studio();
        byInvitation.registration = RegistrationMode::Invite;
        stage.auth.servers.always(byInvitation);
        stage.window->followInvite({QUrl(QStringLiteral("https://studio.example")), QStringLiteral("KIN-4F7Q-92")});
        QCOMPARE(stage.window->page(), PageId::Register);
        QTRY_VERIFY(stage.find<QLineEdit>("inviteCodeEdit")->isVisible());
        QCOMPARE(stage.find<QLineEdit>("inviteCodeEdit")->text(), QStringLiteral("KIN-4F7Q-92"));
        QCOMPARE(stage.auth.registrations.calls, 0);
    }

    void anInvitationWaitsForItsRelay() {
        Stage stage;
        stage.auth.servers.always(failure(ErrorCode::Unreachable));
        stage.window->followInvite({QUrl(QStringLiteral("https://studio.example")), QStringLiteral("KIN-4F7Q-92")});
        QTRY_VERIFY(stage.text("errorLabel").contains(QStringLiteral("cannot be reached")));
        QVERIFY(stage.find<QLineEdit>("inviteCodeEdit")->isVisible());
        stage.auth.servers.always(studio());
        QTRY_VERIFY_WITH_TIMEOUT(stage.text("errorLabel").isEmpty(), 20000);
        QVERIFY(stage.text("leadLabel").contains(QStringLiteral("Studio relay")));
        // A code is not carried to another relay.
        stage.click("signInButton");
        stage.find<QLineEdit>("relayEdit")->setText(QStringLiteral("https://other.example"));
        stage.click("registerButton");
        QVERIFY(stage.find<QLineEdit>("inviteCodeEdit")->text().isEmpty());
    }

    void anInvitationDoesNotTakeOneAwayUnasked() {
        Stage stage;
        stage.signIn();
        const InviteLink link{QUrl(QStringLiteral("https://other.example")), QStringLiteral("A1")};
        stage.window->followInvite(link);
        QCOMPARE(stage.window->page(), PageId::Create);
        answer(stage, "inviteQuestion", false);
        QCOMPARE(stage.session->state(), State::SignedIn);
        stage.window->followInvite(link);
        answer(stage, "inviteQuestion", true);
        QTRY_COMPARE(stage.window->page(), PageId::Register);
        QVERIFY(stage.memory.remembered->signedIn);
    }

    void aRelayOnThisComputerIsSetUpInOneGo() {
        Stage stage;
        ServerInfo fresh = studio();
        fresh.firstAccount = true;
        stage.auth.servers.always(fresh);
        stage.click("localRelayButton");
        QCOMPARE(stage.window->page(), PageId::LocalRelay);
        QCOMPARE(stage.relayRunner.ports.size(), 1);
        stage.relayRunner.getReady(localAddress());
        QTRY_COMPARE(stage.window->page(), PageId::Register);
        QVERIFY(stage.text("leadLabel").contains(QStringLiteral("first on")));
        QVERIFY(!stage.find<QLineEdit>("setupCodeEdit")->isVisible());
        stage.type("emailEdit", maya().email);
        stage.type("passwordEdit", QStringLiteral("correct horse battery"));
        stage.type("confirmEdit", QStringLiteral("correct horse battery"));
        stage.auth.registrations.next(grant());
        stage.click("createAccountButton");
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QCOMPARE(stage.session->relay(), localAddress());
        QVERIFY(stage.localRelay->has(stage.session->serverId()));
    }

    void theNextStartBringsItsRelayBackFirst() {
        Stage stage;
        stage.remember(true);
        stage.settings->setValue(QStringLiteral("localRelay/serverId"), studio().serverId);
        stage.auth.refreshes.always(grant());
        stage.window->begin();
        QCOMPARE(stage.window->page(), PageId::LocalRelay);
        QCOMPARE(stage.auth.refreshes.calls, 0); // its token goes to nobody who may have the old port
        stage.relayRunner.getReady(localAddress());
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QCOMPARE(stage.session->relay(), localAddress());
        QCOMPARE(stage.window->page(), PageId::Create);
    }

    void aRelayThatDoesNotStartIsExplained() {
        Stage stage;
        stage.remember(true);
        stage.settings->setValue(QStringLiteral("localRelay/serverId"), studio().serverId);
        stage.window->begin();
        stage.relayRunner.end(QStringLiteral("No PostgreSQL server is installed."));
        QCOMPARE(stage.window->page(), PageId::LocalRelay);
        QVERIFY(stage.text("problemLabel").contains(QStringLiteral("PostgreSQL, which is not installed")));
        QCOMPARE(stage.text("detailLabel"), QStringLiteral("It says: No PostgreSQL server is installed."));
        stage.click("copyButton");
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("No PostgreSQL server")));
        stage.click("retryButton");
        QCOMPARE(stage.relayRunner.ports.size(), 2);
        QVERIFY(stage.text("problemLabel").isEmpty());
        stage.relayRunner.end(QStringLiteral("No PostgreSQL server is installed."));
        stage.click("offlineButton");
        QTRY_COMPARE(stage.window->page(), PageId::Gallery);
        auto* banner = stage.find<Banner>("connectionBanner");
        QVERIFY(banner->message().contains(QStringLiteral("PostgreSQL")));
        stage.click("bannerButton");
        QCOMPARE(stage.relayRunner.ports.size(), 3);
        stage.auth.refreshes.always(grant());
        stage.relayRunner.getReady(localAddress());
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QTRY_VERIFY(banner->message().isEmpty());
    }

    void closingAsksWhileItsRelayMakesVideos() {
        Stage stage;
        stage.click("localRelayButton");
        stage.relayRunner.getReady(localAddress());
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        stage.signIn();
        stage.events.tell(
            SnapshotEvent{QList<Job>{someJob(1, JobStatus::Processing, JobStage::Generating, QStringLiteral("x"))}});
        stage.window->close();
        QVERIFY(stage.window->isVisible());
        answer(stage, "quitQuestion", false);
        QVERIFY(stage.window->isVisible());
        stage.window->close();
        answer(stage, "quitQuestion", true);
        QVERIFY(!stage.window->isVisible());
    }

    void closingDoesNotAskForARelayElsewhere() {
        Stage stage;
        stage.signIn();
        stage.events.tell(
            SnapshotEvent{QList<Job>{someJob(1, JobStatus::Processing, JobStage::Generating, QStringLiteral("x"))}});
        stage.window->close();
        QVERIFY(!stage.window->isVisible());
    }
};

KINORA_QT_TEST(ArrivalTest)
#include "ArrivalTest.moc"
