// Everything outbound over HTTP: libcurl on the I/O threads, with failures told apart by what the other side may have
// seen.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "base/Task.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kinora {
class IoThreads;
}

namespace kinora::fetch {

/// A request header; a Secret value is never logged and wiped after use, and where the answer repeats it (what follows
/// "Bearer " of it; not in what goes to a sink) "[secret]" stands in its place.
struct Header {
    std::string name;
    std::variant<std::string, Secret> value;
};

/// One field of a multipart/form-data body; with `fileName` it is a file part.
struct Part {
    std::string name;
    std::string data;
    std::string fileName;
    std::string contentType;
};

struct Limits {
    std::chrono::milliseconds connect{10'000}; ///< DNS, TCP and TLS
    std::chrono::milliseconds total{60'000};   ///< the whole exchange; 0: no limit (streams)
    std::chrono::milliseconds stall{30'000};   ///< longest silence in either direction once connected; 0: no limit
    std::uint64_t maxBytes = 8 << 20;          ///< of the body; more is a failure
};

/// What came back before the body. Header names are lower case.
struct Head {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;

    /// The last header of this (lower-case) name, or "".
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// Retry-After in seconds or as a date; a year at most.
    [[nodiscard]] std::optional<std::chrono::seconds> retryAfter() const;
    [[nodiscard]] bool success() const { return status >= 200 && status < 300; }
};

struct Request {
    std::string method = "GET";
    std::string url;
    std::vector<Header> headers;
    std::variant<std::monostate, std::string, std::vector<Part>> body; ///< none, bytes (set Content-Type), multipart
    Limits limits;
    /// Refuse to talk to loopback, private, link-local and other non-global addresses. Checked on the address actually
    /// connected to, so a name that resolves differently the second time does not help.
    bool publicOnly = false;
    /// Called when the head is there; false stops with Cause::Stopped.
    std::function<bool(const Head&)> onHead;
    /// Takes the body of a 2xx answer piece by piece as it arrives; false stops with Cause::Stopped. Other answers'
    /// bodies always go to Response::body. Called on the I/O thread: be quick.
    std::function<bool(std::string_view)> sink;
};

struct Response : Head {
    std::string body;
};

/// What the other side may know of the request when it failed.
enum class Phase {
    NotSent,       ///< surely nothing of it went out: DNS, refused, TLS failed. Safe to send again
    MaybeSent,     ///< some or all of it may have arrived, no answer came
    ReplyReceived, ///< the head of an answer was read; its status is in the failure
};

enum class Cause {
    BadUrl,
    Dns,
    Connect,
    Tls,
    AddressRefused,
    TimedOut,
    Stalled,
    Cut,
    TooLarge,
    Stopped,
    Canceled,
    Protocol,
    Disk
};

struct Failure {
    Phase phase = Phase::NotSent;
    Cause cause = Cause::Connect;
    std::string detail;       ///< for the log; holds no secret
    std::optional<Head> head; ///< with Phase::ReplyReceived
};

[[nodiscard]] std::string_view toString(Phase phase);
[[nodiscard]] std::string_view toString(Cause cause);

/// A file fetched to disk, complete and as announced (Content-Length, if there was one, matched).
struct Download : Head {
    std::uint64_t bytes = 0;
    std::string sha256; ///< hex
};

struct ClientOptions {
    std::string userAgent = "kinora-relay";
    /// PEM file with the authorities to trust instead of the system's.
    std::optional<std::filesystem::path> authorities;
    /// Names that are not asked for: "name:port:address", as in CURLOPT_RESOLVE.
    std::vector<std::string> knownNames;
};

/// Redirects are never followed: an answer 3xx is an answer. Usable from coroutines on any of the threads; connections
/// are kept and reused per thread. Honours the proxy variables of the environment.
class Client {
public:
    /// `threads` must outlive the client, and the client every send().
    Client(IoThreads& threads, ClientOptions options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Any complete answer is a value, whatever its status. Cancelling the coroutine ends the exchange
    /// (Cause::Canceled).
    [[nodiscard]] Task<std::expected<Response, Failure>> send(Request request);

    /// Streams a 2xx body into `path` (created, or emptied; removed again on failure). Another status is a failure with
    /// Phase::ReplyReceived and Cause::Protocol, its head in it. Not fsynced: see DurableFile for what must last.
    [[nodiscard]] Task<std::expected<Download, Failure>> download(Request request, std::filesystem::path path);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace kinora::fetch
