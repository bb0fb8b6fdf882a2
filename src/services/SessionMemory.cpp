#include "services/SessionMemory.h"

#include "storage/SettingsFile.h"

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

const auto accountsArray = QStringLiteral("accounts");
const auto accountCount = QStringLiteral("accounts/size");
const auto lastRelayKey = QStringLiteral("session/lastRelay");
// Where the one account was kept that early versions knew.
const auto soleAccountPrefix = QStringLiteral("session/");
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

// More than anybody has; a spoiled file may say any number.
constexpr int mostAccounts = 1000;

// "accounts/1/" of the first: as QSettings counts the entries of its arrays.
QString prefixOf(qsizetype place) {
    return QStringLiteral("%1/%2/").arg(accountsArray).arg(place + 1);
}

RememberedSession readEntry(const SettingsFile& settings, const QString& prefix) {
    const auto value = [&](const QString& key) {
        return settings.value(prefix + key);
    };
    RememberedSession session;
    session.relay = value(relayKey).toUrl();
    session.serverId = value(serverIdKey).toString();
    session.serverName = value(serverNameKey).toString();
    session.signedIn = value(signedInKey).toBool();
    session.tokenInKeychain = value(tokenInKeychainKey).toBool();
    session.account.id = value(accountIdKey).toString();
    session.account.email = value(emailKey).toString();
    session.account.handle = value(handleKey).toString();
    session.account.displayName = value(displayNameKey).toString();
    session.account.avatarUrl = value(avatarUrlKey).toString();
    session.account.role = value(roleKey).toString() == adminWord ? AccountRole::Admin : AccountRole::Member;
    session.account.createdAt = QDateTime::fromString(value(createdAtKey).toString(), Qt::ISODateWithMs);
    return session;
}

void writeEntry(SettingsFile& settings, const QString& prefix, const RememberedSession& session) {
    const auto set = [&](const QString& key, const QVariant& value) {
        settings.setValue(prefix + key, value);
    };
    set(relayKey, session.relay);
    set(serverIdKey, session.serverId);
    set(serverNameKey, session.serverName);
    set(signedInKey, session.signedIn);
    set(tokenInKeychainKey, session.tokenInKeychain);
    set(accountIdKey, session.account.id);
    set(emailKey, session.account.email);
    set(handleKey, session.account.handle);
    set(displayNameKey, session.account.displayName);
    set(avatarUrlKey, session.account.avatarUrl);
    set(roleKey, session.account.role == AccountRole::Admin ? adminWord : memberWord);
    set(createdAtKey, session.account.createdAt.toUTC().toString(Qt::ISODateWithMs));
}

bool isUsable(const RememberedSession& session) {
    return session.relay.isValid() && !session.serverId.isEmpty() && !session.account.id.isEmpty();
}

} // namespace

SettingsSessionMemory::SettingsSessionMemory(SettingsFile& settings)
    : m_settings(settings) {
}

QList<RememberedSession> SettingsSessionMemory::sessions() const {
    QList<RememberedSession> sessions;
    const int count = std::min(m_settings.value(accountCount).toInt(), mostAccounts);
    for (int place = 0; place < count; ++place) {
        const RememberedSession session = readEntry(m_settings, prefixOf(place));
        if (isUsable(session))
            sessions.append(session);
    }
    if (count == 0 && m_settings.contains(soleAccountMark)) {
        const RememberedSession session = readEntry(m_settings, soleAccountPrefix);
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
    m_settings.setValue(accountCount, sessions.size());
    for (qsizetype place = 0; place < sessions.size(); ++place)
        writeEntry(m_settings, prefixOf(place), sessions.at(place));
    // A crash a moment later should not forget that the keychain holds a session.
    m_settings.flush();
}

QUrl SettingsSessionMemory::lastRelay() const {
    return m_settings.value(lastRelayKey).toUrl();
}

void SettingsSessionMemory::rememberRelay(const QUrl& relay) {
    m_settings.setValue(lastRelayKey, relay);
}

} // namespace kinora
