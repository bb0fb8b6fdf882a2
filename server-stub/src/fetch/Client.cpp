#include "fetch/Client.h"

#include "base/Crypto.h"
#include "base/IoThreads.h"
#include "base/Time.h"
#include "fetch/Exchange.h"
#include "fetch/Multi.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <stdexcept>
#include <unistd.h>

namespace kinora::fetch {

std::string_view Head::header(std::string_view name) const {
    std::string_view value;
    for (const auto& [fieldName, fieldValue] : headers) {
        if (fieldName == name)
            value = fieldValue;
    }
    return value;
}

std::optional<std::chrono::seconds> Head::retryAfter() const {
    // Whoever counts on from here in finer units must not overflow.
    constexpr std::chrono::seconds longest = std::chrono::days(365);
    const std::string_view text = header("retry-after");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (!text.empty() && error == std::errc() && end == text.data() + text.size() && seconds >= 0)
        return std::min(std::chrono::seconds(seconds), longest);
    const auto moment = fromHttpDate(text);
    if (!moment)
        return std::nullopt;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*moment - SystemClock().now());
    return std::clamp(wait, std::chrono::seconds(0), longest);
}

std::string_view toString(Phase phase) {
    switch (phase) {
    case Phase::NotSent:
        return "not sent";
    case Phase::MaybeSent:
        return "maybe sent";
    case Phase::ReplyReceived:
        break;
    }
    return "reply received";
}

std::string_view toString(Cause cause) {
    switch (cause) {
    case Cause::BadUrl:
        return "bad URL";
    case Cause::Dns:
        return "name not resolved";
    case Cause::Connect:
        return "no connection";
    case Cause::Tls:
        return "TLS failed";
    case Cause::AddressRefused:
        return "address not allowed";
    case Cause::TimedOut:
        return "timed out";
    case Cause::Stalled:
        return "stalled";
    case Cause::Cut:
        return "connection cut";
    case Cause::TooLarge:
        return "too large";
    case Cause::Stopped:
        return "stopped";
    case Cause::Canceled:
        return "canceled";
    case Cause::Protocol:
        return "protocol error";
    case Cause::Disk:
        break;
    }
    return "disk error";
}

struct Client::State {
    IoThreads& threads;
    ClientOptions options;
    std::vector<std::shared_ptr<Multi>> multis; ///< by I/O thread

    [[nodiscard]] const std::shared_ptr<Multi>& here() const {
        const auto index = threads.current();
        if (!index)
            throw std::logic_error("fetch: not on an I/O thread");
        return multis[*index];
    }
};

Client::Client(IoThreads& threads, ClientOptions options)
    : m_state(std::make_unique<State>(threads, std::move(options), std::vector<std::shared_ptr<Multi>>{})) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    for (std::size_t i = 0; i < threads.size(); ++i)
        m_state->multis.push_back(std::make_shared<Multi>(threads.executor(i)));
}

Client::~Client() {
    // Each multi goes on its own thread, where its timers and sockets are; or with the context if that runs no more.
    for (auto& multi : m_state->multis) {
        const auto executor = multi->executor();
        boost::asio::post(executor, [last = std::move(multi)] {});
    }
}

Task<std::expected<Response, Failure>> Client::send(Request request) {
    Exchange exchange(std::move(request), m_state->options);
    auto running = exchange.run(m_state->here());
    co_return co_await std::move(running);
}

namespace {

// The file of a download while it grows: written and hashed as bytes arrive.
class GrowingFile {
public:
    explicit GrowingFile(const std::filesystem::path& path)
        : m_path(path)
        , m_descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
        if (m_descriptor < 0)
            m_error = errno;
    }
    ~GrowingFile() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_kept && m_descriptor >= 0)
            ::unlink(m_path.c_str());
    }
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    bool append(std::string_view bytes) {
        m_hash.update(bytes);
        m_size += bytes.size();
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                m_error = errno;
                return false;
            }
        }
        return true;
    }
    void keep() { m_kept = true; }
    [[nodiscard]] int error() const { return m_error; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] std::string sha256() { return toHex(m_hash.finish()); }

private:
    std::filesystem::path m_path;
    int m_descriptor;
    int m_error = 0;
    std::uint64_t m_size = 0;
    Sha256 m_hash;
    bool m_kept = false;
};

Failure diskFailure(int error, Phase phase) {
    Failure failed;
    failed.phase = phase;
    failed.cause = Cause::Disk;
    failed.detail = std::strerror(error);
    return failed;
}

} // namespace

Task<std::expected<Download, Failure>> Client::download(Request request, std::filesystem::path path) {
    GrowingFile file(path);
    if (file.error() != 0)
        co_return std::unexpected(diskFailure(file.error(), Phase::NotSent));
    request.sink = [&file](std::string_view bytes) {
        return file.append(bytes);
    };
    auto sending = send(std::move(request));
    auto answer = co_await std::move(sending);
    if (!answer) {
        Failure failed = std::move(answer.error());
        if (file.error() != 0) {
            failed.cause = Cause::Disk;
            failed.detail = std::strerror(file.error());
        }
        co_return std::unexpected(std::move(failed));
    }
    if (!answer->success()) {
        Failure failed;
        failed.phase = Phase::ReplyReceived;
        failed.cause = Cause::Protocol;
        failed.detail = "status " + std::to_string(answer->status);
        failed.head = static_cast<const Head&>(*answer);
        co_return std::unexpected(std::move(failed));
    }
    file.keep();
    Download download;
    static_cast<Head&>(download) = static_cast<const Head&>(*answer);
    download.bytes = file.size();
    download.sha256 = file.sha256();
    co_return download;
}

} // namespace kinora::fetch
