#include "http/Connection.h"

#include "base/Ids.h"
#include "base/Log.h"
#include "http/Beast.h"
#include "http/BodyReader.h"
#include "http/Problem.h"
#include "http/StreamSession.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace kinora::http {

namespace {

Error makeError(Code code, const char* detail) {
    Error error;
    error.code = code;
    error.detail = detail;
    return error;
}

std::uint64_t secondsOf(std::chrono::milliseconds time) {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(1, std::chrono::floor<std::chrono::seconds>(time).count()));
}

/// The route's pattern, never what was asked for: a path may hold what somebody typed in the wrong place, a query a
/// token.
void logAnswered(const Answered& answered) {
    if (!log::enabled(log::Level::Info))
        return;
    const Request& request = answered.request;
    const std::string_view method = request.method.empty() ? "-" : std::string_view(request.method);
    const std::string_view route = request.route.empty() ? "-" : request.route;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(answered.took).count();
    log::write(log::Level::Info, "http", "answered",
        {{"method", method}, {"route", route}, {"status", answered.status}, {"ms", took}, {"bytes", answered.bytes},
            {"requestId", request.id}, {"remote", request.remote.address}});
}

} // namespace

Connection::Connection(boost::asio::ip::tcp::socket socket, Endpoint remote, std::shared_ptr<const TlsContext> tls,
    std::shared_ptr<Places::Place> place, const ServerOptions& options, const Handler& handler)
    : m_transport(std::move(socket), std::move(tls), place)
    , m_remote(std::move(remote))
    , m_place(std::move(place))
    , m_options(options)
    , m_handler(handler)
    , m_patience{.limit = options.writeDeadline, .bytesPerSecond = options.readerBytesPerSecond} {
}

void Connection::beginStop() {
    m_stopping = true;
    if (m_idle)
        m_transport.interruptRead();
    if (const auto stream = m_stream.lock())
        stream->stop();
}

void Connection::forceStop() {
    beginStop();
    m_transport.close();
    m_cancel.emit(boost::asio::cancellation_type::terminal);
}

void Connection::giveWay() {
    if (!m_place->isWaiting())
        m_place->stays();
    else
        m_transport.close();
}

Task<> Connection::run() {
    const auto self = shared_from_this();
    m_idle = true;
    bool more = co_await m_transport.handshake(m_options.headDeadline);
    m_idle = false;
    while (more && !m_stopping)
        more = co_await serveOne();
    m_transport.close();
}

Task<bool> Connection::serveOne() {
    Incoming incoming;
    incoming.request.id = newId();
    incoming.request.remote = m_remote;
    if (m_place && !m_place->isWaiting()) // a new connection does so since it was accepted
        m_place->waits();
    co_await readRequest(incoming);
    if (m_place)
        m_place->works();
    m_transport.disarm();
    if (!incoming.readable)
        co_return false;
    const auto started = std::chrono::steady_clock::now();
    const std::uint64_t sentBefore = m_transport.sentBytes();
    if (incoming.refusal) {
        incoming.facts.keepAlive = false;
        Response refusal = problem(*incoming.refusal, incoming.request.id);
        const bool sent = co_await respond(incoming, std::move(refusal));
        tell(incoming.request, started, sentBefore, false);
        if (sent)
            co_await m_transport.lingerAndClose(incoming.rest);
        co_return false;
    }
    Response response = co_await handle(incoming.request);
    const bool stream = std::holds_alternative<StreamBody>(response.body);
    const bool more = co_await respond(incoming, std::move(response));
    tell(incoming.request, started, sentBefore, stream);
    co_return more&& incoming.facts.keepAlive && !m_stopping;
}

void Connection::tell(const Request& request, std::chrono::steady_clock::time_point started, std::uint64_t sentBefore,
    bool stream) const {
    const Answered answered{request, m_lastStatus, m_transport.sentBytes() - sentBefore,
        std::chrono::steady_clock::now() - started, stream};
    logAnswered(answered);
    if (m_options.observer)
        m_options.observer(answered);
}

Task<> Connection::readRequest(Incoming& incoming) {
    const bool arrived = co_await waitForFirstByte();
    if (!arrived)
        co_return;
    const auto length = co_await readHead(incoming);
    if (!length)
        co_return;
    incoming.readable = true;
    auto facts = scanHead(std::string_view(m_buffer).substr(0, *length));
    if (!facts) {
        incoming.refusal = std::move(facts.error());
        co_return;
    }
    incoming.facts = *facts;
    const auto parsed = parseHead(std::string_view(m_buffer).substr(0, *length), incoming.request);
    m_buffer.erase(0, *length);
    if (!parsed) {
        incoming.refusal = parsed.error();
        co_return;
    }
    BodyPlan plan;
    plan.limit = m_options.bodyLimit;
    const std::uint64_t announced = incoming.facts.contentLength.value_or(0);
    const bool isLarge = incoming.facts.chunked || announced > plan.limit;
    const bool goesToFile = m_options.bodyGoesToFile && m_options.bodyGoesToFile(incoming.request);
    if ((isLarge || goesToFile) && m_options.bodyPlanOf) {
        auto asking = m_options.bodyPlanOf(incoming.request);
        plan = co_await std::move(asking);
    }
    incoming.rest = incoming.facts.chunked ? plan.limit : std::min<std::uint64_t>(announced, plan.limit);
    if (plan.refusal) {
        incoming.refusal = std::move(plan.refusal);
        co_return;
    }
    if (announced > plan.limit) {
        incoming.refusal = makeError(Code::PayloadTooLarge, "The request body is larger than this server accepts.");
        co_return;
    }
    co_await readBody(incoming, std::move(plan));
}

Task<bool> Connection::waitForFirstByte() {
    // One line end before a request line is tolerated (RFC 9112, 2.2): some clients send one after a body. The deadline
    // covers all of it, so that line ends alone keep nothing open.
    bool skipped = false;
    bool armed = false;
    while (true) {
        if (!skipped && m_buffer.starts_with("\r\n")) {
            m_buffer.erase(0, 2);
            skipped = true;
        }
        if (!m_buffer.empty() && (skipped || m_buffer != "\r"))
            co_return true;
        if (!std::exchange(armed, true))
            m_transport.armRead(m_options.idleDeadline);
        m_idle = true;
        const auto result = co_await m_transport.read(m_buffer);
        m_idle = false;
        if (result != Transport::Read::Data)
            co_return false;
    }
}

Task<std::optional<std::size_t>> Connection::readHead(Incoming& incoming) {
    m_transport.armRead(m_options.headDeadline);
    std::size_t seen = 0;
    while (true) {
        const auto length = headLength(m_buffer, seen);
        seen = m_buffer.size();
        if (length.value_or(m_buffer.size()) > m_options.headLimit) {
            incoming.readable = true;
            incoming.refusal = makeError(Code::HeadersTooLarge, "The request head is larger than this server accepts.");
            co_return std::nullopt;
        }
        if (length)
            co_return length;
        const auto result = co_await m_transport.read(m_buffer);
        if (result == Transport::Read::TimedOut) {
            incoming.readable = true;
            incoming.refusal = makeError(Code::RequestTimeout, "The request head did not arrive in time.");
        }
        if (result != Transport::Read::Data)
            co_return std::nullopt;
    }
}

Task<> Connection::readBody(Incoming& incoming, BodyPlan plan) {
    BodyReader reader(incoming.facts, plan.limit);
    std::optional<BodyFile> file;
    if (!plan.file.empty()) {
        auto created = BodyFile::create(std::move(plan.file));
        if (!created) {
            incoming.refusal = std::move(created.error());
            co_return;
        }
        file.emplace(std::move(*created));
    }
    m_transport.armRead(m_options.bodyDeadline);
    bool invited = !incoming.facts.expectContinue;
    std::uint64_t expected = 0;
    while (true) {
        const auto used = reader.feed(m_buffer);
        if (!used) {
            incoming.refusal = used.error();
            co_return;
        }
        m_buffer.erase(0, *used);
        if (file) {
            if (auto written = file->write(reader.take()); !written) {
                incoming.refusal = std::move(written.error());
                co_return;
            }
            // A file takes as long as it takes, as long as it comes no slower than readers may read.
            if (file->bytes() > expected) {
                expected = file->bytes() + m_options.readerBytesPerSecond * secondsOf(m_options.bodyDeadline);
                m_transport.armRead(m_options.bodyDeadline);
            }
        }
        if (reader.done())
            break;
        if (!std::exchange(invited, true)) {
            constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            const bool sent = co_await m_transport.write(goOn, m_patience);
            m_transport.armRead(m_options.bodyDeadline);
            if (!sent) {
                incoming.readable = false;
                co_return;
            }
        }
        const auto result = co_await m_transport.read(m_buffer);
        if (result == Transport::Read::TimedOut) {
            incoming.refusal = makeError(Code::RequestTimeout, "The request body did not arrive in time.");
            co_return;
        }
        if (result == Transport::Read::End) {
            incoming.readable = false;
            co_return;
        }
    }
    if (!file) {
        incoming.request.body = reader.take();
        co_return;
    }
    file->close();
    incoming.request.file = std::make_shared<const BodyFile>(std::move(*file));
}

Task<Response> Connection::handle(Request& request) {
    std::string what;
    try {
        auto answer = m_handler(request);
        co_return co_await std::move(answer);
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        what = "an unknown exception";
    }
    const std::string message = fmt::format("{} {} failed: {}", request.method, request.path, what);
    log::write(log::Level::Error, "http", message, {{"requestId", request.id}});
    co_return problem(makeError(Code::Internal, "Something went wrong here. The log has the details."), request.id);
}

} // namespace kinora::http
