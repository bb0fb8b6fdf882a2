// What a handler answers: headers and one of three bodies – text, a file, or a stream.
#pragma once

#include "base/Task.h"
#include "http/Headers.h"

#include <boost/json/fwd.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace kinora::http {

/// A file sent with sendfile. The server works out Range, If-Range, If-None-Match, HEAD, 206, 304 and 416 by itself.
struct FileBody {
    std::filesystem::path path;
    std::string etag; ///< quoted, for example "\"<sha256>\""; empty: no validator is sent
};

/// The writing end of a stream. Belongs to one coroutine on one I/O thread.
class StreamWriter {
public:
    virtual ~StreamWriter() = default;
    /// Sends the bytes; false when the peer has left, was too slow (the server's write deadline) or the server stops:
    /// return from the stream then. Only as much as one write is ever buffered, so a slow peer holds back the writer.
    [[nodiscard]] virtual Task<bool> write(std::string bytes) = 0;
    /// True once write() would return false.
    [[nodiscard]] virtual bool closed() const = 0;
};

/// A body made while it is sent. `run` is cancelled (Asio terminal cancellation: a pending wait inside ends with
/// operation_aborted or throws it) as soon as the peer leaves or the server stops; the connection closes when it
/// returns.
struct StreamBody {
    std::function<Task<>(StreamWriter&)> run;
    std::string heartbeat; ///< sent whenever nothing else was for `heartbeatEvery`; empty: none
    std::chrono::milliseconds heartbeatEvery{15'000};
    std::string farewell; ///< sent last when the server stops while the peer is still there
};

/// An answer that breaks off, for stand-ins of servers that fail: the head announces more than comes, then the
/// connection is cut. `silent`: not even a head.
struct BrokenBody {
    std::string bytes;
    std::uint64_t announced = 0;
    bool silent = false;
};

struct Response {
    int status = 200;
    Headers headers; ///< Content-Length, Connection, Date and X-Request-Id are the server's business
    std::variant<std::string, FileBody, StreamBody, BrokenBody> body;

    [[nodiscard]] static Response text(
        int status, std::string body, std::string contentType = "text/plain; charset=utf-8");
    [[nodiscard]] static Response json(int status, std::string body);
    [[nodiscard]] static Response json(int status, const boost::json::object& body);
    [[nodiscard]] static Response empty(int status = 204);
    [[nodiscard]] static Response file(FileBody file, std::string contentType);
    /// With Cache-Control: no-store.
    [[nodiscard]] static Response stream(StreamBody stream, std::string contentType);
    /// text/event-stream with the headers proxies need and our 15 s heartbeat comment.
    [[nodiscard]] static Response events(std::function<Task<>(StreamWriter&)> run, std::string farewell = {});
};

} // namespace kinora::http
