// What the app remembers about sessions between starts: never a secret.
#pragma once

#include "core/Account.h"

#include <QString>
#include <QUrl>

#include <optional>

class QSettings;

namespace kinora {

struct RememberedSession {
    QUrl relay;
    QString serverId;
    QString serverName;
    Account account;
    bool signedIn = false; ///< false after signing out: the account's library can still be opened offline
    bool tokenInKeychain =
        false; ///< a refresh token was stored: when the keychain has none now, it is locked rather than empty

    bool operator==(const RememberedSession&) const = default;
};

/// Implemented by SettingsSessionMemory, faked in tests. GUI thread only.
class SessionMemory {
public:
    virtual ~SessionMemory() = default;
    [[nodiscard]] virtual std::optional<RememberedSession> session() const = 0;
    virtual void remember(const RememberedSession& session) = 0;
    /// The relay last signed in to, or invalid.
    [[nodiscard]] virtual QUrl lastRelay() const = 0;
    virtual void rememberRelay(const QUrl& relay) = 0;
};

/// In the app's settings, group "session".
class SettingsSessionMemory final : public SessionMemory {
public:
    /// `settings` outlives this.
    explicit SettingsSessionMemory(QSettings& settings);
    [[nodiscard]] std::optional<RememberedSession> session() const override;
    void remember(const RememberedSession& session) override;
    [[nodiscard]] QUrl lastRelay() const override;
    void rememberRelay(const QUrl& relay) override;

private:
    QSettings& m_settings;
};

} // namespace kinora
