#include "net/HttpRelayApi.h"

#include "core/Ids.h"
#include "core/Receive.h"
#include "net/HttpDownload.h"
#include "net/Json.h"
#include "net/LibraryJson.h"
#include "net/MoneyJson.h"
#include "net/PeopleJson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <utility>

namespace kinora {

struct HttpRelayApi::Ask {
    QByteArray method;
    QString path;
    std::optional<QJsonObject> body = {};
    QString idempotencyKey = {};
    QByteArray picture = {};
    QString file = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

namespace {

/// One request with the current token, sent a second time with a renewed one when the first meets a 401. Deletes itself
/// when answered.
class AuthorizedCall final : public QObject {
public:
    AuthorizedCall(HttpClient& http, AccessTokens& tokens, HttpRequest request, QString path, QObject* parent)
        : QObject(parent)
        , m_http(http)
        , m_tokens(tokens)
        , m_request(std::move(request))
        , m_path(std::move(path)) {
        m_promise.start();
        connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { m_sending.cancel(); });
    }

    QFuture<Result<HttpResponse>> start() {
        const auto future = m_promise.future();
        m_watcher.setFuture(future);
        m_access = m_tokens.access();
        if (m_access.relay.isEmpty())
            answer(failure(ErrorCode::SignedOut));
        else if (m_access.token.isEmpty())
            renew(failure(ErrorCode::Unauthorized));
        else
            send();
        return future;
    }

private:
    void send() {
        if (m_promise.isCanceled()) {
            answer(failure(ErrorCode::Canceled));
            return;
        }
        HttpRequest request = m_request;
        request.url = HttpClient::apiUrl(m_access.relay, m_path);
        request.headers.append({"Authorization", "Bearer " + m_access.token.toLatin1()});
        m_sending = m_http.send(request);
        receive(m_sending, this, [this](const Result<HttpResponse>& response) {
            const bool rejected = !response && response.error().code == ErrorCode::Unauthorized;
            if (rejected && !m_renewed)
                renew(response);
            else
                answer(response);
        });
    }

    void renew(const Result<HttpResponse>& rejection) {
        m_renewed = true;
        receive(m_tokens.renew(m_access), this, [this, rejection](const Result<Access>& renewed) {
            if (!renewed) {
                answer(Failure(renewed.error()));
                return;
            }
            if (!isSameSession(*renewed, m_access)) { // someone else signed in meanwhile; this request was not theirs
                answer(failure(ErrorCode::SignedOut));
                return;
            }
            m_access = *renewed;
            send();
        });
    }

    void answer(const Result<HttpResponse>& response) {
        m_promise.addResult(response);
        m_promise.finish();
        deleteLater();
    }

    HttpClient& m_http;
    AccessTokens& m_tokens;
    HttpRequest m_request;
    QString m_path;
    Access m_access;
    QPromise<Result<HttpResponse>> m_promise;
    QFuture<Result<HttpResponse>> m_sending;
    QFutureWatcher<Result<HttpResponse>> m_watcher; ///< notices cancellation
    bool m_renewed = false;
};

QString pageQuery(int limit, const QString& cursor, QUrlQuery query = {}) {
    query.addQueryItem(QStringLiteral("limit"), QString::number(limit));
    if (!cursor.isEmpty())
        query.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    return u'?' + query.toString(QUrl::FullyEncoded);
}

/// Ids come from relays and files; one with a slash in it must not ask for something else.
QString pathWith(const QString& collection, const QString& id, const QString& rest = {}) {
    return collection + QString::fromLatin1(QUrl::toPercentEncoding(id)) + rest;
}

QString pathOf(VideoPart part) {
    switch (part) {
    case VideoPart::Content:
        break;
    case VideoPart::Poster:
        return QStringLiteral("/poster");
    case VideoPart::Sprite:
        return QStringLiteral("/sprite");
    }
    return QStringLiteral("/content");
}

QString pathOf(AccountPart part) {
    switch (part) {
    case AccountPart::Profile:
        break;
    case AccountPart::Cameos:
        return QStringLiteral("/cameos");
    case AccountPart::Usage:
        return QStringLiteral("/me/usage");
    case AccountPart::Requests:
        return QStringLiteral("/jobs");
    }
    return QStringLiteral("/me");
}

} // namespace

HttpRelayApi::HttpRelayApi(HttpClient& http, AccessTokens& tokens, QObject* parent)
    : QObject(parent)
    , m_http(http)
    , m_tokens(tokens) {
}

template <class Read>
auto HttpRelayApi::ask(Ask request, Read read) -> QFuture<decltype(read(QByteArray()))> {
    using Answer = decltype(read(QByteArray()));
    HttpRequest wire{.method = request.method, .url = {}, .body = std::move(request.body)};
    if (!request.picture.isEmpty()) {
        constexpr std::chrono::seconds slowUplink{60};
        wire.picture = std::move(request.picture);
        wire.deadline = slowUplink;
    }
    if (!request.file.isEmpty()) {
        constexpr std::chrono::minutes untilDecoded{5}; // the relay looks at every picture of it
        wire.file = std::move(request.file);
        wire.headers = std::move(request.headers);
        wire.deadline = untilDecoded;
    }
    if (!request.idempotencyKey.isEmpty())
        wire.headers.append({"Idempotency-Key", request.idempotencyKey.toLatin1()});
    const bool endsWhenCanceled = !wire.file.isEmpty();
    auto* call = new AuthorizedCall(m_http, m_tokens, std::move(wire), std::move(request.path), this);
    QFuture<Result<HttpResponse>> sent = call->start();
    const QFuture<Answer> answer = sent.then([read](const Result<HttpResponse>& response) -> Answer {
        if (!response)
            return Failure(response.error());
        return read(response->body);
    });
    if (endsWhenCanceled) { // what comes of then() does not pass it on
        auto* watcher = new QFutureWatcher<Answer>(call);
        connect(watcher, &QFutureWatcherBase::canceled, call, [sent]() mutable { sent.cancel(); });
        watcher->setFuture(answer);
    }
    return answer;
}

QFuture<Result<Account>> HttpRelayApi::me() {
    return ask({.method = "GET", .path = QStringLiteral("/me")}, readAccount);
}

QFuture<Result<QList<VideoModel>>> HttpRelayApi::models() {
    return ask({.method = "GET", .path = QStringLiteral("/models")}, readModels);
}

QFuture<Result<QList<Job>>> HttpRelayApi::createJobs(
    const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) {
    return ask({.method = "POST",
                   .path = QStringLiteral("/jobs"),
                   .body = writeNewJob(job, expectedPriceMicroUsd),
                   .idempotencyKey = idempotencyKey},
        readJobs);
}

QFuture<Result<Page<Job>>> HttpRelayApi::jobs(const JobQuery& query) {
    QStringList words;
    for (const JobStatus status : query.statuses)
        words.append(toWire(status));
    QUrlQuery filters;
    if (!words.isEmpty())
        filters.addQueryItem(QStringLiteral("status"), words.join(u','));
    if (!query.text.isEmpty())
        filters.addQueryItem(QStringLiteral("q"), QString::fromLatin1(QUrl::toPercentEncoding(query.text)));
    return ask({.method = "GET", .path = QStringLiteral("/jobs") + pageQuery(query.limit, query.cursor, filters)},
        readJobPage);
}

QFuture<Result<Job>> HttpRelayApi::job(const QString& jobId) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/jobs/"), jobId)}, readJob);
}

QFuture<Result<Job>> HttpRelayApi::cancelJob(const QString& jobId) {
    return ask(
        {.method = "POST", .path = pathWith(QStringLiteral("/jobs/"), jobId, QStringLiteral("/cancel"))}, readJob);
}

QFuture<Result<QList<Job>>> HttpRelayApi::retryJob(
    const QString& jobId, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) {
    QJsonObject wishes; // sent even if empty: only of a body does Qt tell whether it went out
    if (expectedPriceMicroUsd)
        wishes.insert(QStringLiteral("expectedPriceMicroUsd"), *expectedPriceMicroUsd);
    return ask({.method = "POST",
                   .path = pathWith(QStringLiteral("/jobs/"), jobId, QStringLiteral("/retry")),
                   .body = wishes,
                   .idempotencyKey = idempotencyKey},
        readJobs);
}

QFuture<Result<Page<Video>>> HttpRelayApi::videos(const VideoQuery& query) {
    QUrlQuery filters;
    if (query.state)
        filters.addQueryItem(QStringLiteral("state"), toWire(*query.state));
    return ask({.method = "GET", .path = QStringLiteral("/videos") + pageQuery(query.limit, query.cursor, filters)},
        readVideoPage);
}

QFuture<Result<Video>> HttpRelayApi::video(const QString& videoId) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/videos/"), videoId)}, readVideo);
}

QFuture<Result<Download>> HttpRelayApi::download(const DownloadRequest& request) {
    auto* download = new HttpDownload(
        m_http, m_tokens, request, pathWith(QStringLiteral("/videos/"), request.videoId, pathOf(request.part)), this);
    return download->start();
}

QFuture<Result<Download>> HttpRelayApi::askForContent(const QString& videoId) {
    auto* call = new AuthorizedCall(m_http, m_tokens, {.method = "HEAD", .url = {}},
        pathWith(QStringLiteral("/videos/"), videoId, pathOf(VideoPart::Content)), this);
    return call->start().then([](const Result<HttpResponse>& answer) -> Result<Download> {
        constexpr int notFound = 404; // all that is told: an answer to HEAD has no body
        if (!answer)
            return answer.error().httpStatus == notFound ? failure(ErrorCode::NotFound) : Failure(answer.error());
        return Download{.bytes = answer->length, .etag = QString::fromLatin1(answer->etag)};
    });
}

QFuture<Result<EditedVideos>> HttpRelayApi::editVideos(
    const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) {
    const QDateTime there = editedAt.addMSecs(relayAhead().count());
    return ask(
        {.method = "POST", .path = QStringLiteral("/videos/batch"), .body = writeEdit(ids, edit, there)}, readEdited);
}

QFuture<Result<Video>> HttpRelayApi::restoreVideo(const QString& videoId, const QDateTime& editedAt) {
    const QDateTime there = editedAt.addMSecs(relayAhead().count());
    return ask({.method = "POST",
                   .path = pathWith(QStringLiteral("/videos/"), videoId, QStringLiteral("/restore")),
                   .body = writeRestore(there)},
        readVideo);
}

QFuture<Result<Video>> HttpRelayApi::importVideo(const QString& file, const Video& video) {
    const bool isWebm = video.contentType == QLatin1String("video/webm");
    return ask(
        {.method = "POST",
            .path = QStringLiteral("/videos/import"),
            .file = file,
            .headers = {{"Content-Type", isWebm ? "video/webm" : "video/mp4"}, {"Kinora-Video", writeImport(video)}}},
        readVideo);
}

QFuture<Result<void>> HttpRelayApi::removeVideo(const QString& videoId) {
    return ask(
        {.method = "DELETE", .path = pathWith(QStringLiteral("/videos/"), videoId, QStringLiteral("?forever=true"))},
        [](const QByteArray&) { return Result<void>(); });
}

QFuture<Result<LibraryChanges>> HttpRelayApi::changes(qint64 since) {
    return ask(
        {.method = "GET", .path = QStringLiteral("/library/changes?since=%1&limit=%2").arg(since).arg(mostChanges)},
        readChanges);
}

QFuture<Result<Queue>> HttpRelayApi::pauseQueue() {
    return ask({.method = "POST", .path = QStringLiteral("/queue/pause")}, readQueue);
}

QFuture<Result<Queue>> HttpRelayApi::resumeQueue() {
    return ask({.method = "POST", .path = QStringLiteral("/queue/resume")}, readQueue);
}

QFuture<Result<Queue>> HttpRelayApi::moveJob(const QString& jobId, const QString& before) {
    return ask(
        {.method = "POST",
            .path = pathWith(QStringLiteral("/jobs/"), jobId, QStringLiteral("/move")),
            .body = QJsonObject{{QStringLiteral("before"), before.isEmpty() ? QJsonValue() : QJsonValue(before)}}},
        readQueue);
}

QFuture<Result<Estimate>> HttpRelayApi::estimate(const NewJob& job) {
    QJsonObject options = writeNewJob(job);
    options.remove(QStringLiteral("prompt"));
    return ask({.method = "POST", .path = QStringLiteral("/jobs/estimate"), .body = options}, readEstimate);
}

QFuture<Result<Usage>> HttpRelayApi::usage(const QString& cursor) {
    constexpr int linesAtOnce = 50;
    return ask({.method = "GET", .path = QStringLiteral("/me/usage") + pageQuery(linesAtOnce, cursor)}, readUsage);
}

QFuture<Result<QList<Cameo>>> HttpRelayApi::cameos() {
    constexpr int all = 100; // more a relay does not keep for one account
    return ask({.method = "GET", .path = QStringLiteral("/cameos") + pageQuery(all, {})}, readCameos);
}

QFuture<Result<Cameo>> HttpRelayApi::createCameo(const CameoEdit& cameo) {
    return ask({.method = "POST", .path = QStringLiteral("/cameos"), .body = writeCameo(cameo)}, readCameo);
}

QFuture<Result<Cameo>> HttpRelayApi::changeCameo(const QString& cameoId, const CameoEdit& cameo) {
    return ask({.method = "PATCH", .path = pathWith(QStringLiteral("/cameos/"), cameoId), .body = writeCameo(cameo)},
        readCameo);
}

QFuture<Result<void>> HttpRelayApi::deleteCameo(const QString& cameoId) {
    return ask({.method = "DELETE", .path = pathWith(QStringLiteral("/cameos/"), cameoId)},
        [](const QByteArray&) { return Result<void>(); });
}

QFuture<Result<QByteArray>> HttpRelayApi::cameoImage(const QString& cameoId) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/cameos/"), cameoId, QStringLiteral("/image"))},
        [](const QByteArray& body) { return Result<QByteArray>(body); });
}

QFuture<Result<QString>> HttpRelayApi::upload(const QByteArray& jpeg) {
    return ask({.method = "POST", .path = QStringLiteral("/uploads"), .picture = jpeg}, readUpload);
}

QFuture<Result<QByteArray>> HttpRelayApi::uploadImage(const QString& uploadId) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/uploads/"), uploadId, QStringLiteral("/image"))},
        [](const QByteArray& body) { return Result<QByteArray>(body); });
}

QFuture<Result<AccountStats>> HttpRelayApi::stats() {
    return ask({.method = "GET", .path = QStringLiteral("/me/stats")}, readStats);
}

QFuture<Result<Account>> HttpRelayApi::changeMe(const ProfileEdit& edit) {
    return ask({.method = "PATCH", .path = QStringLiteral("/me"), .body = writeProfile(edit)}, readAccount);
}

QFuture<Result<Account>> HttpRelayApi::putAvatar(const QByteArray& jpeg) {
    return ask({.method = "PUT", .path = QStringLiteral("/me/avatar"), .picture = jpeg}, readAccount);
}

QFuture<Result<Account>> HttpRelayApi::deleteAvatar() {
    return ask({.method = "DELETE", .path = QStringLiteral("/me/avatar")}, readAccount);
}

QFuture<Result<Person>> HttpRelayApi::person(const QString& handle) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/users/"), handle)}, readPerson);
}

QFuture<Result<Person>> HttpRelayApi::follow(const QString& handle) {
    return ask(
        {.method = "PUT", .path = pathWith(QStringLiteral("/users/"), handle, QStringLiteral("/follow"))}, readPerson);
}

QFuture<Result<Person>> HttpRelayApi::unfollow(const QString& handle) {
    return ask({.method = "DELETE", .path = pathWith(QStringLiteral("/users/"), handle, QStringLiteral("/follow"))},
        readPerson);
}

QFuture<Result<QByteArray>> HttpRelayApi::avatar(const QString& handle) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/users/"), handle, QStringLiteral("/avatar"))},
        [](const QByteArray& body) { return Result<QByteArray>(body); });
}

QFuture<Result<Page<PublishedVideo>>> HttpRelayApi::published(const QString& handle, const QString& cursor) {
    constexpr int pageSize = 24;
    return ask({.method = "GET",
                   .path = pathWith(QStringLiteral("/users/"), handle, QStringLiteral("/videos")) +
                           pageQuery(pageSize, cursor)},
        readPublishedPage);
}

QFuture<Result<PublishedVideo>> HttpRelayApi::setLiked(const QString& videoId, bool liked) {
    return ask({.method = liked ? "PUT" : "DELETE",
                   .path = pathWith(QStringLiteral("/videos/"), videoId, QStringLiteral("/like"))},
        readPublished);
}

QFuture<Result<QByteArray>> HttpRelayApi::publishedPoster(const QString& videoId) {
    return ask({.method = "GET", .path = pathWith(QStringLiteral("/videos/"), videoId, QStringLiteral("/poster"))},
        [](const QByteArray& body) { return Result<QByteArray>(body); });
}

QFuture<Result<QJsonObject>> HttpRelayApi::accountPart(AccountPart part, const QString& cursor) {
    constexpr int mostAtOnce = 100;
    return ask({.method = "GET",
                   .path = pathOf(part) + (part == AccountPart::Profile ? QString() : pageQuery(mostAtOnce, cursor))},
        [](const QByteArray& body) -> Result<QJsonObject> {
            const QJsonDocument told = QJsonDocument::fromJson(body);
            return told.isObject() ? Result<QJsonObject>(told.object())
                                   : failure(ErrorCode::BadAnswer, QStringLiteral("no object"));
        });
}

} // namespace kinora
