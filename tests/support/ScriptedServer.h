// A server that says exactly what a test tells it to, right or wrong.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kinora::test {

class ScriptedServer {
public:
    /// One accepted connection. Used on a thread of the server's.
    class Peer {
    public:
        explicit Peer(int socket)
            : m_socket(socket) {}
        /// The head and the body its Content-Length announces; "" if the client left.
        [[nodiscard]] std::string readRequest();
        void send(std::string_view bytes);
        /// Blocks until the client closes.
        void waitForClose();
        /// Closes with a reset.
        void reset();

    private:
        int m_socket;
        std::string m_buffer;
        friend class ScriptedServer;
    };

    using Script = std::function<void(Peer&)>;

    /// Every connection gets the script; the server closes it when the script returns.
    explicit ScriptedServer(Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url(std::string_view path = "/") const;
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();

    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections{0};
    std::mutex m_mutex;
    std::vector<int> m_open;
    std::vector<std::jthread> m_workers;
    std::jthread m_acceptor;
};

} // namespace kinora::test
