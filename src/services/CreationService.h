// Making videos: submit once, watch until the end.
#pragma once

#include "core/Clock.h"
#include "core/Job.h"
#include "core/NewJob.h"
#include "core/Queue.h"
#include "core/Result.h"
#include "core/Video.h"
#include "core/VideoModel.h"
#include "net/RelayApi.h"
#include "net/RelayEvents.h"
#include "services/JobCache.h"
#include "services/PendingSubmissions.h"
#include "services/Submissions.h"

#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <optional>

namespace kinora {

/// What to say about the connection to the relay.
struct ConnectionStatus {
    enum class Kind {
        Offline,    ///< not connected and not trying (signed out, library opened offline)
        Connecting, ///< first attempt
        Online,
        Reconnecting, ///< lost; next attempt at `nextAttemptAt` (invalid while one is running)
    };
    Kind kind = Kind::Offline;
    QDateTime nextAttemptAt; ///< UTC

    bool operator==(const ConnectionStatus&) const = default;
};

/// Jobs of the signed-in account, kept true by the relay's events: after a reconnect the list equals the relay's. GUI
/// thread only.
class CreationService final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    CreationService(RelayApi& relay, RelayEvents& events, const Clock& clock, QObject* parent = nullptr);
    ~CreationService() override;

    /// Opens an account's stores: shows the cached jobs at once. The stores outlive this or are let go by close()
    /// first. With `online` it connects; without (state Offline) it waits for goOnline().
    void open(PendingSubmissions& submissions, JobCache& cache, bool online);
    /// Signed in after having been opened offline.
    void goOnline();
    /// Signed out: disconnects, forgets the jobs shown (the relay goes on with them).
    void close();

    /// Jobs to show, newest first: all that have not ended, and those that failed or were canceled until dismissed.
    /// Completed ones leave.
    [[nodiscard]] QList<Job> jobs() const;
    [[nodiscard]] std::optional<Job> job(const QString& jobId) const;
    /// Jobs that have not ended.
    [[nodiscard]] int activeCount() const;

    /// The account's queue as the relay told it last; nothing before it has.
    [[nodiscard]] const std::optional<Queue>& queue() const { return m_queue; }
    /// An answer of the relay about the queue: the jobs learn their places.
    void takeQueue(const Queue& queue);

    /// Models of the relay; empty until modelsChanged().
    [[nodiscard]] const QList<VideoModel>& models() const { return m_models; }
    /// Why models() is empty, if asking failed. Asked again whenever the connection comes back.
    [[nodiscard]] std::optional<Error> modelsError() const { return m_modelsError; }
    void refreshModels();

    /// Asks the relay to make videos. The key is stored before the first byte is sent; a disk that cannot take it gives
    /// DiskFull or FileFailed and nothing is sent. On an error where isAmbiguous() holds (ConnectionLost, TimedOut, …)
    /// the submission stays in waitingSubmissions() and is sent again with the same key as soon as the relay is back;
    /// submitting the same NewJob again meanwhile uses the same key too, so a second click never makes a second video.
    /// On every other error nothing was made.
    /// `expectedPriceMicroUsd`: of one video, as the person was shown it; see RelayApi::createJobs.
    [[nodiscard]] QFuture<Result<QList<Job>>> submit(
        const NewJob& job, std::optional<qint64> expectedPriceMicroUsd = {});
    /// Tries a job that failed or was canceled again, as a new job, at the price the old one shows if not at another
    /// that the person was shown. If it is shown it is dismissed when the relay accepts. Otherwise as submit().
    [[nodiscard]] QFuture<Result<QList<Job>>> retry(const Job& job, std::optional<qint64> expectedPriceMicroUsd = {});
    /// See RelayApi::cancelJob. The job changes by jobChanged / jobFinished too.
    [[nodiscard]] QFuture<Result<Job>> cancel(const QString& jobId);
    /// Takes an ended job off the list.
    void dismiss(const QString& jobId);

    /// Submissions sent or about to be sent without an answer yet that were left over by a failure, oldest first.
    [[nodiscard]] QList<PendingSubmission> waitingSubmissions() const;

    [[nodiscard]] ConnectionStatus connection() const;
    /// Tries to reconnect now.
    void retryConnection();
    /// See RelayEvents::networkChanged.
    void networkChanged();

signals:
    void jobAdded(const kinora::Job& job);
    void jobChanged(const kinora::Job& job);
    /// The job ended: status Completed, Failed or Canceled. `video` is set for Completed (unless the relay has deleted
    /// it already). Emitted exactly once for a job that was seen active, also when it ended while the app was away;
    /// jobs in the list are updated first.
    void jobFinished(const kinora::Job& job, const std::optional<kinora::Video>& video);
    /// The job left jobs(): completed, dismissed or unknown to the relay.
    void jobRemoved(const QString& jobId);
    /// A video was made or changed here or elsewhere; also sent for each completed job.
    void videoChanged(const kinora::Video& video);
    /// A video was deleted for ever, here or elsewhere.
    void videoDeleted(const QString& videoId);
    void queueChanged();
    void modelsChanged();
    /// A left-over submission was answered after all: accepted with these jobs, or refused.
    void submissionSettled(
        const kinora::PendingSubmission& submission, const kinora::Result<QList<kinora::Job>>& answer);
    void waitingSubmissionsChanged();
    void connectionChanged();
    /// The stream is up (again) and brings what was missed: the time to catch up on what events do not tell.
    void caughtUp();
    /// close() has let everything go.
    void closed();

private:
    void takeEvent(const RelayEvent& event);
    void takeSnapshot(const QList<Job>& jobs);
    void takeJob(const Job& job, const std::optional<Video>& video = std::nullopt);
    void takeAnswer(const Job& job);
    void add(const Job& job);
    void end(const Job& job, const std::optional<Video>& video);
    void removeFromList(const QString& jobId);
    void lookUp(const QString& jobId);
    void fetchVideo(const Job& job);
    void lookAgainSoon();
    void takeStreamState();

    RelayApi& m_relay;
    RelayEvents& m_events;
    Submissions m_submissions;
    JobCache* m_cache = nullptr;
    QHash<QString, Job> m_jobs; ///< what jobs() shows
    QSet<QString> m_ended;      ///< jobs whose end was told; a replayed event must not tell it again
    QSet<QString> m_unsure;     ///< jobs the relay is to be asked about
    std::optional<Queue> m_queue;
    QList<VideoModel> m_models;
    std::optional<Error> m_modelsError;
    QTimer m_lookAgain;
    quint64 m_run = 0;     ///< answers for an account that was closed are dropped
    bool m_online = false; ///< wants to be connected
    bool m_wasOpen = false;
};

} // namespace kinora
