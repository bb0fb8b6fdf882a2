#include "services/AccountOpener.h"

#include "core/Receive.h"

#include <utility>

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
    foresee();
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
        if (m_openFor != keyOf(m_session.remembered())) {
            if (!m_openFor.isEmpty())
                close();
            foresee();
        }
        break;
    case SessionService::State::SigningIn:
        // What is open stays open: signing in again from the offline library must not close it when that fails.
        break;
    }
}

void AccountOpener::foresee() {
    const std::optional<RememberedSession> session = m_session.remembered();
    if (session && session->isRestorable() && m_openFor.isEmpty())
        m_library.foresee(session->serverId, session->account.id);
}

void AccountOpener::open(bool online) {
    const std::optional<Account> account = m_session.account();
    Q_ASSERT(account);
    const QString key = m_session.serverId() + u'/' + account->id;
    m_online = online;
    if (m_openFor == key) {
        if (m_isOpening)
            return;
        m_library.setOnline(online);
        if (online)
            m_creation.goOnline();
        return;
    }
    leave();
    m_openFor = key;
    const QFuture<Result<void>> opened = m_library.open(m_session.serverId(), account->id);
    setOpening(!opened.isFinished());
    setProblem({});
    if (!m_isOpening) {
        take(opened.result());
        return;
    }
    receive(opened, this, [this, turn = m_turn](const Result<void>& answer) {
        if (turn != m_turn)
            return;
        take(answer);
        setOpening(false);
    });
}

void AccountOpener::take(const Result<void>& opened) {
    if (!opened) {
        m_openFor.clear();
        setProblem(opened.error());
        return;
    }
    m_drafts.open(m_library.drafts());
    m_creation.open(m_library.submissions(), m_library.jobCache(), m_online);
    m_library.setOnline(m_online);
}

void AccountOpener::close() {
    leave();
    setOpening(false);
    setProblem({});
    m_library.close();
}

void AccountOpener::leave() {
    ++m_turn;
    if (std::exchange(m_openFor, {}).isEmpty())
        return;
    m_drafts.close();
    m_creation.close();
}

void AccountOpener::setOpening(bool opening) {
    if (std::exchange(m_isOpening, opening) != opening)
        emit openingChanged();
}

void AccountOpener::setProblem(const std::optional<Error>& problem) {
    const bool changes = m_problem || problem;
    m_problem = problem;
    if (changes)
        emit problemChanged();
}

} // namespace kinora
