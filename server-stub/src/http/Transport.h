// A connected socket with a deadline on every step.
#pragma once

#include "base/Task.h"
#include "http/Pace.h"
#include "http/Places.h"
#include "http/Tls.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::http {

/// Lives on one I/O thread. After a step failed or its deadline passed nothing more can be written.
class Transport {
public:
    /// `tls`: spoken on this connection if given. `place`: told while a reader keeps us waiting, if given.
    Transport(boost::asio::ip::tcp::socket socket, std::shared_ptr<const TlsContext> tls,
        std::shared_ptr<Places::Place> place);
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// Agrees on keys; before anything else. True at once without TLS.
    [[nodiscard]] Task<bool> handshake(std::chrono::milliseconds limit);

    enum class Read { Data, End, TimedOut };
    /// Appends what arrives next to `buffer`.
    [[nodiscard]] Task<Read> read(std::string& buffer);
    /// One deadline over several reads; they end with TimedOut.
    void armRead(std::chrono::milliseconds limit);
    void disarm();
    /// Makes a pending or the next read end with TimedOut.
    void interruptRead();

    /// Sends what the kernel takes at once; how many bytes, or nothing if the connection is gone.
    [[nodiscard]] std::optional<std::size_t> trySend(std::string_view bytes);
    /// Sends all of it.
    [[nodiscard]] Task<bool> write(std::string_view bytes, Patience patience);
    /// Sends bytes [first, first + length) of an open file, without TLS without copying them through this process.
    [[nodiscard]] Task<bool> sendFile(int descriptor, std::uint64_t first, std::uint64_t length, Patience patience);
    /// Calls back with how many bytes came and were thrown away, or with nothing when the peer is gone. At most one at
    /// a time; it may run beside a write.
    void discard(std::function<void(std::optional<std::size_t>)> done);
    /// Holds back small pieces until turned off (TCP_CORK), so that a head and the file behind it share packets.
    void cork(bool on);

    /// Ends our side, then reads what the peer still sends, 16 MiB or `rest` bytes of a body at most: closing with
    /// unread bytes would send a reset that can overtake our answer.
    [[nodiscard]] Task<> lingerAndClose(std::uint64_t rest);
    void close();

    /// Bytes the kernel took, since the connection was made.
    [[nodiscard]] std::uint64_t sentBytes() const { return m_sentBytes; }

    [[nodiscard]] boost::asio::ip::tcp::socket& socket() { return m_socket; }

private:
    void arm(std::chrono::milliseconds limit);
    Task<bool> waitWritable(std::chrono::milliseconds limit);
    Task<Read> readTls(std::string& buffer, std::size_t before);
    Task<bool> sendFileTls(int descriptor, std::uint64_t first, std::uint64_t length, Patience patience);

    boost::asio::ip::tcp::socket m_socket;
    std::optional<TlsSession> m_tls;
    std::shared_ptr<Places::Place> m_place;
    boost::asio::steady_timer m_timer;
    /// Counts deadlines, so that a late alarm of an old one is not taken for the present one; shared with the alarms,
    /// which may still be queued when this object goes.
    std::shared_ptr<std::uint64_t> m_armed = std::make_shared<std::uint64_t>(0);
    std::uint64_t m_sentBytes = 0;
    bool m_interrupted = false;
    bool m_expired = false;
};

} // namespace kinora::http
