#include "http/Transport.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

namespace kinora::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

} // namespace

Transport::Transport(tcp::socket socket)
    : m_socket(std::move(socket))
    , m_timer(m_socket.get_executor()) {
    boost::system::error_code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
    m_socket.native_non_blocking(true, ignored);
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

Task<Transport::Read> Transport::read(std::string& buffer) {
    if (m_interrupted || m_expired)
        co_return Read::TimedOut;
    constexpr std::size_t step = 16 << 10;
    const std::size_t before = buffer.size();
    buffer.resize(before + step);
    const auto space = asio::buffer(buffer.data() + before, step);
    const auto [error, count] = co_await m_socket.async_read_some(space, token);
    buffer.resize(before + count);
    if (count > 0)
        co_return Read::Data;
    co_return m_interrupted || m_expired ? Read::TimedOut : Read::End;
}

Task<bool> Transport::waitWritable(std::chrono::milliseconds limit) {
    arm(limit);
    const auto [error] = co_await m_socket.async_wait(tcp::socket::wait_write, token);
    const bool expired = m_expired;
    disarm();
    co_return !error && !expired;
}

std::optional<std::size_t> Transport::trySend(std::string_view bytes) {
    while (true) {
        const ssize_t sent = ::send(m_socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0)
            return static_cast<std::size_t>(sent);
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return 0;
        if (errno != EINTR)
            return std::nullopt;
    }
}

Task<bool> Transport::write(std::string_view bytes, std::chrono::milliseconds limit) {
    while (true) {
        const auto sent = trySend(bytes);
        if (!sent)
            co_return false;
        bytes.remove_prefix(*sent);
        if (bytes.empty())
            co_return true;
        const bool writable = co_await waitWritable(limit);
        if (!writable)
            co_return false;
    }
}

Task<bool> Transport::sendFile(
    int descriptor, std::uint64_t first, std::uint64_t length, std::chrono::milliseconds limit) {
    // 1 MB a call, so that one fast reader does not keep the thread from everybody else.
    constexpr std::uint64_t slice = 1 << 20;
    auto offset = static_cast<off_t>(first);
    while (length > 0) {
        const ssize_t sent = ::sendfile(m_socket.native_handle(), descriptor, &offset, std::min(length, slice));
        if (sent == 0)
            co_return false; // the file became shorter
        if (sent > 0)
            length -= static_cast<std::uint64_t>(sent);
        else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            co_return false;
        if (length == 0)
            break;
        const bool writable = co_await waitWritable(limit);
        if (!writable)
            co_return false;
    }
    co_return true;
}

void Transport::cork(bool on) {
    const int value = on ? 1 : 0;
    ::setsockopt(m_socket.native_handle(), IPPROTO_TCP, TCP_CORK, &value, sizeof value);
}

Task<> Transport::lingerAndClose() {
    constexpr std::size_t most = 256 << 10;
    boost::system::error_code ignored;
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
    m_interrupted = false;
    armRead(std::chrono::seconds(2));
    std::size_t seen = 0;
    std::string waste;
    while (seen < most) {
        waste.clear();
        const Read result = co_await read(waste);
        if (result != Read::Data)
            break;
        seen += waste.size();
    }
    close();
}

void Transport::close() {
    disarm();
    boost::system::error_code ignored;
    m_socket.close(ignored);
}

} // namespace kinora::http
