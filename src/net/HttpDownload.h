// One file from the relay to this computer, resumable. Used by HttpRelayApi::download.
#pragma once

#include "net/AccessTokens.h"
#include "net/HttpClient.h"
#include "net/RelayApi.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QTimer>

namespace kinora {

/// Deletes itself when it has answered. Canceling the future aborts the transfer; what has arrived stays in the file.
class HttpDownload final : public QObject {
    Q_OBJECT

public:
    /// `http` and `tokens` outlive this; `path` as for HttpClient::apiUrl.
    HttpDownload(HttpClient& http, AccessTokens& tokens, DownloadRequest request, QString path, QObject* parent);
    ~HttpDownload() override;

    /// Call once.
    [[nodiscard]] QFuture<Result<Download>> start();

private:
    void send();
    void renew();
    /// The file ends at this byte and is written from there.
    bool goOnAt(qint64 byte);
    void takeHead();
    void takeBytes();
    void finish();
    void report(bool last);
    void answer(const Result<Download>& result);
    void giveUp(const Error& error);
    [[nodiscard]] Error fileError() const;

    HttpClient& m_http;
    AccessTokens& m_tokens;
    DownloadRequest m_request;
    QString m_path;
    Access m_access;
    QFile m_file;
    QPointer<QNetworkReply> m_reply;
    QPromise<Result<Download>> m_promise;
    QFutureWatcher<Result<Download>> m_watcher; ///< notices cancellation
    QTimer m_stall;
    QElapsedTimer m_sinceReport;
    QByteArray m_problem; ///< body of an answer that is not the file
    QString m_etag;
    std::optional<Error> m_error; ///< why the transfer was aborted from here
    qint64 m_total = -1;
    bool m_headTaken = false;
    bool m_receiving = false; ///< the answer is the file
    bool m_renewed = false;
    bool m_answered = false;
};

} // namespace kinora
