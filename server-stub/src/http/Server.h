// An HTTP/1.1 server: reads requests strictly, calls one handler, sends what it answers.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "http/Limits.h"
#include "http/Request.h"
#include "http/Response.h"
#include "http/Tls.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kinora {
class IoThreads;
}

namespace kinora::http {

/// One request that was answered, for those who count.
struct Answered {
    const Request& request;
    int status = 0;
    std::uint64_t bytes = 0; ///< sent, the head included
    std::chrono::steady_clock::duration took{};
    bool stream = false;
};

/// What is done with a body that has not come yet.
struct BodyPlan {
    std::size_t limit = limits::BodyBytes;
    std::filesystem::path file;   ///< where it goes, for Request::file; empty: into the memory
    std::optional<Error> refusal; ///< the answer at once; `limit` is then how much is read off before the close
};

struct ServerOptions {
    std::string host = "127.0.0.1"; ///< a name or a numeric address, IPv6 without brackets
    std::uint16_t port = 0;         ///< 0 picks a free one
    std::optional<TlsFiles> tls;    ///< absent: plain HTTP
    std::size_t headLimit = limits::HeadBytes;
    std::size_t bodyLimit = limits::BodyBytes;
    /// Asked about a request that has no body yet and may have more than `bodyLimit`, or whose body goes to the disk.
    /// Must not throw; may be empty.
    std::function<Task<BodyPlan>(const Request&)> bodyPlanOf;
    /// Whether its body goes to the disk whatever its length, where it may be sent at all. May be empty.
    std::function<bool(const Request&)> bodyGoesToFile;
    std::size_t connectionLimit = limits::Connections;
    std::optional<std::size_t> connectionsPerAddress; ///< of one IPv4 address or IPv6 /64; see Places
    std::chrono::milliseconds idleDeadline = limits::Idle;
    std::chrono::milliseconds headDeadline = limits::Head;
    std::chrono::milliseconds bodyDeadline = limits::Body;
    std::chrono::milliseconds writeDeadline = limits::Write;
    std::size_t readerBytesPerSecond = limits::ReaderBytesPerSecond;
    std::string name = "kinora";                   ///< the Server header
    std::function<void(const Answered&)> observer; ///< on the connection's I/O thread; may be empty
};

/// Called on the connection's I/O thread. What it throws is logged and answered as Code::Internal. It is not cancelled
/// when the peer leaves: a started request is carried out.
using Handler = std::function<Task<Response>(Request&)>;

class Server {
public:
    /// `threads` must outlive the server. Ignores SIGPIPE for the whole process (sendfile knows no MSG_NOSIGNAL).
    Server(IoThreads& threads, ServerOptions options, Handler handler);
    /// stop() must have been awaited, or the threads stopped.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and listens; from now on requests are answered (once the threads run). Where it listens, or what prevents
    /// it.
    [[nodiscard]] Result<Endpoint> start();
    /// Reads certificate and key again, for connections from now on; what prevents it, and then all stays as it was.
    /// Nothing without TLS. From any thread.
    [[nodiscard]] Result<> reloadTls();
    /// Accepts nothing more, ends streams with their farewell, lets requests that are being answered finish within
    /// `grace`, then closes what is left. Idempotent. Await it on one of the threads.
    [[nodiscard]] Task<> stop(std::chrono::milliseconds grace);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// "127.0.0.1:8787", "[::1]:8787".
[[nodiscard]] std::string toString(const Endpoint& endpoint);

} // namespace kinora::http
