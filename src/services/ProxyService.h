// The proxy that was chosen, and its name and password.
#pragma once

#include "core/ProxySettings.h"
#include "core/Result.h"
#include "net/Proxies.h"
#include "secrets/SecretStore.h"
#include "services/ProxyMemory.h"

#include <QFuture>
#include <QObject>
#include <QString>

#include <optional>

namespace kinora {

/// What a proxy wants before it lets anything through.
struct ProxyLogin {
    QString proxy;        ///< "proxy.example:3128"
    QString user;         ///< the one that was refused, or empty
    bool refused = false; ///< a name and a password were offered

    bool operator==(const ProxyLogin&) const = default;
};

/// GUI thread only. The password goes to the keychain; where there is none it is kept until the app ends.
class ProxyService final : public QObject {
    Q_OBJECT

public:
    /// All outlive this. In force from here on, the stored password as soon as the keychain gives it.
    ProxyService(Proxies& proxies, ProxyMemory& memory, SecretStore& secrets, QObject* parent = nullptr);

    [[nodiscard]] const ProxySettings& settings() const { return m_settings; }
    /// In force at once, also for what waits to be tried again. password: another one; nothing leaves it as it is.
    /// The answer is whether the keychain took it.
    QFuture<Result<void>> set(const ProxySettings& settings, const std::optional<QString>& password);

    /// Set while a proxy keeps everything from going through for want of it.
    [[nodiscard]] const std::optional<ProxyLogin>& wantedLogin() const { return m_wanted; }
    /// For the proxy in use, whatever the mode. As set().
    QFuture<Result<void>> logIn(const QString& user, const QString& password);

signals:
    /// settings() or the login: the time to try again.
    void changed();
    void wantedLoginChanged();

private:
    void readPassword();
    void apply();
    void takeNeed(const QString& proxy, bool refused);

    Proxies& m_proxies;
    ProxyMemory& m_memory;
    SecretStore& m_secrets;
    ProxySettings m_settings;
    QString m_password;
    std::optional<ProxyLogin> m_wanted;
    bool m_reading = false;       ///< the keychain may still have it: nobody is to be asked
    bool m_passwordGiven = false; ///< by the person since the start: what the keychain says later is older
};

} // namespace kinora
