#include "gui/login/SavedAccounts.h"

#include "core/RelayAddress.h"
#include "gui/shell/AccountBox.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace kinora {

SavedAccounts::SavedAccounts(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::s);
    m_rows->setSizeConstraint(QLayout::SetMinimumSize);
    hide();
}

void SavedAccounts::setAccounts(const QList<RememberedSession>& accounts) {
    setVisible(!accounts.isEmpty());
    if (m_accounts == accounts) {
        return;
    }
    m_accounts = accounts;
    build();
}

void SavedAccounts::focusFirst() {
    if (auto* first = findChild<QPushButton*>(QStringLiteral("savedAccountButton1"))) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

void SavedAccounts::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        build();
    }
}

void SavedAccounts::build() {
    // Later: it may be a row's own menu that asked for it to go.
    for (QWidget* row : findChildren<QWidget*>(QStringLiteral("savedAccountRow"), Qt::FindDirectChildrenOnly)) {
        m_rows->removeWidget(row);
        row->hide();
        row->setObjectName({});
        row->deleteLater();
    }
    for (int i = 0; i < m_accounts.size(); ++i) {
        addRow(m_accounts.at(i), i + 1);
    }
}

void SavedAccounts::addRow(const RememberedSession& account, int number) {
    auto* row = new QWidget(this);
    row->setObjectName(QStringLiteral("savedAccountRow"));
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::xs);
    // Where the page is short of room, it is to scroll rather than to cut the boxes.
    columns->setSizeConstraint(QLayout::SetMinimumSize);

    auto* box = new AccountBox(row);
    box->setObjectName(QStringLiteral("savedAccountButton%1").arg(number));
    box->setPerson(account.account.displayName);
    const QString relay = account.serverName.isEmpty() ? relayDisplayName(account.relay) : account.serverName;
    box->setConnection(account.isRestorable() ? ConnectionView::Light::Good : ConnectionView::Light::Waiting,
        account.isRestorable() ? relay : tr("%1, asks for the password").arg(relay));
    connect(box, &QPushButton::clicked, this, [this, account] { emit chosen(account); });

    auto* more = new QToolButton(row);
    more->setObjectName(QStringLiteral("savedAccountMenuButton%1").arg(number));
    more->setIcon(icon(QStringLiteral("chevron-down")));
    more->setAccessibleName(tr("More for %1").arg(account.account.displayName));
    more->setToolTip(tr("More"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    QAction* offline = menu->addAction(icon(QStringLiteral("offline")), tr("Open library offline"));
    connect(offline, &QAction::triggered, this, [this, account] { emit offlineRequested(account); });
    QAction* remove = menu->addAction(icon(QStringLiteral("close")), tr("Remove from this computer…"));
    remove->setObjectName(QStringLiteral("removeAccountAction"));
    connect(remove, &QAction::triggered, this, [this, account] { emit removeRequested(account); });
    more->setMenu(menu);

    columns->addWidget(box, 1);
    columns->addWidget(more);
    m_rows->addWidget(row);
}

} // namespace kinora
