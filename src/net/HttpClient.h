// Plain HTTP to a relay: deadlines, identification, errors as values. Knows nothing of accounts.
#pragma once

#include "core/Result.h"
#include "net/RelayClock.h"

#include <QByteArray>
#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace kinora {

struct HttpRequest {
    QByteArray method; ///< "GET", "HEAD", "POST", …
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    std::optional<QJsonObject> body = {};
    QByteArray picture = {}; ///< a JPEG instead of a body
    QString file = {};       ///< likewise, sent as it is read; its Content-Type is among the headers
    /// For the whole exchange; with a file, from what was sent last.
    std::chrono::milliseconds deadline = std::chrono::seconds(20);
};

/// An answer with a status of 2xx; everything else is an Error.
struct HttpResponse {
    int status = 0;
    QByteArray body;
    QList<QByteArray> setCookies; ///< Set-Cookie lines, one each
    QByteArray etag = {};         ///< as it stands in the answer, with its quotes
    qint64 length = -1;           ///< that was announced, also of a body that was not asked for; -1: none
};

/// GUI thread only. Cookies are neither kept nor sent by themselves, redirects are not followed.
class HttpClient final : public QObject {
    Q_OBJECT

public:
    explicit HttpClient(QObject* parent = nullptr);

    /// Errors: what the relay's problem+json says; FileFailed; Unreachable, ConnectionLost, TimedOut, TlsFailed,
    /// BadAnswer, Unavailable. Canceling the future ends the exchange; it may have been carried out.
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest& request);

    [[nodiscard]] QNetworkAccessManager& network() { return m_network; }
    /// Of the relay that answered last.
    [[nodiscard]] const RelayClock& relayClock() const { return m_clock; }

    /// `<relay>/api/v1<path>`; `path` starts with a slash and is already percent-encoded.
    [[nodiscard]] static QUrl apiUrl(const QUrl& relay, const QString& path);
    /// A request with our User-Agent and without cookies, redirects and cached credentials.
    [[nodiscard]] static QNetworkRequest plainRequest(const QUrl& url);

private:
    RelayClock m_clock; ///< before the network, whose replies refer to it
    QNetworkAccessManager m_network;
};

/// How much of a request has left this computer.
enum class Sent {
    No,
    Perhaps, ///< Qt does not tell
    Yes,     ///< once at least: Qt sends again by itself where a connection was cut before the answer
};

/// The error of a finished reply that failed or was not answered with 2xx. `body` is what was received.
[[nodiscard]] Error errorOf(const QNetworkReply& reply, Sent sent, const QByteArray& body);

} // namespace kinora
