// Signing in to a relay.
#pragma once

#include "core/ServerInfo.h"
#include "services/SessionService.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class LoginPage;
}

namespace kinora {

// Keeps everything typed over failures. Checks the relay's address while it is typed and, while nothing answers, every
// few seconds.
class LoginPage : public QWidget {
    Q_OBJECT

public:
    // session outlives the page.
    explicit LoginPage(SessionService& session, QWidget* parent = nullptr);
    ~LoginPage() override;

    // Fills in what is known of an account, so that only its password is missing.
    void preset(const RememberedSession& account);
    // Empties the form, for somebody else at the same relay.
    void presetNobody();
    // The address shown first; empty: the relay last used, else the one a local installation listens on.
    void presetRelay(const QString& address);
    // Call when the page comes into view: fills in what is known, explains why one is here, sets the focus.
    void enter();

    [[nodiscard]] bool staySignedIn() const;
    // What the relay answered last; nothing while it is not reachable.
    [[nodiscard]] const std::optional<ServerInfo>& server() const { return m_server; }

signals:
    void registerRequested(const QUrl& relay);
    // For a password that is chosen with a one-time code; email as far as it was typed.
    void codeRequested(const QUrl& relay, const QString& email);
    void openOfflineRequested();
    void localRelayRequested();
    void accountChosen(const kinora::RememberedSession& account);
    void accountOfflineRequested(const kinora::RememberedSession& account);
    void removeRequested(const kinora::RememberedSession& account);

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void signIn();
    // The address that is typed; where it is none, that is said beside it.
    std::optional<QUrl> typedRelay();
    void showFailure(const Error& error);
    void clearFailures();
    void checkRelay();
    void showRelayCheck(const Result<RelayCheck>& answer, bool unprotected);
    void showRelayText();
    void updateNote();
    void updateOffers();

    std::unique_ptr<Ui::LoginPage> m_ui;
    SessionService& m_session;
    QTimer m_checkTimer;
    quint64 m_check = 0; // answers to an address that has changed meanwhile are dropped
    std::optional<ServerInfo> m_server;
    std::optional<Result<RelayCheck>> m_lastCheck;
    bool m_unprotected = false;
    std::optional<Error> m_failure;
    int m_wrongTries = 0;   // in a row
    bool m_chosen = false;  // the password of one account is what is missing
    bool m_prefills = true; // the e-mail address of the account in front is a good guess
};

} // namespace kinora
