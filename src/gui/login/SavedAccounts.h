// The accounts saved on this computer, to come back to with one click.
#pragma once

#include "services/SessionMemory.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace kinora {

class SavedAccounts : public QWidget {
    Q_OBJECT

public:
    explicit SavedAccounts(QWidget* parent = nullptr);

    // Empty hides.
    void setAccounts(const QList<RememberedSession>& accounts);
    void focusFirst();

signals:
    // Sign in as this one: without a password where its session is stored.
    void chosen(const kinora::RememberedSession& account);
    void offlineRequested(const kinora::RememberedSession& account);
    void removeRequested(const kinora::RememberedSession& account);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void addRow(const RememberedSession& account, int number);

    QList<RememberedSession> m_accounts;
    QVBoxLayout* m_rows;
};

} // namespace kinora
