// Secrets for as long as the app runs; where no keychain can be used, and in tests.
#pragma once

#include "secrets/SecretStore.h"

#include <QHash>

namespace kinora {

class MemorySecretStore final : public SecretStore {
public:
    [[nodiscard]] QFuture<Result<std::optional<QString>>> read(const QString& key) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString& key, const QString& value) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString& key) override;

private:
    QHash<QString, QString> m_secrets;
};

} // namespace kinora
