// What one can do about oneself: another account, the look, leaving.
#pragma once

#include "gui/theme/Theme.h"
#include "services/SessionService.h"

#include <QMenu>

namespace kinora {

class AccountMenu : public QMenu {
    Q_OBJECT

public:
    // Both outlive the menu.
    AccountMenu(SessionService& session, Theme& theme, QWidget* parent = nullptr);

signals:
    void themeChosen(kinora::ThemeChoice choice);
    void usageRequested();
    void signInRequested();
    void accountChosen(const kinora::RememberedSession& account);
    void addAccountRequested();

private:
    void fill();
    void addThemes();
    void addAccounts();

    SessionService& m_session;
    Theme& m_theme;
};

} // namespace kinora
