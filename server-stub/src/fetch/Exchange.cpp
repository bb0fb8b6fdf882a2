#include "fetch/Exchange.h"

#include "base/CrashPoint.h"
#include "fetch/Addresses.h"
#include "fetch/Classify.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <new>
#include <sys/socket.h>
#include <utility>

namespace kinora::fetch {

namespace {

using SteadyClock = std::chrono::steady_clock;

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view valueOf(const Header& header) {
    if (const auto* secret = std::get_if<Secret>(&header.value))
        return secret->reveal();
    return std::get<std::string>(header.value);
}

bool hasLineBreak(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

// Methods that may be sent again without harm; for these libcurl may reuse a connection (and retry on a stale one).
bool isRepeatable(const std::string& method) {
    return method == "GET" || method == "HEAD";
}

long toMilliseconds(std::chrono::milliseconds duration) {
    return static_cast<long>(duration.count());
}

} // namespace

Exchange::Exchange(Request request, const ClientOptions& options)
    : m_request(std::move(request))
    , m_options(options)
    , m_easy(curl_easy_init()) {
    if (m_easy == nullptr)
        throw std::bad_alloc();
}

Exchange::~Exchange() {
    *m_alive = false;
    curl_easy_cleanup(m_easy);
    curl_mime_free(m_mime);
    // Header lines may hold secrets.
    for (curl_slist* line = m_headers; line != nullptr; line = line->next)
        ::explicit_bzero(line->data, std::strlen(line->data));
    curl_slist_free_all(m_headers);
    curl_slist_free_all(m_names);
}

std::optional<std::string> Exchange::prepare() {
    CURL* easy = m_easy;
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_error.data());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_URL, m_request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, m_options.userAgent.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, toMilliseconds(m_request.limits.connect));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, toMilliseconds(m_request.limits.total));
    for (const std::string& entry : m_options.knownNames)
        m_names = curl_slist_append(m_names, entry.c_str());
    if (m_names != nullptr)
        curl_easy_setopt(easy, CURLOPT_RESOLVE, m_names);
    if (m_options.authorities)
        curl_easy_setopt(easy, CURLOPT_CAINFO, m_options.authorities->c_str());
    if (m_request.publicOnly) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Exchange::onOpenSocket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
        // Through a proxy the address would be the proxy's and say nothing.
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    }
    // libcurl sends a request again by itself when a kept connection turns out dead, POST included, although the other
    // side may have acted on it. On a fresh connection it never does. A kept one was also not checked for its address.
    if (!isRepeatable(m_request.method) || m_request.publicOnly)
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Exchange::onRequest);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Exchange::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Exchange::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &Exchange::onProgress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
    setBody();
    if (!addHeaders())
        return "a header holds a line break";
    return std::nullopt;
}

void Exchange::setBody() {
    if (auto* parts = std::get_if<std::vector<Part>>(&m_request.body)) {
        m_mime = curl_mime_init(m_easy);
        for (const Part& part : *parts) {
            curl_mimepart* field = curl_mime_addpart(m_mime);
            curl_mime_name(field, part.name.c_str());
            curl_mime_data(field, part.data.data(), part.data.size());
            if (!part.fileName.empty())
                curl_mime_filename(field, part.fileName.c_str());
            if (!part.contentType.empty())
                curl_mime_type(field, part.contentType.c_str());
        }
        curl_easy_setopt(m_easy, CURLOPT_MIMEPOST, m_mime);
    } else if (auto* bytes = std::get_if<std::string>(&m_request.body)) {
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(bytes->size()));
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, bytes->data());
    } else if (m_request.method == "POST" || m_request.method == "PUT" || m_request.method == "PATCH") {
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, "");
    } else if (m_request.method == "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
    }
    if (m_request.method != "HEAD")
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
}

bool Exchange::addHeaders() {
    // Waiting for "100 Continue" costs a second with servers that do not know it.
    m_headers = curl_slist_append(nullptr, "Expect:");
    bool typed = false;
    for (const Header& header : m_request.headers) {
        const std::string_view value = valueOf(header);
        if (hasLineBreak(header.name) || hasLineBreak(value))
            return false;
        typed = typed || lower(header.name) == "content-type";
        std::string line = header.name;
        // libcurl's way to write a header without a value.
        line.append(value.empty() ? ";" : ": ").append(value);
        m_headers = curl_slist_append(m_headers, line.c_str());
        ::explicit_bzero(line.data(), line.size());
    }
    if (!typed && !std::holds_alternative<std::vector<Part>>(m_request.body))
        m_headers = curl_slist_append(m_headers, "Content-Type:");
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    return true;
}

Task<std::expected<Response, Failure>> Exchange::run(std::shared_ptr<Multi> multi) {
    if (const auto wrong = prepare()) {
        Failure failed;
        failed.cause = Cause::BadUrl;
        failed.detail = *wrong;
        co_return std::unexpected(std::move(failed));
    }
    if (m_request.limits.stall.count() > 0) {
        m_lastMove = SteadyClock::now();
        m_stallTimer = std::make_unique<boost::asio::steady_timer>(multi->executor());
        watchForStall(multi);
    }
    const Ended ended = co_await multi->perform(m_easy);
    m_stallTimer.reset();
    hideSecrets();
    const bool good = ended.code == CURLE_OK && !ended.canceled && !ended.aborted && m_headDone;
    if (!good) {
        Failure failed = failure(ended);
        co_return std::unexpected(std::move(failed));
    }
    co_return std::move(m_response);
}

void Exchange::watchForStall(const std::shared_ptr<Multi>& multi) {
    m_stallTimer->expires_at(m_lastMove + m_request.limits.stall);
    auto alarm = [this, alive = m_alive, weak = std::weak_ptr(multi)](const boost::system::error_code& error) {
        const auto owner = weak.lock();
        if (error || !*alive || !owner || !m_stallTimer)
            return;
        // Until the connection stands, the connect limit rules.
        if (!m_requestOut)
            m_lastMove = SteadyClock::now();
        if (SteadyClock::now() < m_lastMove + m_request.limits.stall)
            watchForStall(owner);
        else
            owner->abort(m_easy);
    };
    m_stallTimer->async_wait(std::move(alarm));
}

void Exchange::hideSecrets() {
    for (const Header& header : m_request.headers) {
        const auto* secret = std::get_if<Secret>(&header.value);
        if (secret == nullptr)
            continue;
        // "Bearer KEY": what is repeated is the key.
        const std::string_view key = secret->reveal().substr(secret->reveal().find(' ') + 1);
        m_response.body = withoutSecret(std::move(m_response.body), key);
        for (auto& [name, value] : m_response.headers)
            value = withoutSecret(std::move(value), key);
    }
}

Failure Exchange::failure(const Ended& ended) const {
    Failure failed;
    failed.phase = m_headDone ? Phase::ReplyReceived : m_requestOut ? Phase::MaybeSent : Phase::NotSent;
    if (ended.canceled)
        failed.cause = Cause::Canceled;
    else if (ended.aborted)
        failed.cause = Cause::Stalled;
    else if (m_addressRefused)
        failed.cause = Cause::AddressRefused;
    else if (m_tooLarge)
        failed.cause = Cause::TooLarge;
    else if (m_stopped)
        failed.cause = Cause::Stopped;
    else
        failed.cause = causeOf(ended.code, m_requestOut);
    if (m_error[0] != '\0')
        failed.detail = m_error.data();
    else
        failed.detail =
            ended.code == CURLE_OK ? toString(failed.cause) : std::string_view(curl_easy_strerror(ended.code));
    if (m_headDone)
        failed.head = static_cast<const Head&>(m_response);
    return failed;
}

curl_socket_t Exchange::onOpenSocket(void* self, curlsocktype, curl_sockaddr* address) {
    if (!isPublicAddress(address->addr)) {
        static_cast<Exchange*>(self)->m_addressRefused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Exchange::onRequest(void* self, char* remote, char*, int, int) {
    auto* exchange = static_cast<Exchange*>(self);
    if (exchange->m_request.publicOnly && !isPublicAddress(std::string_view(remote))) {
        exchange->m_addressRefused = true;
        return CURL_PREREQFUNC_ABORT;
    }
    // One of several addresses may have been refused before; this one is fine.
    exchange->m_addressRefused = false;
    if (!isRepeatable(exchange->m_request.method))
        crashPoint("request sent", Edge::Before);
    exchange->m_requestOut = true;
    exchange->m_lastMove = SteadyClock::now();
    return CURL_PREREQFUNC_OK;
}

std::size_t Exchange::onHeader(char* data, std::size_t size, std::size_t count, void* self) {
    const std::size_t length = size * count;
    return static_cast<Exchange*>(self)->headerLine({data, length}) ? length : 0;
}

bool Exchange::headerLine(std::string_view line) {
    m_lastMove = SteadyClock::now();
    if (m_headDone)
        return true; // a trailer after a chunked body
    if (line.starts_with("HTTP/")) {
        if (!isRepeatable(m_request.method))
            crashPoint("reply read", Edge::Before);
        // An interim answer (1xx) is followed by another head.
        static_cast<Head&>(m_response) = Head{};
        return true;
    }
    if (const std::string_view text = trimmed(line); !text.empty()) {
        const auto colon = text.find(':');
        if (colon != std::string_view::npos)
            m_response.headers.emplace_back(lower(text.substr(0, colon)), trimmed(text.substr(colon + 1)));
        return true;
    }
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200)
        return true;
    m_response.status = static_cast<int>(status);
    m_headDone = true;
    std::uint64_t announced = 0;
    const std::string_view length = m_response.header("content-length");
    std::from_chars(length.data(), length.data() + length.size(), announced);
    if (announced > m_request.limits.maxBytes && m_request.method != "HEAD") {
        m_tooLarge = true;
        return false;
    }
    if (m_request.onHead && !m_request.onHead(m_response)) {
        m_stopped = true;
        return false;
    }
    return true;
}

std::size_t Exchange::onBody(char* data, std::size_t size, std::size_t count, void* self) {
    const std::size_t length = size * count;
    return static_cast<Exchange*>(self)->bodyBytes({data, length}) ? length : 0;
}

bool Exchange::bodyBytes(std::string_view bytes) {
    m_lastMove = SteadyClock::now();
    m_received += bytes.size();
    if (m_received > m_request.limits.maxBytes) {
        m_tooLarge = true;
        return false;
    }
    if (!m_request.sink || !m_response.success()) {
        m_response.body.append(bytes);
        return true;
    }
    m_stopped = !m_request.sink(bytes);
    return !m_stopped;
}

int Exchange::onProgress(void* self, curl_off_t, curl_off_t received, curl_off_t toSend, curl_off_t sent) {
    auto* exchange = static_cast<Exchange*>(self);
    if (sent > 0 && sent == toSend && received == 0)
        crashPoint("request sent", Edge::After);
    if (received + sent != exchange->m_moved) {
        exchange->m_moved = received + sent;
        exchange->m_lastMove = SteadyClock::now();
    }
    return 0;
}

} // namespace kinora::fetch
