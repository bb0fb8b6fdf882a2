// A small HTTP/1.1 server in the test's own thread, for what a relay may do on the wire, misbehaviour included.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>

namespace kinora::tests {

struct FakeRequest {
    QByteArray method;
    QByteArray path;                       ///< with the query
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

using FakeHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// The way back to one request; cheap to copy and keep. Does nothing once the client has gone.
class FakeReply {
public:
    explicit FakeReply(QTcpSocket* socket)
        : m_socket(socket) {}

    /// A complete answer.
    void send(int status, const QByteArray& body = {}, const FakeHeaders& headers = {}) const;
    /// problem+json with this code.
    void problem(int status, const QByteArray& code, const FakeHeaders& headers = {}) const;
    /// Only a head; write() and close() follow.
    void begin(int status, const FakeHeaders& headers) const;
    void write(const QByteArray& bytes) const;
    void close() const;
    /// Resets the connection.
    void abort() const;
    [[nodiscard]] bool isOpen() const;

private:
    QPointer<QTcpSocket> m_socket;
};

class FakeRelay : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(const FakeRequest&, const FakeReply&)>;

    /// Listens on a free loopback port. What no handler is set for is answered 404.
    explicit FakeRelay(QObject* parent = nullptr);

    [[nodiscard]] QUrl address() const;
    /// `route` is "GET /api/v1/me", without the query.
    void on(const QByteArray& route, Handler handler);
    /// Requests of one route so far; of all routes for an empty one.
    [[nodiscard]] QList<FakeRequest> requests(const QByteArray& route = {}) const;
    /// Refuses connections from now on and drops those there are.
    void goAway();
    /// Listens again on the same port.
    void comeBack();

private:
    void serve(QTcpSocket* socket);
    void read(QTcpSocket* socket, QByteArray& buffer);

    QTcpServer m_server;
    QHash<QByteArray, Handler> m_handlers;
    QList<std::pair<QByteArray, FakeRequest>> m_requests;
    QList<QPointer<QTcpSocket>> m_sockets;
    quint16 m_port = 0;
};

} // namespace kinora::tests
