#include "secrets/MemorySecretStore.h"

namespace kinora {

QFuture<Result<std::optional<QString>>> MemorySecretStore::read(const QString& key) {
    const auto secret = m_secrets.constFind(key);
    return readyResult(Result<std::optional<QString>>(
        secret == m_secrets.constEnd() ? std::nullopt : std::optional<QString>(*secret)));
}

QFuture<Result<void>> MemorySecretStore::write(const QString& key, const QString& value) {
    m_secrets.insert(key, value);
    return readyResult(Result<void>());
}

QFuture<Result<void>> MemorySecretStore::remove(const QString& key) {
    m_secrets.remove(key);
    return readyResult(Result<void>());
}

} // namespace kinora
