// A keychain that behaves as the test says.
#pragma once

#include "secrets/SecretStore.h"

#include <QHash>
#include <QList>

#include <memory>
#include <utility>
#include <vector>

namespace kinora::tests {

class FakeSecretStore final : public SecretStore {
public:
    QHash<QString, QString> secrets;
    QList<QString> written; ///< every value written, in order
    bool available = true;
    bool locked = false;     ///< as on Linux: reads say that there is no such entry, writes fail
    bool holdWrites = false; ///< writes are answered by releaseWrites()
    int reads = 0;           ///< asked

    [[nodiscard]] QFuture<Result<std::optional<QString>>> read(const QString& key) override {
        using Answer = Result<std::optional<QString>>;
        ++reads;
        if (!available)
            return readyResult(Answer(failure(ErrorCode::KeychainUnavailable)));
        if (locked || !secrets.contains(key))
            return readyResult(Answer(std::nullopt));
        return readyResult(Answer(secrets.value(key)));
    }

    [[nodiscard]] QFuture<Result<void>> write(const QString& key, const QString& value) override {
        Held held{.key = key, .value = value, .promise = {}};
        held.promise.start();
        const auto future = held.promise.future();
        m_held.push_back(std::move(held));
        if (!holdWrites)
            releaseWrites();
        return future;
    }

    [[nodiscard]] QFuture<Result<void>> remove(const QString& key) override {
        if (available && !locked)
            secrets.remove(key);
        return readyResult(available ? Result<void>() : Result<void>(failure(ErrorCode::KeychainUnavailable)));
    }

    void releaseWrites() {
        for (auto& held : std::exchange(m_held, {})) {
            if (available && !locked) {
                secrets.insert(held.key, held.value);
                written.append(held.value);
                held.promise.addResult(Result<void>());
            } else {
                held.promise.addResult(
                    Result<void>(failure(locked ? ErrorCode::KeychainLocked : ErrorCode::KeychainUnavailable)));
            }
            held.promise.finish();
        }
    }

private:
    struct Held {
        QString key;
        QString value;
        QPromise<Result<void>> promise;
    };
    std::vector<Held> m_held;
};

} // namespace kinora::tests
