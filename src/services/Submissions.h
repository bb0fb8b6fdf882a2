// Asking the relay for videos so that no answer, however late or lost, makes a second one. Used by CreationService.
#pragma once

#include "core/Clock.h"
#include "core/NewJob.h"
#include "core/Result.h"
#include "net/RelayApi.h"
#include "services/PendingSubmissions.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace kinora {

/// The life of a submission: stored with its key → sent → answered (removed) or left over (sent again with the same key
/// when online).
class Submissions final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    Submissions(RelayApi& relay, const Clock& clock, QObject* parent = nullptr);
    ~Submissions() override;

    /// Takes up what an earlier run left over. `store` outlives this or is let go by close().
    void open(PendingSubmissions& store);
    /// Whoever waits is answered Canceled; what has no answer stays stored.
    void close();
    /// Left-over submissions are sent while this is true.
    void setOnline(bool online);

    /// See CreationService::submit() and retry(). A request equal to one without an answer joins it.
    [[nodiscard]] QFuture<Result<QList<Job>>> submit(
        const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& retryOf);
    [[nodiscard]] QList<PendingSubmission> leftOver() const;

signals:
    void accepted(const QList<kinora::Job>& jobs, const QString& retryOf);
    void settled(const kinora::PendingSubmission& submission, const kinora::Result<QList<kinora::Job>>& answer);
    void leftOverChanged();

private:
    struct Entry;

    void store(Entry& entry);
    void send(Entry& entry);
    void take(const QString& key, const Result<QList<Job>>& answer);
    void sendLeftOver();
    void drop(const QString& key);
    Entry* find(const QString& key);

    RelayApi& m_relay;
    const Clock& m_clock;
    PendingSubmissions* m_store = nullptr;
    std::vector<std::unique_ptr<Entry>> m_entries; ///< oldest first
    QTimer m_retry;
    quint64 m_run = 0; ///< answers for an account that was closed are dropped
    bool m_online = false;
};

} // namespace kinora
