// A relay's jobs and the stores of an account, for the tests of making videos. What is stored outlives a "restart".
#pragma once

#include "client/support/FakeRelayApi.h"
#include "client/support/Values.h"
#include "core/Clock.h"
#include "net/RelayApi.h"
#include "services/CreationService.h"
#include "services/JobCache.h"
#include "services/PendingSubmissions.h"

#include <QMap>

#include <algorithm>
#include <functional>

namespace kinora::tests {

inline QStringList idsOf(const QList<Job>& jobs) {
    QStringList ids;
    for (const Job& job : jobs)
        ids.append(job.id);
    return ids;
}

/// Answers from a script, and makes one job per idempotency key like the real one.
class JobsRelay final : public RelayApi {
public:
    QMap<QString, Job> known; ///< by id
    QMap<QString, Video> knownVideos;
    QHash<QString, QString> jobOfKey;
    QStringList keysSeen; ///< in order, repeats included
    QList<std::optional<qint64>> pricesSeen;
    QList<Error> createFailures;     ///< for the next creates and retries, first to last
    bool failAfterAccepting = false; ///< such a failure loses the answer of an accepted request
    std::optional<Error> lookUpFailure;
    JobQuery lastQuery;
    int created = 0;

    [[nodiscard]] QFuture<Result<Account>> me() override { return readyResult(Result<Account>(makeAccount())); }
    [[nodiscard]] QFuture<Result<QList<VideoModel>>> models() override {
        VideoModel model;
        model.id = QStringLiteral("sora-2");
        return readyResult(Result<QList<VideoModel>>({model}));
    }
    [[nodiscard]] QFuture<Result<QList<Job>>> createJobs(
        const NewJob& job, std::optional<qint64> price, const QString& key) override {
        pricesSeen.append(price);
        return make(key, [&job](Job& made) { made.prompt = job.prompt; });
    }
    [[nodiscard]] QFuture<Result<QList<Job>>> retryJob(
        const QString& jobId, std::optional<qint64> price, const QString& key) override {
        pricesSeen.append(price);
        return make(key, [&jobId](Job& made) { made.retryOf = jobId; });
    }
    /// As the relay selects them.
    [[nodiscard]] QFuture<Result<Page<Job>>> jobs(const JobQuery& query) override {
        lastQuery = query;
        Page<Job> page{.items = known.values(), .nextCursor = {}};
        page.items.removeIf([&query](const Job& job) {
            return (!query.statuses.isEmpty() && !query.statuses.contains(job.status)) ||
                   !job.prompt.contains(query.text, Qt::CaseInsensitive);
        });
        return readyResult(Result<Page<Job>>(page));
    }
    [[nodiscard]] QFuture<Result<Job>> job(const QString& jobId) override {
        if (lookUpFailure)
            return readyResult(Result<Job>(Failure(*lookUpFailure)));
        return readyResult(
            known.contains(jobId) ? Result<Job>(known.value(jobId)) : Result<Job>(failure(ErrorCode::NotFound)));
    }
    [[nodiscard]] QFuture<Result<Job>> cancelJob(const QString& jobId) override {
        known[jobId].status = JobStatus::Canceled;
        known[jobId].stage = JobStage::Done;
        return job(jobId);
    }
    [[nodiscard]] QFuture<Result<Page<Video>>> videos(const VideoQuery&) override {
        return readyResult(Result<Page<Video>>(Page<Video>{}));
    }
    [[nodiscard]] QFuture<Result<Video>> video(const QString& videoId) override {
        return readyResult(knownVideos.contains(videoId) ? Result<Video>(knownVideos.value(videoId))
                                                         : Result<Video>(failure(ErrorCode::NotFound)));
    }
    [[nodiscard]] QFuture<Result<Download>> download(const DownloadRequest&) override {
        return readyResult(Result<Download>(failure(ErrorCode::NotFound)));
    }
    [[nodiscard]] QFuture<Result<Download>> askForContent(const QString&) override {
        return readyResult(Result<Download>(failure(ErrorCode::NotFound)));
    }

private:
    QFuture<Result<QList<Job>>> make(const QString& key, const std::function<void(Job&)>& fill) {
        using Answer = Result<QList<Job>>;
        keysSeen.append(key);
        const auto error = createFailures.isEmpty() ? std::nullopt : std::optional(createFailures.takeFirst());
        if (error && !failAfterAccepting)
            return readyResult(Answer(Failure(*error)));
        if (!jobOfKey.contains(key)) {
            ++created;
            Job job = makeJob(QStringLiteral("job-%1").arg(created), JobStatus::Pending, {}, created);
            fill(job);
            known.insert(job.id, job);
            jobOfKey.insert(key, job.id);
        }
        return readyResult(error ? Answer(Failure(*error)) : Answer({known.value(jobOfKey.value(key))}));
    }
};

class FakePendingSubmissions final : public PendingSubmissions {
public:
    QList<PendingSubmission> stored;
    std::optional<Error> saveFailure;

    [[nodiscard]] QFuture<Result<QList<PendingSubmission>>> load() override {
        return readyResult(Result<QList<PendingSubmission>>(stored));
    }
    [[nodiscard]] QFuture<Result<void>> save(const PendingSubmission& submission) override {
        if (saveFailure)
            return readyResult(Result<void>(Failure(*saveFailure)));
        stored.append(submission);
        return readyResult(Result<void>());
    }
    [[nodiscard]] QFuture<Result<void>> remove(const QString& key) override {
        stored.removeIf([&key](const PendingSubmission& submission) { return submission.idempotencyKey == key; });
        return readyResult(Result<void>());
    }
};

class FakeJobCache final : public JobCache {
public:
    QMap<QString, Job> cached;

    [[nodiscard]] QFuture<Result<QList<Job>>> load() override {
        return readyResult(Result<QList<Job>>(cached.values()));
    }
    void put(const Job& job) override { cached.insert(job.id, job); }
    void remove(const QString& jobId) override { cached.remove(jobId); }
};

} // namespace kinora::tests
