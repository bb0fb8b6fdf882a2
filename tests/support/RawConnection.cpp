#include "support/RawConnection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kinora::test {

namespace {

constexpr int patience = 10'000;

} // namespace

RawConnection::RawConnection(std::uint16_t port, int receiveBuffer)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receiveBuffer > 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        throw std::runtime_error("cannot connect");
    }
}

RawConnection::~RawConnection() {
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawConnection::finishSending() {
    ::shutdown(m_socket, SHUT_WR);
}

void RawConnection::reset() {
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(m_socket, -1));
}

bool RawConnection::fill() {
    pollfd entry{};
    entry.fd = m_socket;
    entry.events = POLLIN;
    if (::poll(&entry, 1, patience) != 1)
        return false;
    char bytes[16384];
    const ssize_t count = ::recv(m_socket, bytes, sizeof bytes, 0);
    if (count <= 0)
        return false;
    m_buffer.append(bytes, static_cast<std::size_t>(count));
    return true;
}

std::string RawConnection::readUntil(std::string_view mark) {
    std::size_t at = 0;
    while ((at = m_buffer.find(mark)) == std::string::npos) {
        if (!fill())
            return std::exchange(m_buffer, {});
    }
    return read(at + mark.size());
}

std::string RawConnection::read(std::size_t count) {
    while (m_buffer.size() < count && fill()) {
    }
    std::string taken = m_buffer.substr(0, count);
    m_buffer.erase(0, taken.size());
    return taken;
}

std::string RawConnection::readAll() {
    while (fill()) {
    }
    return std::exchange(m_buffer, {});
}

std::string RawConnection::readResponse() {
    std::string response = readUntil("\r\n\r\n");
    const auto field = response.find("Content-Length: ");
    if (field != std::string::npos)
        response += read(std::stoul(response.substr(field + 16)));
    return response;
}

bool RawConnection::closedByPeer() {
    pollfd entry{};
    entry.fd = m_socket;
    entry.events = POLLIN;
    char byte = 0;
    return m_buffer.empty() && ::poll(&entry, 1, patience) == 1 && ::recv(m_socket, &byte, 1, 0) <= 0;
}

} // namespace kinora::test
