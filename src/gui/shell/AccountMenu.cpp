#include "gui/shell/AccountMenu.h"

#include "gui/theme/Icon.h"

namespace kinora {

AccountMenu::AccountMenu(SessionService& session, QWidget* parent)
    : QMenu(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("accountMenu"));
    // Its content depends on the session and the language: made when it opens.
    connect(this, &QMenu::aboutToShow, this, &AccountMenu::fill);
}

void AccountMenu::fill() {
    clear();
    addAccounts();
    const bool offline = m_session.state() == SessionService::State::Offline;
    if (m_session.state() == SessionService::State::SignedIn) {
        QAction* usage = addAction(kinora::icon(QStringLiteral("usage")), tr("Usage…"));
        usage->setObjectName(QStringLiteral("usageAction"));
        connect(usage, &QAction::triggered, this, &AccountMenu::usageRequested);
    }
    if (offline) {
        connect(addAction(kinora::icon(QStringLiteral("arrow-right")), tr("Sign in")), &QAction::triggered, this,
            &AccountMenu::signInRequested);
        QAction* closeLibrary = addAction(kinora::icon(QStringLiteral("close")), tr("Close library"));
        closeLibrary->setObjectName(QStringLiteral("closeLibraryAction"));
        connect(closeLibrary, &QAction::triggered, &m_session, &SessionService::setAside);
    }
    // Without a session, stored or open, there is nothing to sign out of.
    if (!offline || m_session.wayBack() != SessionService::WayBack::SignIn) {
        QAction* signOut = addAction(kinora::icon(QStringLiteral("sign-out")), tr("Sign out"));
        signOut->setObjectName(QStringLiteral("signOutAction"));
        connect(signOut, &QAction::triggered, &m_session, &SessionService::signOut);
    }
}

void AccountMenu::addAccounts() {
    const QList<RememberedSession> saved = m_session.saved();
    for (qsizetype i = 1; i < saved.size(); ++i) { // the first is the one in front
        const RememberedSession& account = saved.at(i);
        // A single & would be taken for the mark of a shortcut.
        QString name = tr("%1, %2").arg(account.account.displayName, account.serverName);
        QAction* action =
            addAction(kinora::icon(QStringLiteral("arrow-right")), name.replace(u'&', QLatin1String("&&")));
        action->setObjectName(QStringLiteral("switchAction%1").arg(i));
        connect(action, &QAction::triggered, this, [this, account] { emit accountChosen(account); });
    }
    QAction* add = addAction(kinora::icon(QStringLiteral("plus")), tr("Use another account…"));
    add->setObjectName(QStringLiteral("addAccountAction"));
    connect(add, &QAction::triggered, this, &AccountMenu::addAccountRequested);
    addSeparator();
}

} // namespace kinora
