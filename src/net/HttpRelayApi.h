// RelayApi, LibraryApi, QueueApi, MoneyApi, CameoApi, PeopleApi and AccountApi over HTTP.
#pragma once

#include "net/AccessTokens.h"
#include "net/AccountApi.h"
#include "net/CameoApi.h"
#include "net/HttpClient.h"
#include "net/LibraryApi.h"
#include "net/MoneyApi.h"
#include "net/PeopleApi.h"
#include "net/QueueApi.h"
#include "net/RelayApi.h"

#include <QObject>

namespace kinora {

class HttpRelayApi final : public QObject,
                           public RelayApi,
                           public LibraryApi,
                           public QueueApi,
                           public MoneyApi,
                           public CameoApi,
                           public PeopleApi,
                           public AccountApi {
    Q_OBJECT

public:
    /// Both outlive this.
    HttpRelayApi(HttpClient& http, AccessTokens& tokens, QObject* parent = nullptr);

    [[nodiscard]] QFuture<Result<Account>> me() override;
    [[nodiscard]] QFuture<Result<QList<VideoModel>>> models() override;
    [[nodiscard]] QFuture<Result<QList<Job>>> createJobs(
        const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) override;
    [[nodiscard]] QFuture<Result<Page<Job>>> jobs(const JobQuery& query) override;
    [[nodiscard]] QFuture<Result<Job>> job(const QString& jobId) override;
    [[nodiscard]] QFuture<Result<Job>> cancelJob(const QString& jobId) override;
    [[nodiscard]] QFuture<Result<QList<Job>>> retryJob(
        const QString& jobId, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) override;
    [[nodiscard]] QFuture<Result<Page<Video>>> videos(const VideoQuery& query) override;
    [[nodiscard]] QFuture<Result<Video>> video(const QString& videoId) override;
    [[nodiscard]] QFuture<Result<Download>> download(const DownloadRequest& request) override;
    [[nodiscard]] QFuture<Result<Download>> askForContent(const QString& videoId) override;

    [[nodiscard]] std::chrono::milliseconds relayAhead() const override { return m_http.relayClock().ahead(); }
    [[nodiscard]] QFuture<Result<EditedVideos>> editVideos(
        const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) override;
    [[nodiscard]] QFuture<Result<Video>> restoreVideo(const QString& videoId, const QDateTime& editedAt) override;
    [[nodiscard]] QFuture<Result<Video>> importVideo(const QString& file, const Video& video) override;
    [[nodiscard]] QFuture<Result<void>> removeVideo(const QString& videoId) override;
    [[nodiscard]] QFuture<Result<LibraryChanges>> changes(qint64 since) override;

    [[nodiscard]] QFuture<Result<Queue>> pauseQueue() override;
    [[nodiscard]] QFuture<Result<Queue>> resumeQueue() override;
    [[nodiscard]] QFuture<Result<Queue>> moveJob(const QString& jobId, const QString& before) override;

    [[nodiscard]] QFuture<Result<Estimate>> estimate(const NewJob& job) override;
    [[nodiscard]] QFuture<Result<Usage>> usage(const QString& cursor) override;

    [[nodiscard]] QFuture<Result<QList<Cameo>>> cameos() override;
    [[nodiscard]] QFuture<Result<Cameo>> createCameo(const CameoEdit& cameo) override;
    [[nodiscard]] QFuture<Result<Cameo>> changeCameo(const QString& cameoId, const CameoEdit& cameo) override;
    [[nodiscard]] QFuture<Result<void>> deleteCameo(const QString& cameoId) override;
    [[nodiscard]] QFuture<Result<QByteArray>> cameoImage(const QString& cameoId) override;
    [[nodiscard]] QFuture<Result<QString>> upload(const QByteArray& jpeg) override;
    [[nodiscard]] QFuture<Result<QByteArray>> uploadImage(const QString& uploadId) override;

    [[nodiscard]] QFuture<Result<AccountStats>> stats() override;
    [[nodiscard]] QFuture<Result<Account>> changeMe(const ProfileEdit& edit) override;
    [[nodiscard]] QFuture<Result<Account>> putAvatar(const QByteArray& jpeg) override;
    [[nodiscard]] QFuture<Result<Account>> deleteAvatar() override;
    [[nodiscard]] QFuture<Result<Person>> person(const QString& handle) override;
    [[nodiscard]] QFuture<Result<Person>> follow(const QString& handle) override;
    [[nodiscard]] QFuture<Result<Person>> unfollow(const QString& handle) override;
    [[nodiscard]] QFuture<Result<QByteArray>> avatar(const QString& handle) override;
    [[nodiscard]] QFuture<Result<Page<PublishedVideo>>> published(
        const QString& handle, const QString& cursor) override;
    [[nodiscard]] QFuture<Result<PublishedVideo>> setLiked(const QString& videoId, bool liked) override;
    [[nodiscard]] QFuture<Result<QByteArray>> publishedPoster(const QString& videoId) override;

    [[nodiscard]] QFuture<Result<QJsonObject>> accountPart(AccountPart part, const QString& cursor) override;

private:
    struct Ask; ///< what to ask, without the relay's address and the token

    template <class Read>
    auto ask(Ask request, Read read) -> QFuture<decltype(read(QByteArray()))>;

    HttpClient& m_http;
    AccessTokens& m_tokens;
};

} // namespace kinora
