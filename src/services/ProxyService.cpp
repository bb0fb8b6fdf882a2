#include "services/ProxyService.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <utility>

namespace kinora {

namespace {

const auto passwordKey = QStringLiteral("proxy");

} // namespace

ProxyService::ProxyService(Proxies& proxies, ProxyMemory& memory, SecretStore& secrets, QObject* parent)
    : QObject(parent)
    , m_proxies(proxies)
    , m_memory(memory)
    , m_secrets(secrets)
    , m_settings(memory.load()) {
    connect(&m_proxies, &Proxies::loginNeeded, this, &ProxyService::takeNeed);
    apply();
    if (!m_settings.user.isEmpty())
        readPassword();
}

QFuture<Result<void>> ProxyService::set(const ProxySettings& settings, const std::optional<QString>& password) {
    m_settings = settings;
    m_memory.save(settings);
    QFuture<Result<void>> stored = readyResult(Result<void>());
    if (password) {
        m_password = *password;
        m_passwordGiven = true;
        stored = password->isEmpty() ? m_secrets.remove(passwordKey) : m_secrets.write(passwordKey, *password);
    }
    apply();
    if (std::exchange(m_wanted, std::nullopt))
        emit wantedLoginChanged();
    emit changed();
    return stored;
}

QFuture<Result<void>> ProxyService::logIn(const QString& user, const QString& password) {
    ProxySettings settings = m_settings;
    settings.user = user;
    return set(settings, password);
}

void ProxyService::readPassword() {
    m_reading = true;
    receive(m_secrets.read(passwordKey), this, [this](const Result<std::optional<QString>>& stored) {
        m_reading = false;
        if (!stored)
            qCInfo(logNet) << "no password for the proxy:" << errorCodeName(stored.error().code);
        if (m_passwordGiven || !stored || !*stored)
            return;
        m_password = **stored;
        apply();
        emit changed();
    });
}

void ProxyService::apply() {
    m_proxies.set(m_settings, m_password.isEmpty() ? QString() : m_settings.user, m_password);
}

void ProxyService::takeNeed(const QString& proxy, bool refused) {
    if (m_reading)
        return;
    const ProxyLogin wanted{.proxy = proxy, .user = m_settings.user, .refused = refused};
    if (std::exchange(m_wanted, wanted) != wanted)
        emit wantedLoginChanged();
}

} // namespace kinora
