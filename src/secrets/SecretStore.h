// A place for secrets outside our own files.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QString>

#include <optional>

namespace kinora {

/// Text under keys. GUI thread only; every call is answered within some seconds, whatever the system's keychain does.
/// All calls may fail with KeychainUnavailable (no service, no answer in time, refused) or KeychainLocked.
class SecretStore {
public:
    virtual ~SecretStore() = default;

    /// Nothing: no such key. A locked keychain may answer the same on Linux, so this alone never means "signed out".
    [[nodiscard]] virtual QFuture<Result<std::optional<QString>>> read(const QString& key) = 0;
    /// Replaces.
    [[nodiscard]] virtual QFuture<Result<void>> write(const QString& key, const QString& value) = 0;
    /// Success also when there was none.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString& key) = 0;
};

} // namespace kinora
