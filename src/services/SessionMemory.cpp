#include "services/SessionMemory.h"

#include <QSettings>

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

const auto accountsArray = QStringLiteral("accounts");
const auto lastRelayKey = QStringLiteral("session/lastRelay");
// Where the one account was kept that early versions knew.
const auto soleAccountGroup = QStringLiteral("session");
const auto soleAccountMark = QStringLiteral("session/serverId");
// Within one entry of the array.
const auto relayKey = QStringLiteral("relay");
const auto serverIdKey = QStringLiteral("serverId");
const auto serverNameKey = QStringLiteral("serverName");
const auto signedInKey = QStringLiteral("signedIn");
const auto tokenInKeychainKey = QStringLiteral("tokenInKeychain");
const auto accountIdKey = QStringLiteral("account/id");
const auto emailKey = QStringLiteral("account/email");
const auto handleKey = QStringLiteral("account/handle");
const auto displayNameKey = QStringLiteral("account/displayName");
const auto avatarUrlKey = QStringLiteral("account/avatarUrl");
const auto roleKey = QStringLiteral("account/role");
const auto createdAtKey = QStringLiteral("account/createdAt");
const auto adminWord = QStringLiteral("admin");
const auto memberWord = QStringLiteral("member");

RememberedSession readEntry(const QSettings& settings) {
    RememberedSession session;
    session.relay = settings.value(relayKey).toUrl();
    session.serverId = settings.value(serverIdKey).toString();
    session.serverName = settings.value(serverNameKey).toString();
    session.signedIn = settings.value(signedInKey).toBool();
    session.tokenInKeychain = settings.value(tokenInKeychainKey).toBool();
    session.account.id = settings.value(accountIdKey).toString();
    session.account.email = settings.value(emailKey).toString();
    session.account.handle = settings.value(handleKey).toString();
    session.account.displayName = settings.value(displayNameKey).toString();
    session.account.avatarUrl = settings.value(avatarUrlKey).toString();
    session.account.role = settings.value(roleKey).toString() == adminWord ? AccountRole::Admin : AccountRole::Member;
    session.account.createdAt = QDateTime::fromString(settings.value(createdAtKey).toString(), Qt::ISODateWithMs);
    return session;
}

void writeEntry(QSettings& settings, const RememberedSession& session) {
    settings.setValue(relayKey, session.relay);
    settings.setValue(serverIdKey, session.serverId);
    settings.setValue(serverNameKey, session.serverName);
    settings.setValue(signedInKey, session.signedIn);
    settings.setValue(tokenInKeychainKey, session.tokenInKeychain);
    settings.setValue(accountIdKey, session.account.id);
    settings.setValue(emailKey, session.account.email);
    settings.setValue(handleKey, session.account.handle);
    settings.setValue(displayNameKey, session.account.displayName);
    settings.setValue(avatarUrlKey, session.account.avatarUrl);
    settings.setValue(roleKey, session.account.role == AccountRole::Admin ? adminWord : memberWord);
    settings.setValue(createdAtKey, session.account.createdAt.toUTC().toString(Qt::ISODateWithMs));
}

bool isUsable(const RememberedSession& session) {
    return session.relay.isValid() && !session.serverId.isEmpty() && !session.account.id.isEmpty();
}

} // namespace

SettingsSessionMemory::SettingsSessionMemory(QSettings& settings)
    : m_settings(settings) {
}

QList<RememberedSession> SettingsSessionMemory::sessions() const {
    QList<RememberedSession> sessions;
    const int count = m_settings.beginReadArray(accountsArray);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        const RememberedSession session = readEntry(m_settings);
        if (isUsable(session))
            sessions.append(session);
    }
    m_settings.endArray();
    if (count == 0 && m_settings.contains(soleAccountMark)) {
        m_settings.beginGroup(soleAccountGroup);
        const RememberedSession session = readEntry(m_settings);
        m_settings.endGroup();
        if (isUsable(session))
            sessions.append(session);
    }
    return sessions;
}

void SettingsSessionMemory::remember(const RememberedSession& session) {
    QList<RememberedSession> all = sessions();
    all.removeIf([&session](const RememberedSession& one) { return one.key() == session.key(); });
    all.prepend(session);
    save(all);
}

void SettingsSessionMemory::update(const RememberedSession& session) {
    QList<RememberedSession> all = sessions();
    const auto place = std::ranges::find(all, session.key(), &RememberedSession::key);
    if (place == all.end())
        return;
    *place = session;
    save(all);
}

void SettingsSessionMemory::forget(const AccountKey& key) {
    QList<RememberedSession> all = sessions();
    all.removeIf([&key](const RememberedSession& one) { return one.key() == key; });
    save(all);
}

void SettingsSessionMemory::save(const QList<RememberedSession>& sessions) {
    m_settings.remove(soleAccountMark);
    m_settings.remove(accountsArray); // entries beyond a shorter list would stay
    m_settings.beginWriteArray(accountsArray, static_cast<int>(sessions.size()));
    for (int i = 0; i < sessions.size(); ++i) {
        m_settings.setArrayIndex(i);
        writeEntry(m_settings, sessions.at(i));
    }
    m_settings.endArray();
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
