#include "http/StreamSession.h"

#include "base/Log.h"
#include "http/Wire.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace kinora::http {

namespace asio = boost::asio;

StreamSession::StreamSession(std::shared_ptr<void> owner, Transport& transport, bool chunked, Patience patience)
    : m_owner(std::move(owner))
    , m_transport(transport)
    , m_chunked(chunked)
    , m_patience(patience)
    , m_event(transport.socket().get_executor(), asio::steady_timer::time_point::max())
    , m_heartbeat(transport.socket().get_executor()) {
}

Task<> StreamSession::run(const StreamBody& body) {
    const auto executor = m_transport.socket().get_executor();
    // However this ends, the callbacks that are still under way must find it ended: `body` goes with the caller.
    struct Ending {
        StreamSession& session;
        ~Ending() {
            session.m_ended = true;
            session.m_heartbeat.cancel();
        }
    };
    const Ending ending{*this};
    watchPeer();
    if (!body.heartbeat.empty())
        scheduleHeartbeat(body);
    auto stream = body.run(*this);
    auto bound = asio::bind_cancellation_slot(m_cancel.slot(), asio::as_tuple(asio::use_awaitable));
    const auto [failure] = co_await asio::co_spawn(executor, std::move(stream), bound);
    if (failure && !closed()) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log::error("http", "a stream ended by an error: {}", error.what());
        }
        // Without the last chunk the peer can tell that this was not the proper end.
        m_gone = true;
    }
    co_await piecesSent();
    if (m_stopping && !m_gone && !body.farewell.empty()) {
        begin(body.farewell);
        co_await piecesSent();
    }
    m_ended = true;
    if (!m_gone && m_chunked) {
        const bool sent = co_await m_transport.write(lastChunk, m_patience);
        m_gone = !sent;
    }
}

void StreamSession::stop() {
    if (m_stopping)
        return;
    m_stopping = true;
    m_event.cancel();
    m_cancel.emit(asio::cancellation_type::terminal);
}

Task<bool> StreamSession::write(std::string bytes) {
    co_await piecesSent();
    if (closed())
        co_return false;
    if (!bytes.empty())
        begin(bytes);
    co_await piecesSent();
    co_return !closed();
}

Task<> StreamSession::piecesSent() {
    // Not ended by m_stopping: the piece on its way must leave before the farewell.
    while (m_sending && !m_gone)
        co_await m_event.async_wait(asio::as_tuple(asio::use_awaitable));
}

void StreamSession::begin(std::string_view bytes) {
    m_piece = m_chunked ? chunk(bytes) : std::string(bytes);
    m_lastSent = std::chrono::steady_clock::now();
    const auto sent = m_transport.trySend(m_piece);
    if (!sent) {
        leave();
        return;
    }
    if (*sent == m_piece.size())
        return;
    m_sending = true;
    const auto rest = std::string_view(m_piece).substr(*sent);
    auto sending = m_transport.write(rest, m_patience);
    asio::co_spawn(m_transport.socket().get_executor(), std::move(sending),
        [self = shared_from_this()](
            const std::exception_ptr& failure, bool good) { self->finishPiece(good && !failure); });
}

void StreamSession::finishPiece(bool good) {
    m_sending = false;
    if (good)
        m_event.cancel();
    else
        leave();
}

void StreamSession::leave() {
    if (m_gone)
        return;
    m_gone = true;
    m_event.cancel();
    m_heartbeat.cancel();
    // Later, because this may run inside the very coroutine that is to be cancelled.
    asio::post(m_transport.socket().get_executor(),
        [self = shared_from_this()] { self->m_cancel.emit(asio::cancellation_type::terminal); });
}

void StreamSession::watchPeer() {
    // A peer that goes on sending while it is streamed to has nothing to say that would be answered.
    constexpr std::size_t tolerated = 64 << 10;
    m_transport.discard([self = shared_from_this()](std::optional<std::size_t> count) {
        if (self->m_ended)
            return;
        self->m_wasted += count.value_or(0);
        if (!count || self->m_wasted > tolerated)
            self->leave();
        else
            self->watchPeer();
    });
}

void StreamSession::scheduleHeartbeat(const StreamBody& body) {
    m_heartbeat.expires_at(m_lastSent + body.heartbeatEvery);
    m_heartbeat.async_wait([self = shared_from_this(), &body](const boost::system::error_code& error) {
        if (error || self->closed() || self->m_ended)
            return;
        const bool due = std::chrono::steady_clock::now() >= self->m_lastSent + body.heartbeatEvery;
        if (due && !self->m_sending)
            self->begin(body.heartbeat);
        else if (due)
            self->m_lastSent = std::chrono::steady_clock::now();
        if (!self->closed())
            self->scheduleHeartbeat(body);
    });
}

} // namespace kinora::http
