// One stream while it is sent: writes, heartbeats, and noticing that the peer has left.
#pragma once

#include "http/Response.h"
#include "http/Transport.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace kinora::http {

/// Lives on its connection's I/O thread. All bytes go out through begin(), one piece at a time, in a task that the
/// stream's own cancellation does not reach: a piece is never cut in the middle while the peer is there.
class StreamSession final : public StreamWriter, public std::enable_shared_from_this<StreamSession> {
public:
    /// `owner` is kept alive as long as the session: it holds the transport, which a last write may still be using.
    StreamSession(std::shared_ptr<void> owner, Transport& transport, bool chunked, Patience patience);

    /// Runs the stream to its end and sends the last chunk. The head has been sent. `body` must outlive the call.
    [[nodiscard]] Task<> run(const StreamBody& body);
    /// The server stops: end the stream, with its farewell if the peer still reads.
    void stop();

    [[nodiscard]] Task<bool> write(std::string bytes) override;
    [[nodiscard]] bool closed() const override { return m_gone || m_stopping; }

private:
    void begin(std::string_view bytes);
    void finishPiece(bool good);
    void watchPeer();
    void scheduleHeartbeat(const StreamBody& body);
    void leave();
    Task<> piecesSent();

    std::shared_ptr<void> m_owner;
    Transport& m_transport;
    bool m_chunked;
    Patience m_patience;
    boost::asio::cancellation_signal m_cancel;
    boost::asio::steady_timer m_event; ///< cancelled whenever a piece has been sent or the peer has left
    boost::asio::steady_timer m_heartbeat;
    std::string m_piece;
    std::chrono::steady_clock::time_point m_lastSent = std::chrono::steady_clock::now();
    std::size_t m_wasted = 0;
    bool m_sending = false;
    bool m_gone = false;
    bool m_stopping = false;
    bool m_ended = false;
};

} // namespace kinora::http
