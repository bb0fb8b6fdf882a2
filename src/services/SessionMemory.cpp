#include "services/SessionMemory.h"

#include <QSettings>

namespace kinora {

namespace {

const auto relayKey = QStringLiteral("session/relay");
const auto lastRelayKey = QStringLiteral("session/lastRelay");
const auto serverIdKey = QStringLiteral("session/serverId");
const auto serverNameKey = QStringLiteral("session/serverName");
const auto signedInKey = QStringLiteral("session/signedIn");
const auto tokenInKeychainKey = QStringLiteral("session/tokenInKeychain");
const auto accountIdKey = QStringLiteral("session/account/id");
const auto emailKey = QStringLiteral("session/account/email");
const auto handleKey = QStringLiteral("session/account/handle");
const auto displayNameKey = QStringLiteral("session/account/displayName");
const auto avatarUrlKey = QStringLiteral("session/account/avatarUrl");
const auto roleKey = QStringLiteral("session/account/role");
const auto createdAtKey = QStringLiteral("session/account/createdAt");
const auto adminWord = QStringLiteral("admin");
const auto memberWord = QStringLiteral("member");

} // namespace

SettingsSessionMemory::SettingsSessionMemory(QSettings& settings)
    : m_settings(settings) {
}

std::optional<RememberedSession> SettingsSessionMemory::session() const {
    RememberedSession session;
    session.relay = m_settings.value(relayKey).toUrl();
    session.serverId = m_settings.value(serverIdKey).toString();
    session.account.id = m_settings.value(accountIdKey).toString();
    if (!session.relay.isValid() || session.serverId.isEmpty() || session.account.id.isEmpty())
        return std::nullopt;
    session.serverName = m_settings.value(serverNameKey).toString();
    session.signedIn = m_settings.value(signedInKey).toBool();
    session.tokenInKeychain = m_settings.value(tokenInKeychainKey).toBool();
    session.account.email = m_settings.value(emailKey).toString();
    session.account.handle = m_settings.value(handleKey).toString();
    session.account.displayName = m_settings.value(displayNameKey).toString();
    session.account.avatarUrl = m_settings.value(avatarUrlKey).toString();
    session.account.role = m_settings.value(roleKey).toString() == adminWord ? AccountRole::Admin : AccountRole::Member;
    session.account.createdAt = QDateTime::fromString(m_settings.value(createdAtKey).toString(), Qt::ISODateWithMs);
    return session;
}

void SettingsSessionMemory::remember(const RememberedSession& session) {
    m_settings.setValue(relayKey, session.relay);
    m_settings.setValue(serverIdKey, session.serverId);
    m_settings.setValue(serverNameKey, session.serverName);
    m_settings.setValue(signedInKey, session.signedIn);
    m_settings.setValue(tokenInKeychainKey, session.tokenInKeychain);
    m_settings.setValue(accountIdKey, session.account.id);
    m_settings.setValue(emailKey, session.account.email);
    m_settings.setValue(handleKey, session.account.handle);
    m_settings.setValue(displayNameKey, session.account.displayName);
    m_settings.setValue(avatarUrlKey, session.account.avatarUrl);
    m_settings.setValue(roleKey, session.account.role == AccountRole::Admin ? adminWord : memberWord);
    m_settings.setValue(createdAtKey, session.account.createdAt.toUTC().toString(Qt::ISODateWithMs));
    // A crash a moment later must not forget that the keychain holds a session.
    m_settings.sync();
}

QUrl SettingsSessionMemory::lastRelay() const {
    return m_settings.value(lastRelayKey).toUrl();
}

void SettingsSessionMemory::rememberRelay(const QUrl& relay) {
    m_settings.setValue(lastRelayKey, relay);
}

} // namespace kinora
