// The sending half of Connection.
#include "base/Log.h"
#include "http/Connection.h"
#include "http/FileRange.h"
#include "http/Problem.h"
#include "http/StreamSession.h"
#include "http/Wire.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kinora::http {

namespace {

// A regular file opened for reading, closed with its owner.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat facts{};
        if (m_descriptor >= 0 && ::fstat(m_descriptor, &facts) == 0 && S_ISREG(facts.st_mode)) {
            m_good = true;
            m_size = static_cast<std::uint64_t>(facts.st_size);
        }
    }
    ~OpenFile() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }

private:
    int m_descriptor;
    bool m_good = false;
    std::uint64_t m_size = 0;
};

bool mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

std::string Connection::head(const Incoming& incoming, const Response& response, bool keepAlive,
    std::optional<std::uint64_t> contentLength, bool chunked) const {
    HeadOptions options;
    // A request that could not be read is answered in 1.1, which every client of today reads.
    options.http11 = incoming.facts.http11 || incoming.refusal.has_value();
    options.keepAlive = keepAlive;
    options.chunked = chunked;
    options.contentLength = contentLength;
    options.requestId = incoming.request.id;
    options.serverName = m_options.name;
    return headBytes(response.status, response.headers, options);
}

Task<bool> Connection::respond(const Incoming& incoming, Response response) {
    const bool keepAlive = incoming.facts.keepAlive && !m_stopping;
    m_lastStatus = response.status;
    if (std::holds_alternative<FileBody>(response.body)) {
        const bool more = co_await respondFile(incoming, response, keepAlive);
        co_return more;
    }
    if (std::holds_alternative<StreamBody>(response.body)) {
        const bool more = co_await respondStream(incoming, response);
        co_return more;
    }
    if (std::holds_alternative<BrokenBody>(response.body)) {
        co_await respondBroken(incoming, response);
        co_return false;
    }
    const bool more = co_await respondText(incoming, response, keepAlive);
    co_return more;
}

Task<> Connection::respondBroken(const Incoming& incoming, const Response& response) {
    const BrokenBody& body = std::get<BrokenBody>(response.body);
    if (body.silent)
        co_return;
    const std::string bytes = head(incoming, response, false, body.announced, false) + body.bytes;
    (void)co_await m_transport.write(bytes, m_patience);
}

Task<bool> Connection::respondText(const Incoming& incoming, const Response& response, bool keepAlive) {
    const std::string& text = std::get<std::string>(response.body);
    std::optional<std::uint64_t> length;
    if (mayHaveBody(response.status))
        length = text.size();
    std::string bytes = head(incoming, response, keepAlive, length, false);
    if (length && incoming.request.method != "HEAD")
        bytes += text;
    const bool sent = co_await m_transport.write(bytes, m_patience);
    co_return sent;
}

Task<bool> Connection::respondFile(const Incoming& incoming, Response& response, bool keepAlive) {
    const FileBody body = std::get<FileBody>(response.body);
    const OpenFile file(body.path);
    if (!file.good()) {
        log::error("http", "cannot send {}: {}", body.path.string(), std::strerror(errno));
        Error error;
        error.detail = "The file cannot be read at the moment.";
        const Response failure = problem(error, incoming.request.id);
        m_lastStatus = failure.status;
        const bool sent = co_await respondText(incoming, failure, keepAlive);
        co_return sent;
    }
    const FileAnswer answer = answerFor(incoming.request, file.size(), body.etag);
    m_lastStatus = answer.status;
    if (answer.status == 416) {
        Error error;
        error.code = Code::RangeNotSatisfiable;
        error.detail = "The file has " + std::to_string(file.size()) + " bytes.";
        Response refusal = problem(error, incoming.request.id);
        refusal.headers.set("Content-Range", "bytes */" + std::to_string(file.size()));
        const bool sent = co_await respondText(incoming, refusal, keepAlive);
        co_return sent;
    }
    response.status = answer.status;
    response.headers.set("Accept-Ranges", "bytes");
    if (!body.etag.empty())
        response.headers.set("ETag", body.etag);
    if (answer.status == 206) {
        const auto last = answer.first + answer.length - 1;
        response.headers.set("Content-Range",
            "bytes " + std::to_string(answer.first) + "-" + std::to_string(last) + "/" + std::to_string(file.size()));
    }
    std::optional<std::uint64_t> length;
    if (mayHaveBody(answer.status))
        length = answer.length;
    const std::string bytes = head(incoming, response, keepAlive, length, false);
    const bool withBody = length && incoming.request.method != "HEAD";
    m_transport.cork(withBody);
    bool sent = co_await m_transport.write(bytes, m_patience);
    if (sent && withBody)
        sent = co_await m_transport.sendFile(file.descriptor(), answer.first, answer.length, m_patience);
    if (withBody)
        m_transport.cork(false);
    co_return sent;
}

Task<bool> Connection::respondStream(const Incoming& incoming, Response& response) {
    const StreamBody& body = std::get<StreamBody>(response.body);
    // Streams end with their connection: what comes after hours of events is better off on a fresh one.
    const bool chunked = incoming.facts.http11;
    const std::string bytes = head(incoming, response, false, std::nullopt, chunked);
    const bool sent = co_await m_transport.write(bytes, m_patience);
    if (!sent || incoming.request.method == "HEAD" || m_stopping)
        co_return false;
    const auto session = std::make_shared<StreamSession>(shared_from_this(), m_transport, chunked, m_patience);
    m_stream = session;
    co_await session->run(body);
    co_return false;
}

} // namespace kinora::http
