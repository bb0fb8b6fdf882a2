// Making an account on a relay.
#pragma once

#include "core/ServerInfo.h"
#include "services/SessionService.h"

#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class RegisterPage;
}

namespace kinora {

class FormFields;

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
    // While nothing answers, again every few seconds.
    void checkRelay();
    void registerAccount();
    void showFailure(const Error& error);
    void updateTexts();
    void setServer(const std::optional<ServerInfo>& server);

    std::unique_ptr<Ui::RegisterPage> m_ui;
    SessionService& m_session;
    FormFields* m_fields;
    QUrl m_relay;
    ServerInfo m_server;
    std::optional<Error> m_failure; // the last one that the relay or the way there told
    bool m_serverKnown = false;
    bool m_staySignedIn = true;
};

} // namespace kinora
