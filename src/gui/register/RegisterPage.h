// Making an account on a relay.
#pragma once

#include "core/ServerInfo.h"
#include "services/SessionService.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class RegisterPage;
}

namespace kinora {

class LineEdit;
class MessageLabel;

// Fields are checked shortly after typing pauses and when they are left; what is empty is not called wrong before one
// tries to send it.
class RegisterPage : public QWidget {
    Q_OBJECT

public:
    // session outlives the page.
    explicit RegisterPage(SessionService& session, QWidget* parent = nullptr);
    ~RegisterPage() override;

    // Call when the page comes into view. server states the rules; without it the usual ones hold until the relay
    // answers.
    // inviteCode, if any, is filled in.
    void enter(
        const QUrl& relay, const std::optional<ServerInfo>& server, bool staySignedIn, const QString& inviteCode = {});

signals:
    void signInRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Field {
        LineEdit* edit;
        MessageLabel* error;
        bool touched = false; // typed into, then paused or left
    };

    // While nothing answers, again every few seconds.
    void checkRelay();
    void registerAccount();
    void showFailure(const Error& error);
    // Shows the problems of touched fields; true when the whole form could be sent.
    bool validate();
    [[nodiscard]] QString problemOf(const Field& field) const;
    void touchAll();
    void updateTexts();
    void setServer(const std::optional<ServerInfo>& server);

    std::unique_ptr<Ui::RegisterPage> m_ui;
    SessionService& m_session;
    QUrl m_relay;
    ServerInfo m_server;
    std::optional<Error> m_failure; // the last one that the relay or the way there told
    bool m_serverKnown = false;
    bool m_staySignedIn = true;
    QList<Field> m_fields;
    QTimer m_validation;
};

} // namespace kinora
