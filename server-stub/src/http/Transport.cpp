#include "http/Transport.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kinora::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

// So much of a file at a time, so that one fast reader does not keep the thread from everybody else.
constexpr std::uint64_t Slice = 1 << 20;

} // namespace

Transport::Transport(tcp::socket socket, std::shared_ptr<const TlsContext> tls, std::shared_ptr<Places::Place> place)
    : m_socket(std::move(socket))
    , m_place(std::move(place))
    , m_timer(m_socket.get_executor()) {
    boost::system::error_code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
    m_socket.native_non_blocking(true, ignored);
    if (tls)
        m_tls.emplace(std::move(tls), m_socket.native_handle());
}

Transport::~Transport() {
    ++*m_armed;
}

void Transport::arm(std::chrono::milliseconds limit) {
    m_expired = false;
    const std::uint64_t mine = ++*m_armed;
    m_timer.expires_after(limit);
    m_timer.async_wait([this, mine, armed = m_armed](const boost::system::error_code& error) {
        if (error || mine != *armed)
            return;
        m_expired = true;
        boost::system::error_code ignored;
        m_socket.cancel(ignored);
    });
}

void Transport::armRead(std::chrono::milliseconds limit) {
    arm(limit);
}

void Transport::disarm() {
    ++*m_armed;
    m_expired = false;
    m_timer.cancel();
}

void Transport::interruptRead() {
    m_interrupted = true;
    boost::system::error_code ignored;
    m_socket.cancel(ignored);
}

Task<bool> Transport::handshake(std::chrono::milliseconds limit) {
    if (!m_tls)
        co_return true;
    arm(limit);
    while (!m_interrupted && !m_expired) {
        const TlsSession::Step step = m_tls->handshake();
        if (step == TlsSession::Step::Done) {
            disarm();
            co_return true;
        }
        if (step == TlsSession::Step::Gone)
            break;
        const auto what = step == TlsSession::Step::WantRead ? tcp::socket::wait_read : tcp::socket::wait_write;
        const auto [error] = co_await m_socket.async_wait(what, token);
        if (error)
            break;
    }
    disarm();
    co_return false;
}

Task<Transport::Read> Transport::readTls(std::string& buffer, std::size_t before) {
    while (true) {
        const TlsSession::Moved moved = m_tls->read(buffer.data() + before, buffer.size() - before);
        if (moved.step == TlsSession::Step::Done) {
            buffer.resize(before + moved.bytes);
            co_return Read::Data;
        }
        boost::system::error_code ended = asio::error::eof;
        if (moved.step != TlsSession::Step::Gone) {
            const auto what =
                moved.step == TlsSession::Step::WantRead ? tcp::socket::wait_read : tcp::socket::wait_write;
            const auto [error] = co_await m_socket.async_wait(what, token);
            ended = error;
        }
        if (!ended && !m_interrupted && !m_expired)
            continue;
        buffer.resize(before);
        co_return m_interrupted || m_expired ? Read::TimedOut : Read::End;
    }
}

Task<Transport::Read> Transport::read(std::string& buffer) {
    if (m_interrupted || m_expired)
        co_return Read::TimedOut;
    constexpr std::size_t step = 16 << 10;
    const std::size_t before = buffer.size();
    buffer.resize(before + step);
    if (m_tls) {
        const Read result = co_await readTls(buffer, before);
        co_return result;
    }
    const auto space = asio::buffer(buffer.data() + before, step);
    const auto [error, count] = co_await m_socket.async_read_some(space, token);
    buffer.resize(before + count);
    if (count > 0)
        co_return Read::Data;
    co_return m_interrupted || m_expired ? Read::TimedOut : Read::End;
}

Task<bool> Transport::waitWritable(std::chrono::milliseconds limit) {
    arm(limit);
    // In the middle of reading a request it waits already.
    const bool began = m_place && !m_place->isWaiting();
    if (began)
        m_place->waits();
    const auto [error] = co_await m_socket.async_wait(tcp::socket::wait_write, token);
    if (began)
        m_place->works();
    const bool expired = m_expired;
    disarm();
    co_return !error && !expired;
}

std::optional<std::size_t> Transport::trySend(std::string_view bytes) {
    if (m_tls) {
        const TlsSession::Moved moved = m_tls->write(bytes);
        m_sentBytes += moved.bytes;
        return moved.step == TlsSession::Step::Gone ? std::nullopt : std::optional(moved.bytes);
    }
    while (true) {
        const ssize_t sent = ::send(m_socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            m_sentBytes += static_cast<std::uint64_t>(sent);
            return static_cast<std::size_t>(sent);
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return 0;
        if (errno != EINTR)
            return std::nullopt;
    }
}

Task<bool> Transport::write(std::string_view bytes, Patience patience) {
    Pace pace(patience);
    while (true) {
        const auto sent = trySend(bytes);
        if (!sent)
            co_return false;
        bytes.remove_prefix(*sent);
        pace.moved(*sent);
        if (bytes.empty())
            co_return true;
        const bool writable = co_await waitWritable(pace.left());
        if (!writable)
            co_return false;
    }
}

Task<bool> Transport::sendFile(int descriptor, std::uint64_t first, std::uint64_t length, Patience patience) {
    if (m_tls) {
        const bool sent = co_await sendFileTls(descriptor, first, length, patience);
        co_return sent;
    }
    Pace pace(patience);
    auto offset = static_cast<off_t>(first);
    while (length > 0) {
        const ssize_t sent = ::sendfile(m_socket.native_handle(), descriptor, &offset, std::min(length, Slice));
        if (sent == 0)
            co_return false; // the file became shorter
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            co_return false;
        const auto moved = static_cast<std::uint64_t>(std::max<ssize_t>(sent, 0));
        length -= moved;
        m_sentBytes += moved;
        pace.moved(moved);
        if (length == 0)
            break;
        const bool writable = co_await waitWritable(pace.left());
        if (!writable)
            co_return false;
    }
    co_return true;
}

Task<bool> Transport::sendFileTls(int descriptor, std::uint64_t first, std::uint64_t length, Patience patience) {
    constexpr std::size_t pieceSize = 64 << 10;
    std::string piece(pieceSize, '\0');
    std::uint64_t sinceWait = 0;
    while (length > 0) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length, pieceSize));
        const ssize_t got = ::pread(descriptor, piece.data(), wanted, static_cast<off_t>(first));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            co_return false;
        const auto count = static_cast<std::size_t>(got);
        const std::string_view bytes(piece.data(), count);
        const bool sent = co_await write(bytes, patience);
        if (!sent)
            co_return false;
        first += count;
        length -= count;
        sinceWait += count;
        if (sinceWait < Slice || length == 0)
            continue;
        sinceWait = 0;
        const bool writable = co_await waitWritable(patience.limit);
        if (!writable)
            co_return false;
    }
    co_return true;
}

void Transport::discard(std::function<void(std::optional<std::size_t>)> done) {
    m_socket.async_wait(tcp::socket::wait_read, [this, done = std::move(done)](const boost::system::error_code& error) {
        // After an error this object may be gone already: only the callback knows its owner.
        if (error) {
            done(std::nullopt);
            return;
        }
        std::array<char, 4096> waste{};
        std::optional<std::size_t> count;
        if (m_tls) {
            const TlsSession::Moved moved = m_tls->read(waste.data(), waste.size());
            if (moved.step != TlsSession::Step::Gone)
                count = moved.bytes;
        } else {
            const ssize_t got = ::recv(m_socket.native_handle(), waste.data(), waste.size(), MSG_DONTWAIT);
            if (got > 0)
                count = static_cast<std::size_t>(got);
            else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
                count = 0;
        }
        done(count);
    });
}

void Transport::cork(bool on) {
    const int value = on ? 1 : 0;
    ::setsockopt(m_socket.native_handle(), IPPROTO_TCP, TCP_CORK, &value, sizeof value);
}

Task<> Transport::lingerAndClose(std::uint64_t rest) {
    // More than any body that goes into the memory, and what was announced of others: who is cut off while sending may
    // never read why.
    constexpr std::uint64_t least = 16 << 20;
    constexpr std::chrono::seconds patience(2);
    constexpr std::uint64_t pace = 64 << 10; // bytes in that time; who is slower is not waited for
    const std::uint64_t most = std::max(rest, least);
    boost::system::error_code ignored;
    if (m_tls)
        m_tls->end();
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
    m_interrupted = false;
    armRead(patience);
    std::uint64_t seen = 0;
    std::uint64_t expected = pace;
    std::array<char, 16384> waste{};
    while (seen < most) {
        // The bare bytes, also under TLS: nobody reads what they say.
        const auto space = asio::buffer(waste);
        const auto [error, count] = co_await m_socket.async_read_some(space, token);
        if (error)
            break;
        seen += count;
        if (seen < expected)
            continue;
        expected = seen + pace;
        armRead(patience);
    }
    close();
}

void Transport::close() {
    disarm();
    if (m_tls)
        m_tls->end();
    boost::system::error_code ignored;
    m_socket.close(ignored);
}

} // namespace kinora::http
