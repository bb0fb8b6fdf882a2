#include "support/ScriptedServer.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kinora::test {

std::string ScriptedServer::Peer::readRequest() {
    const auto fill = [this] {
        char bytes[16384];
        const ssize_t count = ::recv(m_socket, bytes, sizeof bytes, 0);
        if (count <= 0)
            return false;
        m_buffer.append(bytes, static_cast<std::size_t>(count));
        return true;
    };
    std::size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!fill())
            return {};
    }
    std::size_t length = end + 4;
    if (const auto field = m_buffer.find("Content-Length: "); field < end)
        length += std::stoul(m_buffer.substr(field + 16));
    while (m_buffer.size() < length && fill()) {
    }
    std::string request = m_buffer.substr(0, length);
    m_buffer.erase(0, request.size());
    return request;
}

void ScriptedServer::Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void ScriptedServer::Peer::waitForClose() {
    char bytes[4096];
    while (::recv(m_socket, bytes, sizeof bytes, 0) > 0) {
    }
}

void ScriptedServer::Peer::reset() {
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, generic, size) != 0 || ::listen(m_listener, 16) != 0 ||
        ::getsockname(m_listener, generic, &size) != 0)
        throw std::runtime_error("cannot listen");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this] { accept(); });
}

ScriptedServer::~ScriptedServer() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (const int socket : m_open)
            ::shutdown(socket, SHUT_RDWR);
    }
    m_workers.clear();
}

std::string ScriptedServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(m_port) + std::string(path);
}

void ScriptedServer::accept() {
    while (true) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            return;
        ++m_connections;
        {
            const std::lock_guard lock(m_mutex);
            m_open.push_back(socket);
        }
        m_workers.emplace_back([this, socket] {
            Peer peer(socket);
            m_script(peer);
            const std::lock_guard lock(m_mutex);
            std::erase(m_open, socket);
            ::close(socket);
        });
    }
}

} // namespace kinora::test
