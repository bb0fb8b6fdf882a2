// The system's keychain through QtKeychain: Secret Service or KWallet, macOS Keychain, Windows Credential Manager.
#pragma once

#include "secrets/SecretStore.h"

#include <QObject>

#include <chrono>

namespace kinora {

class KeychainSecretStore final : public QObject, public SecretStore {
    Q_OBJECT

public:
    /// A service that could be started but is never unlocked lets a call hang for 25 s; nobody waits that long at a
    /// login page.
    static constexpr std::chrono::milliseconds callTimeout = std::chrono::seconds(4);

    /// `service` is the name entries are filed under, for example "Kinora".
    explicit KeychainSecretStore(
        QString service, std::chrono::milliseconds deadline = callTimeout, QObject* parent = nullptr);

    [[nodiscard]] QFuture<Result<std::optional<QString>>> read(const QString& key) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString& key, const QString& value) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString& key) override;

private:
    template <class T, class Job, class Take>
    QFuture<Result<T>> run(Job* job, const QString& key, Take take);

    QString m_service;
    std::chrono::milliseconds m_deadline; ///< of each call
};

} // namespace kinora
