#include "secrets/KeychainSecretStore.h"

#include "core/Logging.h"

#include <QLibrary>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>
#include <utility>

namespace kinora {

namespace {

Error errorOf(const QKeychain::Job& job) {
    const ErrorCode code = job.error() == QKeychain::AccessDeniedByUser || job.error() == QKeychain::AccessDenied
                               ? ErrorCode::KeychainLocked
                               : ErrorCode::KeychainUnavailable;
    return {.code = code, .detail = job.errorString()};
}

/// libsecret keeps the session that it had with a service which has ended since, and every further call fails with
/// "session does not exist" until it is told to let go (seen with libsecret 0.20 and gnome-keyring 42). QtKeychain 0.13
/// loads it at run time and never does; this may go once it does.
void forgetDeadService() {
#ifdef Q_OS_LINUX
    QLibrary library(QStringLiteral("secret-1"), 0);
    using Disconnect = void (*)();
    if (auto* const letGo = reinterpret_cast<Disconnect>(library.resolve("secret_service_disconnect")))
        letGo();
#endif
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service, std::chrono::milliseconds deadline, QObject* parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_deadline(deadline) {
}

template <class T, class Job, class Take>
QFuture<Result<T>> KeychainSecretStore::run(Job* job, const QString& key, Take take) {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto future = promise->future();
    const auto answer = [promise](const Result<T>& result) {
        if (promise->future().isFinished())
            return; // the other of deadline and job was first
        if (!result)
            qCInfo(logSecrets) << "keychain:" << errorCodeName(result.error().code) << result.error().detail;
        promise->addResult(result);
        promise->finish();
    };
    job->setKey(key);
    // The job cannot be stopped: a late end of it is let pass, and it deletes itself.
    connect(job, &QKeychain::Job::finished, this, [job, answer, take](QKeychain::Job*) {
        const Result<T> result = take(*job);
        if (!result && result.error().code == ErrorCode::KeychainUnavailable)
            forgetDeadService();
        answer(result);
    });
    QTimer::singleShot(m_deadline, this,
        [answer] { answer(failure(ErrorCode::KeychainUnavailable, QStringLiteral("no answer in time"))); });
    job->start();
    return future;
}

QFuture<Result<std::optional<QString>>> KeychainSecretStore::read(const QString& key) {
    using Answer = Result<std::optional<QString>>;
    return run<std::optional<QString>>(
        new QKeychain::ReadPasswordJob(m_service), key, [](const QKeychain::ReadPasswordJob& job) -> Answer {
            if (job.error() == QKeychain::EntryNotFound)
                return Answer(std::nullopt);
            if (job.error() != QKeychain::NoError)
                return Failure(errorOf(job));
            return Answer(job.textData());
        });
}

QFuture<Result<void>> KeychainSecretStore::write(const QString& key, const QString& value) {
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(value); // always text: mixing text and binary data on one key confuses some keychains
    return run<void>(job, key, [](const QKeychain::WritePasswordJob& done) -> Result<void> {
        if (done.error() != QKeychain::NoError)
            return Failure(errorOf(done));
        return {};
    });
}

QFuture<Result<void>> KeychainSecretStore::remove(const QString& key) {
    return run<void>(
        new QKeychain::DeletePasswordJob(m_service), key, [](const QKeychain::DeletePasswordJob& job) -> Result<void> {
            if (job.error() != QKeychain::NoError && job.error() != QKeychain::EntryNotFound)
                return Failure(errorOf(job));
            return {};
        });
}

} // namespace kinora
