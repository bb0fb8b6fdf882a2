// A one-time code for a password: the first one of an account that an administrator made, or one in place of a lost
// one.
#pragma once

#include "core/ServerInfo.h"
#include "services/SessionService.h"

#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class ResetPage;
}

namespace kinora {

class FormFields;

class ResetPage : public QWidget {
    Q_OBJECT

public:
    // session outlives the page.
    explicit ResetPage(SessionService& session, QWidget* parent = nullptr);
    ~ResetPage() override;

    // Call when the page comes into view. server states the rules; without it the usual ones hold until the relay
    // answers.
    void enter(const QUrl& relay, const std::optional<ServerInfo>& server, bool staySignedIn, const QString& email);

signals:
    void signInRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setServer(const std::optional<ServerInfo>& server);
    void setPassword();
    void showFailure(const Error& error);
    void forgetFailure();
    void updateTexts();

    std::unique_ptr<Ui::ResetPage> m_ui;
    SessionService& m_session;
    FormFields* m_fields;
    QUrl m_relay;
    std::optional<ServerInfo> m_server;
    std::optional<Error> m_failure; // the last one that the relay or the way there told
    bool m_staySignedIn = true;
};

} // namespace kinora
