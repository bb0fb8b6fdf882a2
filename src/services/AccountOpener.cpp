#include "services/AccountOpener.h"

namespace kinora {

namespace {

QString keyOf(const std::optional<RememberedSession>& session) {
    return session ? session->serverId + u'/' + session->account.id : QString();
}

} // namespace

AccountOpener::AccountOpener(
    SessionService& session, Library& library, CreationService& creation, DraftService& drafts, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_library(library)
    , m_creation(creation)
    , m_drafts(drafts) {
    connect(&m_session, &SessionService::stateChanged, this, &AccountOpener::follow);
    follow();
}

AccountOpener::~AccountOpener() {
    close();
}

void AccountOpener::retry() {
    follow();
}

void AccountOpener::follow() {
    switch (m_session.state()) {
    case SessionService::State::SignedIn:
        open(true);
        break;
    case SessionService::State::Offline:
        open(false);
        break;
    case SessionService::State::SignedOut:
        close();
        break;
    case SessionService::State::Restoring:
        // Coming from another account.
        if (m_openFor != keyOf(m_session.remembered()))
            close();
        break;
    case SessionService::State::SigningIn:
        // What is open stays open: signing in again from the offline library must not close it when that fails.
        break;
    }
}

void AccountOpener::open(bool online) {
    const std::optional<Account> account = m_session.account();
    Q_ASSERT(account);
    const QString key = m_session.serverId() + u'/' + account->id;
    if (m_openFor == key) {
        m_library.setOnline(online);
        if (online)
            m_creation.goOnline();
        return;
    }
    close();
    if (const Result<void> opened = m_library.open(m_session.serverId(), account->id); !opened) {
        m_problem = opened.error();
        emit problemChanged();
        return;
    }
    m_openFor = key;
    m_drafts.open(m_library.drafts());
    m_creation.open(m_library.submissions(), m_library.jobCache(), online);
    m_library.setOnline(online);
}

void AccountOpener::close() {
    if (m_problem) {
        m_problem.reset();
        emit problemChanged();
    }
    if (m_openFor.isEmpty())
        return;
    m_openFor.clear();
    m_drafts.close();
    m_creation.close();
    m_library.close();
}

} // namespace kinora
