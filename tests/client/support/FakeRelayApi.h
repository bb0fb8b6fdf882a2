// A relay without network: answers what the test puts in, from the event loop, and writes down what it was asked.
#pragma once

#include "net/LibraryApi.h"
#include "net/RelayApi.h"
#include "net/RelayEvents.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace kinora::tests {

/// Everything not set answers NotFound, empty lists or an empty page.
class FakeRelayApi final : public RelayApi, public LibraryApi {
public:
    /// Newest first; pages of `limit` are cut from it.
    QList<Video> library;
    /// Set: every call fails so.
    std::optional<Error> outage;
    QList<VideoModel> modelList;
    QList<Job> jobList;
    std::function<Result<QList<Job>>(const NewJob&, const QString&)> onCreate;

    /// What a video's content, poster or sprite sheet consists of.
    QHash<QString, QByteArray> contents;
    QHash<QString, QByteArray> posters;
    QHash<QString, QByteArray> sprites;
    struct Hold {
        DownloadRequest request;
        std::shared_ptr<QPromise<Result<Download>>> promise;
    };
    /// With holdDownloads, downloads stay open here until release().
    bool holdDownloads = false;
    QList<Hold> held;
    /// How the next downloads of a video go wrong, first to last.
    QHash<QString, QList<Error>> downloadFailures;
    /// Bytes that arrive before such a failure.
    qsizetype bytesBeforeFailure = 0;

    /// With holdPages, lists stay open here until releasePage().
    bool holdPages = false;
    QList<std::function<void()>> heldPages;

    /// Ids deleted for ever, by the number of the deletion.
    QMap<qint64, QString> deleted;
    /// Numbers that the restore of a backup has lost: the relay stands beyond them.
    QList<LostNumbers> lost;
    /// False: a relay from before there were changes to ask for.
    bool tellsChanges = true;
    /// How the next calls that edit go wrong, first to last.
    QList<Error> editFailures;
    /// How far its clock is ahead; edits are dated by this computer's all the same.
    std::chrono::milliseconds ahead{0};
    /// The next calls that edit are carried out, and their answers lost.
    int lostAnswers = 0;
    /// False: a relay from before restoreVideo().
    bool knowsRestore = true;
    /// Ids of every call of restoreVideo().
    QStringList restoreCalls;
    /// Files of every call of importVideo().
    QStringList importCalls;
    struct HeldImport {
        Video video;
        QByteArray content;
        std::shared_ptr<QPromise<Result<Video>>> promise;
    };
    /// With holdImports, imports stay open here until releaseImport().
    bool holdImports = false;
    QList<HeldImport> heldImports;
    /// The relay's clock when it takes one in.
    QDateTime importsAt{QDate(2026, 11, 2), QTime(9, 0), Qt::UTC};
    /// How the next imports go wrong, first to last.
    QList<Error> importFailures;
    /// How the next calls of removeVideo() go wrong, first to last.
    QList<Error> removalFailures;
    /// The ids of every call of editVideos().
    QList<QStringList> editCalls;
    /// What was asked to come after.
    QList<qint64> changesAsked;

    QList<DownloadRequest> downloads;
    /// Of these it cannot say whether it has their content.
    QSet<QString> contentUnsure;
    /// Whose content was asked for without a download.
    QStringList contentAsked;
    QList<VideoQuery> videoQueries;

    QFuture<Result<Account>> me() override;
    QFuture<Result<QList<VideoModel>>> models() override;
    QFuture<Result<QList<Job>>> createJobs(
        const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) override;
    QFuture<Result<Page<Job>>> jobs(const JobQuery& query) override;
    QFuture<Result<Job>> job(const QString& jobId) override;
    QFuture<Result<Job>> cancelJob(const QString& jobId) override;
    QFuture<Result<QList<Job>>> retryJob(
        const QString& jobId, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) override;
    QFuture<Result<Page<Video>>> videos(const VideoQuery& query) override;
    QFuture<Result<Video>> video(const QString& videoId) override;
    QFuture<Result<Download>> download(const DownloadRequest& request) override;
    QFuture<Result<Download>> askForContent(const QString& videoId) override;

    std::chrono::milliseconds relayAhead() const override { return ahead; }
    /// By the written rule: per field, and each tag is one, the later edit holds.
    QFuture<Result<EditedVideos>> editVideos(
        const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) override;
    QFuture<Result<Video>> restoreVideo(const QString& videoId, const QDateTime& editedAt) override;
    QFuture<Result<Video>> importVideo(const QString& file, const Video& video) override;
    QFuture<Result<void>> removeVideo(const QString& videoId) override;
    QFuture<Result<LibraryChanges>> changes(qint64 since) override;

    /// An edit from another device.
    void editElsewhere(const QString& videoId, const VideoEdit& edit, const QDateTime& editedAt);
    void removeElsewhere(const QString& videoId);
    [[nodiscard]] qint64 standsAt() const;

    /// Answers the oldest held list.
    void releasePage() { heldPages.takeFirst()(); }
    /// Completes the held download of this video.
    void release(const QString& videoId);
    /// Carries the oldest held import out and answers it.
    void releaseImport();
    /// How many downloads of this part were asked for.
    [[nodiscard]] int downloadCount(VideoPart part) const;

private:
    Video takeImport(const Video& video, const QByteArray& content);
    [[nodiscard]] Result<Download> answerOf(const DownloadRequest& request);
    /// It is told with a new number, as changed by the clock of whoever edits.
    void noteEdited(Video& video, const QDateTime& editedAt) const;
    /// True when the edit of this field is the latest so far.
    bool isLatest(const QString& videoId, const QString& field, const QDateTime& editedAt);

    QHash<QString, QDateTime> m_editTimes;
    QHash<QString, VideoState> m_trashedFrom;
};

/// Events that the test sends.
class FakeRelayEvents final : public RelayEvents {
    Q_OBJECT

public:
    using RelayEvents::RelayEvents;

    void start() override { enter(State::Connecting); }
    void stop() override { enter(State::Idle); }
    void retryNow() override {}
    void networkChanged() override {}
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QDateTime nextAttemptAt() const override { return {}; }

    void enter(State state) {
        m_state = state;
        emit stateChanged();
    }
    void send(const RelayEvent& event) { emit received(event); }

private:
    State m_state = State::Idle;
};

} // namespace kinora::tests
