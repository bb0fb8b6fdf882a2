#include "client/support/FakeRelay.h"

#include <QHostAddress>

#include <memory>

namespace kinora::tests {

namespace {

QByteArray head(int status, const FakeHeaders& headers) {
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Fake\r\n";
    for (const auto& [name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

} // namespace

void FakeReply::send(int status, const QByteArray& body, const FakeHeaders& headers) const {
    FakeHeaders all = headers;
    all.prepend({"Content-Length", QByteArray::number(body.size())});
    if (!body.isEmpty())
        all.prepend({"Content-Type", body.startsWith('{') ? "application/json" : "application/octet-stream"});
    write(head(status, all) + body);
}

void FakeReply::problem(int status, const QByteArray& code, const FakeHeaders& headers) const {
    const QByteArray body = R"({"type":"about:blank","title":"x","status":)" + QByteArray::number(status) +
                            R"(,"detail":"d","code":")" + code + R"(","requestId":"req-1","errors":[]})";
    FakeHeaders all = headers;
    all.emplaceBack("Content-Type", "application/problem+json");
    all.emplaceBack("Content-Length", QByteArray::number(body.size()));
    write(head(status, all) + body);
}

void FakeReply::begin(int status, const FakeHeaders& headers) const {
    write(head(status, headers));
}

void FakeReply::write(const QByteArray& bytes) const {
    if (m_socket)
        m_socket->write(bytes);
}

void FakeReply::close() const {
    if (m_socket)
        m_socket->disconnectFromHost();
}

void FakeReply::abort() const {
    if (m_socket)
        m_socket->abort();
}

bool FakeReply::isOpen() const {
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

FakeRelay::FakeRelay(QObject* parent)
    : QObject(parent) {
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection())
            serve(socket);
    });
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

QUrl FakeRelay::address() const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void FakeRelay::on(const QByteArray& route, Handler handler) {
    m_handlers.insert(route, std::move(handler));
}

QList<FakeRequest> FakeRelay::requests(const QByteArray& route) const {
    QList<FakeRequest> found;
    for (const auto& [name, request] : m_requests) {
        if (route.isEmpty() || name == route)
            found.append(request);
    }
    return found;
}

void FakeRelay::goAway() {
    m_server.close();
    for (const auto& socket : std::exchange(m_sockets, {})) {
        if (socket)
            socket->abort();
    }
}

void FakeRelay::comeBack() {
    m_server.listen(QHostAddress::LocalHost, m_port);
}

void FakeRelay::serve(QTcpSocket* socket) {
    m_sockets.append(socket);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { read(socket, *buffer); });
}

void FakeRelay::read(QTcpSocket* socket, QByteArray& buffer) {
    buffer += socket->readAll();
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        const QList<QByteArray> words = lines.first().trimmed().split(' ');
        FakeRequest request{.method = words.value(0), .path = words.value(1), .headers = {}, .body = {}};
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);

        const QByteArray route = request.method + ' ' + request.path.split('?').first();
        m_requests.append({route, request});
        const Handler handler = m_handlers.value(route);
        if (handler)
            handler(request, FakeReply(socket));
        else
            FakeReply(socket).problem(404, "not_found");
    }
}

} // namespace kinora::tests
