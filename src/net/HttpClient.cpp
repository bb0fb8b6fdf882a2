#include "net/HttpClient.h"

#include "core/Logging.h"
#include "core/Version.h"
#include "net/Json.h"

#include <QFile>
#include <QJsonDocument>
#include <QNetworkProxyFactory>
#include <QSslError>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace kinora {

namespace {

/// Lists have at most 100 items of some kilobytes; anything larger is not an answer of a relay.
constexpr qint64 maxBodyBytes = qint64{8} * 1024 * 1024;

std::optional<std::chrono::seconds> retryAfterOf(const QNetworkReply& reply) {
    const QByteArray value = reply.rawHeader("Retry-After").trimmed();
    bool isNumber = false;
    const qlonglong seconds = value.toLongLong(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds);
    const auto date = httpDate(value);
    if (!date)
        return std::nullopt;
    // By the relay's clock: the one of this computer may be days off.
    const auto sent = httpDate(reply.rawHeader("Date"));
    const qint64 left = sent.value_or(QDateTime::currentDateTimeUtc()).secsTo(*date);
    return std::chrono::seconds(std::max<qint64>(left, 0));
}

CertificateProblem certificateProblemOf(const QList<QSslError>& errors) {
    CertificateProblem worst = CertificateProblem::Other;
    for (const QSslError& error : errors) {
        CertificateProblem problem = CertificateProblem::Other;
        switch (error.error()) {
        case QSslError::CertificateRevoked:
        case QSslError::CertificateBlacklisted:
            problem = CertificateProblem::Revoked;
            break;
        case QSslError::HostNameMismatch:
            problem = CertificateProblem::OtherName;
            break;
        case QSslError::CertificateExpired:
            problem = CertificateProblem::Expired;
            break;
        case QSslError::CertificateNotYetValid:
            problem = CertificateProblem::NotYetValid;
            break;
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            problem = CertificateProblem::UnknownIssuer;
            break;
        default:
            break;
        }
        worst = std::min(worst, problem); // ordered by what they say
    }
    return worst;
}

QNetworkProxy::ProxyType wayOf(const QNetworkReply& reply) {
    QNetworkProxyFactory* factory = reply.manager() != nullptr ? reply.manager()->proxyFactory() : nullptr;
    const auto ways =
        factory != nullptr ? factory->queryProxy(QNetworkProxyQuery(reply.url())) : QList<QNetworkProxy>();
    return ways.isEmpty() ? QNetworkProxy::NoProxy : ways.first().type();
}

/// Plain HTTP is sent to an HTTP proxy itself: Qt 6.4 then says of the relay what holds of the proxy.
bool meetsProxy(const QNetworkReply& reply) {
    return reply.url().scheme() == QLatin1String("http") && wayOf(reply) == QNetworkProxy::HttpProxy;
}

/// The last attempt did not get as far as the relay.
bool isOfConnecting(ErrorCode code) {
    return code == ErrorCode::Unreachable || code == ErrorCode::TlsFailed || code == ErrorCode::ProxyFailed ||
           code == ErrorCode::ProxyLoginNeeded;
}

ErrorCode lastErrorOf(const QNetworkReply& reply, Sent sent) {
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::TlsFailed;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
        return meetsProxy(reply) ? ErrorCode::ProxyFailed : ErrorCode::Unreachable;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorCode::ProxyLoginNeeded;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return ErrorCode::ProxyFailed;
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return sent == Sent::No ? ErrorCode::ProxyFailed : ErrorCode::ConnectionLost;
    case QNetworkReply::RemoteHostClosedError:
        return ErrorCode::ConnectionLost;
    case QNetworkReply::TimeoutError:
        return ErrorCode::TimedOut;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return ErrorCode::BadAnswer;
    default: // among them what a SOCKS proxy that is not there is called
        if (sent != Sent::No)
            return ErrorCode::ConnectionLost;
        return wayOf(reply) == QNetworkProxy::NoProxy ? ErrorCode::Unreachable : ErrorCode::ProxyFailed;
    }
}

ErrorCode connectionErrorOf(const QNetworkReply& reply, Sent sent) {
    const ErrorCode last = lastErrorOf(reply, sent);
    // The first attempt may have been carried out by a relay that died before it answered; the last only says that
    // nobody is there now. A proxy that answers by asking for a login has passed nothing on.
    const bool answered = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 0;
    return sent == Sent::Yes && !answered && isOfConnecting(last) ? ErrorCode::ConnectionLost : last;
}

/// One exchange; deletes itself when the reply has finished.
class Exchange final : public QObject {
public:
    Exchange(
        QNetworkReply* reply, const HttpRequest& request, RelayClock& clock, QPromise<Result<HttpResponse>> promise)
        : QObject(reply)
        , m_reply(reply)
        , m_clock(clock)
        , m_promise(std::move(promise))
        , m_sendingIsTold(request.body.has_value() || !request.picture.isEmpty() || !request.file.isEmpty())
        , m_sent(m_sendingIsTold || request.method == "GET" || request.method == "HEAD" ? Sent::No : Sent::Perhaps) {
        connect(reply, &QNetworkReply::requestSent, this, [this] { m_sent = Sent::Yes; });
        // With the head: the body may take its time, and the relay's clock would seem to be late by that.
        connect(reply, &QNetworkReply::metaDataChanged, this,
            [this] { m_clock.take(m_reply->rawHeader("Date"), QDateTime::currentDateTimeUtc()); });
        connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
        // Looked at, never waved through: there is no way to go on with a certificate that is not good.
        connect(reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_certificate = certificateProblemOf(errors); });
        connect(reply, &QNetworkReply::finished, this, &Exchange::finish);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            m_late = true;
            m_reply->abort();
        });
        connect(&m_watcher, &QFutureWatcherBase::canceled, reply, &QNetworkReply::abort);
        m_watcher.setFuture(m_promise.future());
        m_deadline.setSingleShot(true);
        m_deadline.start(request.deadline);
        if (!request.file.isEmpty())
            connect(reply, &QNetworkReply::uploadProgress, &m_deadline, qOverload<>(&QTimer::start));
    }

private:
    void read() {
        m_body += m_reply->readAll();
        if (m_body.size() > maxBodyBytes) {
            m_tooLarge = true;
            m_reply->abort();
        }
    }

    void finish() {
        m_deadline.stop();
        if (!m_tooLarge && !m_late)
            m_body += m_reply->readAll();
        m_promise.addResult(result());
        m_promise.finish();
        m_reply->deleteLater();
    }

    Result<HttpResponse> result() const {
        if (m_late)
            return failure(m_sendingIsTold && m_sent == Sent::No ? ErrorCode::Unreachable : ErrorCode::TimedOut,
                QStringLiteral("no answer in time"));
        if (m_tooLarge)
            return failure(ErrorCode::BadAnswer, QStringLiteral("the answer is too large"));
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_reply->error() != QNetworkReply::NoError || status < 200 || status > 299) {
            Error error = errorOf(*m_reply, m_sent, m_body);
            if (error.code == ErrorCode::TlsFailed)
                error.certificate = m_certificate;
            qCDebug(logNet) << m_reply->url().path() << status << errorCodeName(error.code) << error.requestId
                            << error.detail;
            return Failure(error);
        }
        HttpResponse response{.status = status, .body = m_body, .setCookies = {}};
        response.etag = m_reply->rawHeader("ETag");
        bool isNumber = false;
        const qint64 length = m_reply->rawHeader("Content-Length").toLongLong(&isNumber);
        response.length = isNumber ? length : -1;
        for (const auto& [name, value] : m_reply->rawHeaderPairs()) {
            if (name.compare("set-cookie", Qt::CaseInsensitive) == 0)
                response.setCookies += value.split('\n'); // Qt joins lines of one name so
        }
        return response;
    }

    QNetworkReply* m_reply;
    RelayClock& m_clock;
    QPromise<Result<HttpResponse>> m_promise;
    QByteArray m_body;
    std::optional<CertificateProblem> m_certificate;
    QTimer m_deadline;
    bool m_sendingIsTold; ///< Qt 6.4 emits requestSent() only for requests with a body
    Sent m_sent;          ///< what changes nothing there may count as unsent
    bool m_late = false;
    bool m_tooLarge = false;
    QFutureWatcher<Result<HttpResponse>> m_watcher; ///< notices cancellation
};

} // namespace

Error errorOf(const QNetworkReply& reply, Sent sent, const QByteArray& body) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool fromProxy = reply.error() == QNetworkReply::ProxyAuthenticationRequiredError; // the relay never says 407
    if (status == 0 || (status >= 200 && status <= 299) || fromProxy)
        return {.code = connectionErrorOf(reply, sent), .detail = reply.errorString()};

    Error error = readProblem(body, status);
    error.httpStatus = status;
    error.retryAfter = retryAfterOf(reply);
    if (error.requestId.isEmpty())
        error.requestId = QString::fromLatin1(reply.rawHeader("X-Request-Id"));
    return error;
}

HttpClient::HttpClient(QObject* parent)
    : QObject(parent) {
    m_network.setAutoDeleteReplies(false);
}

QUrl HttpClient::apiUrl(const QUrl& relay, const QString& path) {
    return QUrl(relay.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash) + QStringLiteral("/api/v1") + path,
        QUrl::StrictMode);
}

QNetworkRequest HttpClient::plainRequest(const QUrl& url) {
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Kinora/%1").arg(version()));
    // Qt's jar shares cookies between the ports of a host and drops Secure ones on plain HTTP; ours are handled by
    // hand.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

QFuture<Result<HttpResponse>> HttpClient::send(const HttpRequest& request) {
    QNetworkRequest wire = plainRequest(request.url);
    wire.setRawHeader("Accept", "application/json");
    for (const auto& [name, value] : request.headers)
        wire.setRawHeader(name, value);
    QByteArray body;
    if (request.body) {
        wire.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        body = QJsonDocument(*request.body).toJson(QJsonDocument::Compact);
    }
    if (!request.picture.isEmpty()) {
        wire.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("image/jpeg"));
        body = request.picture;
    }
    std::unique_ptr<QFile> file;
    if (!request.file.isEmpty()) {
        file = std::make_unique<QFile>(request.file);
        if (!file->open(QIODevice::ReadOnly))
            return readyResult<HttpResponse>(failure(ErrorCode::FileFailed, file->errorString()));
    }
    QPromise<Result<HttpResponse>> promise;
    promise.start();
    const auto future = promise.future();
    QNetworkReply* reply = nullptr;
    if (request.method == "HEAD") // as a custom request Qt waits for the body that such an answer announces
        reply = m_network.head(wire);
    else if (file)
        reply = m_network.sendCustomRequest(wire, request.method, file.get());
    else
        reply = m_network.sendCustomRequest(wire, request.method, body);
    if (file)
        file.release()->setParent(reply);
    new Exchange(reply, request, m_clock, std::move(promise)); // owned by the reply
    return future;
}

} // namespace kinora
