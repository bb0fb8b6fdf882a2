// What the app remembers about sessions between starts: never a secret.
#pragma once

#include "core/Account.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace kinora {

class SettingsFile;

struct RememberedSession {
    QUrl relay;
    QString serverId;
    QString serverName;
    Account account;
    bool signedIn = false; ///< false after signing out: the account's library can still be opened offline
    bool tokenInKeychain =
        false; ///< a refresh token was stored: when the keychain has none now, it is locked rather than empty

    bool operator==(const RememberedSession&) const = default;

    [[nodiscard]] AccountKey key() const { return {.serverId = serverId, .accountId = account.id}; }
    /// The relay still knows us, as far as we know: no password is needed to come back.
    [[nodiscard]] bool isRestorable() const { return signedIn && tokenInKeychain; }
};

/// Implemented by SettingsSessionMemory, faked in tests. GUI thread only.
class SessionMemory {
public:
    virtual ~SessionMemory() = default;
    /// Every account saved on this computer; first the one that was in front last.
    [[nodiscard]] virtual QList<RememberedSession> sessions() const = 0;
    /// Adds the account, or replaces what is known of it, and puts it in front.
    virtual void remember(const RememberedSession& session) = 0;
    /// Replaces what is known of an account where it stands; nothing when it is not saved.
    virtual void update(const RememberedSession& session) = 0;
    virtual void forget(const AccountKey& key) = 0;
    /// The relay last signed in to, or invalid.
    [[nodiscard]] virtual QUrl lastRelay() const = 0;
    virtual void rememberRelay(const QUrl& relay) = 0;
};

/// In the app's settings, array "accounts".
class SettingsSessionMemory final : public SessionMemory {
public:
    /// `settings` outlives this.
    explicit SettingsSessionMemory(SettingsFile& settings);
    [[nodiscard]] QList<RememberedSession> sessions() const override;
    void remember(const RememberedSession& session) override;
    void update(const RememberedSession& session) override;
    void forget(const AccountKey& key) override;
    [[nodiscard]] QUrl lastRelay() const override;
    void rememberRelay(const QUrl& relay) override;

private:
    void save(const QList<RememberedSession>& sessions);

    SettingsFile& m_settings;
};

} // namespace kinora
