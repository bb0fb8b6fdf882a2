#include "net/HttpDownload.h"

#include "core/DiskRoom.h"
#include "core/Logging.h"
#include "core/Receive.h"

#include <QFileInfo>

#include <cerrno>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds stallAfter = std::chrono::seconds(30);
constexpr qint64 reportEveryMs = 100;
constexpr qint64 bufferBytes = qint64{1024} * 1024; ///< Qt stops reading from the network when this much waits
constexpr qint64 maxProblemBytes = qint64{64} * 1024;

/// First byte of "bytes 5-9/10"; -1 if it cannot be read.
qint64 rangeStart(const QByteArray& contentRange) {
    const qsizetype dash = contentRange.indexOf('-');
    if (!contentRange.startsWith("bytes ") || dash < 0)
        return -1;
    bool isNumber = false;
    const qint64 start = contentRange.mid(6, dash - 6).trimmed().toLongLong(&isNumber);
    return isNumber ? start : -1;
}

/// Complete length of "bytes */10" or "bytes 5-9/10"; -1 if it is not told.
qint64 rangeTotal(const QByteArray& contentRange) {
    bool isNumber = false;
    const qint64 total = contentRange.mid(contentRange.lastIndexOf('/') + 1).trimmed().toLongLong(&isNumber);
    return isNumber ? total : -1;
}

} // namespace

HttpDownload::HttpDownload(
    HttpClient& http, AccessTokens& tokens, DownloadRequest request, QString path, QObject* parent)
    : QObject(parent)
    , m_http(http)
    , m_tokens(tokens)
    , m_request(std::move(request))
    , m_path(std::move(path)) {
    m_stall.setSingleShot(true);
    m_stall.setInterval(stallAfter);
    connect(&m_stall, &QTimer::timeout, this,
        [this] { giveUp({.code = ErrorCode::TimedOut, .detail = QStringLiteral("no byte for 30 s")}); });
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { giveUp({.code = ErrorCode::Canceled}); });
}

HttpDownload::~HttpDownload() {
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

QFuture<Result<Download>> HttpDownload::start() {
    m_promise.start();
    const auto future = m_promise.future();
    m_watcher.setFuture(future);

    const bool resume = m_request.fromByte > 0 && !m_request.etag.isEmpty() &&
                        QFileInfo(m_request.targetFile).size() >= m_request.fromByte;
    if (!resume)
        m_request.fromByte = 0;
    m_file.setFileName(m_request.targetFile);
    // Unbuffered, so that a full disk shows in the write that met it.
    const QIODevice::OpenMode mode = QIODevice::ReadWrite | QIODevice::Unbuffered;
    if (!m_file.open(mode) || !goOnAt(m_request.fromByte)) {
        answer(Failure(fileError()));
        return future;
    }
    m_access = m_tokens.access();
    if (m_access.relay.isEmpty())
        answer(failure(ErrorCode::SignedOut));
    else if (m_access.token.isEmpty())
        renew();
    else
        send();
    return future;
}

void HttpDownload::send() {
    QNetworkRequest wire = HttpClient::plainRequest(HttpClient::apiUrl(m_access.relay, m_path));
    wire.setRawHeader("Authorization", "Bearer " + m_access.token.toLatin1());
    wire.setRawHeader("Accept-Encoding", "identity"); // the file byte for byte, with its length told
    if (m_request.fromByte > 0) {
        wire.setRawHeader("Range", "bytes=" + QByteArray::number(m_request.fromByte) + '-');
        wire.setRawHeader("If-Range", m_request.etag.toLatin1());
    }
    m_problem.clear();
    m_headTaken = m_receiving = false;
    m_reply = m_http.network().get(wire);
    m_reply->setReadBufferSize(bufferBytes);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpDownload::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpDownload::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpDownload::finish);
    m_stall.start();
}

void HttpDownload::renew() {
    m_renewed = true;
    receive(m_tokens.renew(m_access), this, [this](const Result<Access>& renewed) {
        if (m_answered)
            return;
        if (!renewed) {
            answer(Failure(renewed.error()));
        } else if (!isSameSession(*renewed, m_access)) {
            answer(failure(ErrorCode::SignedOut));
        } else {
            m_access = *renewed;
            send();
        }
    });
}

void HttpDownload::takeHead() {
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_headTaken || (status != 200 && status != 206))
        return;
    m_headTaken = true;
    const QByteArray contentRange = m_reply->rawHeader("Content-Range");
    if (status == 206 && rangeStart(contentRange) != m_request.fromByte) {
        giveUp({.code = ErrorCode::BadAnswer,
            .detail = QStringLiteral("another range than asked for"),
            .httpStatus = status});
        return;
    }
    if (status == 200) { // the file is not the one we have the beginning of
        m_request.fromByte = 0;
        if (!goOnAt(0)) {
            giveUp(fileError());
            return;
        }
    }
    m_etag = QString::fromLatin1(m_reply->rawHeader("ETag"));
    bool isNumber = false;
    const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&isNumber);
    m_total = isNumber ? m_request.fromByte + length : rangeTotal(contentRange);
    m_receiving = true;
    m_sinceReport.start();
}

void HttpDownload::takeBytes() {
    m_stall.start();
    takeHead();
    if (!m_reply || m_error)
        return;
    const QByteArray bytes = m_reply->readAll();
    if (!m_receiving) {
        m_problem += bytes.left(maxProblemBytes - m_problem.size());
        return;
    }
    errno = 0;
    if (m_file.write(bytes) != bytes.size()) {
        giveUp(fileError());
        return;
    }
    report(false);
}

void HttpDownload::report(bool last) {
    if (!m_request.onProgress || (!last && m_sinceReport.elapsed() < reportEveryMs))
        return;
    m_sinceReport.start();
    m_request.onProgress(m_file.size(), m_total);
}

void HttpDownload::finish() {
    m_stall.stop();
    if (!m_error && m_reply->bytesAvailable() > 0)
        takeBytes();
    QNetworkReply* reply = m_reply;
    m_reply = nullptr;
    reply->deleteLater();
    if (m_answered)
        return;
    if (m_error) {
        answer(Failure(*m_error));
        return;
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401 && !m_renewed) {
        renew();
        return;
    }
    if (status == 416 && rangeTotal(reply->rawHeader("Content-Range")) == m_request.fromByte) {
        answer(Download{.bytes = m_request.fromByte, .etag = m_request.etag}); // all of it was here already
        return;
    }
    if (reply->error() != QNetworkReply::NoError || !m_receiving) {
        answer(Failure(errorOf(*reply, m_headTaken ? Sent::Yes : Sent::No, m_problem)));
        return;
    }
    const qint64 size = m_file.size();
    if (m_total >= 0 && size != m_total) {
        answer(failure(ErrorCode::ConnectionLost, QStringLiteral("%1 of %2 bytes").arg(size).arg(m_total)));
        return;
    }
    report(true);
    answer(Download{.bytes = size, .etag = m_etag});
}

void HttpDownload::giveUp(const Error& error) {
    if (m_answered || m_error)
        return;
    m_error = error;
    if (m_reply)
        m_reply->abort(); // finish() answers
    else
        answer(Failure(error));
}

void HttpDownload::answer(const Result<Download>& result) {
    m_answered = true;
    m_stall.stop();
    m_file.close();
    if (!result)
        qCDebug(logNet) << "download" << m_request.videoId << errorCodeName(result.error().code)
                        << result.error().detail;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

bool HttpDownload::goOnAt(qint64 byte) {
    return (m_file.size() == byte || m_file.resize(byte)) && (m_file.pos() == byte || m_file.seek(byte));
}

Error HttpDownload::fileError() const {
    const int reason = errno; // before anything else can change it
    const ErrorCode code = reason == ENOSPC || reason == EDQUOT
                               ? ErrorCode::DiskFull
                               : writeFailure(QFileInfo(m_request.targetFile).absolutePath(), bufferBytes);
    return {.code = code, .detail = m_file.errorString()};
}

} // namespace kinora
