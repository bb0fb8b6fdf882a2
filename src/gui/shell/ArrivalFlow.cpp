#include "gui/shell/ArrivalFlow.h"

#include "core/RelayAddress.h"
#include "gui/login/LoginPage.h"
#include "gui/register/RegisterPage.h"
#include "gui/relay/LocalRelayPage.h"
#include "gui/reset/ResetPage.h"
#include "gui/shell/ShellPages.h"
#include "gui/widgets/Question.h"

#include <algorithm>
#include <utility>

namespace kinora {

ArrivalFlow::ArrivalFlow(
    SessionService& session, LocalRelay& localRelay, LoginPage& login, ShellPages& pages, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_localRelay(localRelay)
    , m_login(login)
    , m_pages(pages)
    , m_window(window) {
    connectLogin();
    connectLocalRelay();
    connect(&m_pages, &ShellPages::signInWanted, this, [this] { emit pageWanted(PageId::Login); });
}

void ArrivalFlow::connectLogin() {
    connect(&m_login, &LoginPage::registerRequested, this,
        [this](const QUrl& relay) { showRegistration(relay, m_login.server(), {}); });
    connect(&m_login, &LoginPage::codeRequested, this, [this](const QUrl& relay, const QString& email) {
        m_pages.reset().enter(relay, m_login.server(), m_login.staySignedIn(), email);
        emit pageWanted(PageId::Reset);
    });
    connect(&m_login, &LoginPage::openOfflineRequested, this, [this] {
        if (const std::optional<RememberedSession> account = m_session.remembered()) {
            openOffline(account->key());
        }
    });
    connect(&m_login, &LoginPage::localRelayRequested, this, [this] { startLocalRelay(std::nullopt); });
    connect(&m_login, &LoginPage::accountChosen, this, &ArrivalFlow::open);
    connect(&m_login, &LoginPage::accountOfflineRequested, this,
        [this](const RememberedSession& account) { openOffline(account.key()); });
    connect(&m_login, &LoginPage::removeRequested, this, &ArrivalFlow::askToRemove);
}

void ArrivalFlow::connectLocalRelay() {
    connect(&m_pages, &ShellPages::localRelayLeft, this, [this] {
        m_awaitingRelay = false;
        emit pageWanted(PageId::Login);
    });
    connect(&m_pages, &ShellPages::offlineWanted, this, [this] {
        const std::optional<RememberedSession> account = m_session.remembered();
        m_awaitingRelay = false;
        if (m_awaitedAccount) {
            openOffline(*m_awaitedAccount);
        } else if (account) {
            openOffline(account->key());
        }
    });
    connect(&m_localRelay, &LocalRelay::stateChanged, this, [this] {
        if (m_localRelay.state() == LocalRelay::State::Running) {
            enterLocalRelay();
        }
    });
}

void ArrivalFlow::begin() {
    const std::optional<RememberedSession> account = m_session.remembered();
    if (account && LocalRelay::isOffered() && m_localRelay.has(account->serverId)) {
        startLocalRelay(account->key());
    } else {
        m_session.restore();
    }
}

void ArrivalFlow::open(const RememberedSession& account) {
    const bool asleep = m_localRelay.has(account.serverId) && m_localRelay.state() != LocalRelay::State::Running;
    if (asleep && LocalRelay::isOffered()) {
        m_session.setAside();
        startLocalRelay(account.key());
        return;
    }
    if (m_session.switchTo(account.key())) {
        return;
    }
    m_login.preset(account);
    m_session.setAside();
    emit pageWanted(PageId::Login);
}

void ArrivalFlow::useAnotherAccount() {
    m_login.presetNobody();
    m_session.setAside();
    emit pageWanted(PageId::Login);
}

void ArrivalFlow::followInvite(const InviteLink& link) {
    const auto go = [this, link] {
        m_session.setAside();
        showRegistration(link.relay, std::nullopt, link.code);
    };
    const std::optional<Account> account = m_session.account();
    if (!account || m_session.state() != SessionService::State::SignedIn) {
        go();
        return;
    }
    ask(m_window, QStringLiteral("inviteQuestion"),
        {tr("An invitation to %1").arg(relayDisplayName(link.relay)),
            tr("Make an account there? You stay known here as %1 and can come back with one click.")
                .arg(account->displayName),
            tr("Go there"), true},
        go);
}

void ArrivalFlow::showRegistration(
    const QUrl& relay, const std::optional<ServerInfo>& server, const QString& inviteCode) {
    m_pages.registration().enter(relay, server, m_login.staySignedIn(), inviteCode);
    emit pageWanted(PageId::Register);
}

void ArrivalFlow::startLocalRelay(const std::optional<AccountKey>& account) {
    m_awaitingRelay = true;
    m_awaitedAccount = account;
    if (m_localRelay.state() == LocalRelay::State::Running) {
        enterLocalRelay();
        return;
    }
    m_localRelay.start();
    m_pages.localRelay().enter(account.has_value());
    emit pageWanted(PageId::LocalRelay);
}

void ArrivalFlow::enterLocalRelay() {
    // Asked for from a page that has been left meanwhile, or started again by itself: nobody waits for it here, but a
    // session of it that is offline may come back at once.
    if (!std::exchange(m_awaitingRelay, false)) {
        if (m_localRelay.has(m_session.serverId())) {
            m_session.retryNow();
        }
        return;
    }
    const ServerInfo server = m_localRelay.server().value_or(ServerInfo());
    const QList<RememberedSession> saved = m_session.saved();
    const auto account = std::ranges::find_if(saved, [this, &server](const RememberedSession& one) {
        return m_awaitedAccount ? one.key() == *m_awaitedAccount : one.serverId == server.serverId;
    });
    if (server.firstAccount) {
        showRegistration(m_localRelay.address(), server, {});
        return;
    }
    if (account != saved.end() && m_session.switchTo(account->key())) {
        return;
    }
    if (account != saved.end()) {
        m_login.preset(*account);
    } else {
        m_login.presetRelay(m_localRelay.address().toString());
    }
    emit pageWanted(PageId::Login);
}

void ArrivalFlow::openOffline(const AccountKey& key) {
    // Where the library is open already the state does not change, and the page would stay.
    if (m_session.openOffline(key)) {
        emit pageWanted(PageId::Gallery);
    }
}

void ArrivalFlow::askToRemove(const RememberedSession& account) {
    ask(m_window, QStringLiteral("removeQuestion"),
        {tr("Remove %1 (%2)?").arg(account.account.displayName, account.serverName),
            tr("Kinora forgets the account and signs out of it. The videos that were downloaded stay on this computer "
               "and come back when you sign in again. Nothing on the relay is affected."),
            tr("Remove")},
        [this, key = account.key()] { m_session.forget(key); });
}

} // namespace kinora
