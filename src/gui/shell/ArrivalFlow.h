// The ways into the app: signing in, registering, a saved account, an invitation, a relay on this computer.
#pragma once

#include "core/InviteLink.h"
#include "gui/shell/AuthGuard.h"
#include "services/LocalRelay.h"
#include "services/SessionService.h"

#include <QObject>
#include <QUrl>

#include <optional>

class QWidget;

namespace kinora {

class LoginPage;
class ShellPages;

// Connects the pages in front of the sign-in with each other and with the services. Says which page is wanted; whether
// it may be seen is AuthGuard's business.
class ArrivalFlow : public QObject {
    Q_OBJECT

public:
    // All outlive this. dialogs are shown over window.
    ArrivalFlow(SessionService& session, LocalRelay& localRelay, LoginPage& login, ShellPages& pages, QWidget& window);

    // At the start of the app: comes back to the last session, after the relay on this computer where it is that one's.
    void begin();
    // Into a saved account, by its stored session where there is one.
    void open(const RememberedSession& account);
    // To the sign-in page, keeping the session that there is for later.
    void useAnotherAccount();
    // To the registration page with what the link says. Asks first when somebody is signed in.
    void followInvite(const InviteLink& link);

signals:
    void pageWanted(kinora::PageId page);

private:
    void connectLogin();
    void connectLocalRelay();
    void showRegistration(const QUrl& relay, const std::optional<ServerInfo>& server, const QString& inviteCode);
    void startLocalRelay(const std::optional<AccountKey>& account);
    void enterLocalRelay();
    void openOffline(const AccountKey& key);
    void askToRemove(const RememberedSession& account);

    SessionService& m_session;
    LocalRelay& m_localRelay;
    LoginPage& m_login;
    ShellPages& m_pages;
    QWidget& m_window;
    bool m_awaitingRelay = false; // the local relay's page is shown for what follows once it runs
    std::optional<AccountKey> m_awaitedAccount;
};

} // namespace kinora
