// What one can do about oneself: another account, leaving.
#pragma once

#include "services/SessionService.h"

#include <QMenu>

namespace kinora {

class AccountMenu : public QMenu {
    Q_OBJECT

public:
    // session outlives the menu.
    explicit AccountMenu(SessionService& session, QWidget* parent = nullptr);

signals:
    void usageRequested();
    void signInRequested();
    void accountChosen(const kinora::RememberedSession& account);
    void addAccountRequested();

private:
    void fill();
    void addAccounts();

    SessionService& m_session;
};

} // namespace kinora
