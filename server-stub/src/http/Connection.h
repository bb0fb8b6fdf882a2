// One client connection from accept to close.
#pragma once

#include "http/HeadScanner.h"
#include "http/Places.h"
#include "http/Server.h"
#include "http/Transport.h"

#include <boost/asio/cancellation_signal.hpp>

#include <memory>
#include <string>

namespace kinora::http {

class StreamSession;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// `options` and `handler` must outlive run().
    /// `place`: absent where they are not counted.
    Connection(boost::asio::ip::tcp::socket socket, Endpoint remote, std::shared_ptr<const TlsContext> tls,
        std::shared_ptr<Places::Place> place, const ServerOptions& options, const Handler& handler);

    /// Serves requests until either side has had enough.
    [[nodiscard]] Task<> run();

    /// No request after the present one; a stream ends with its farewell. On the connection's thread.
    void beginStop();
    /// Ends at once, cancelling a handler that still runs. On the connection's thread.
    void forceStop();
    /// Ends at once, for another one's sake, unless it is at work for its client. On the connection's thread.
    void giveWay();

    /// Bind it to run().
    [[nodiscard]] boost::asio::cancellation_signal& cancellation() { return m_cancel; }

private:
    struct Incoming {
        Request request;
        HeadFacts facts;
        bool readable = false;        ///< nothing to answer if false: the peer has left or was silent
        std::optional<Error> refusal; ///< answered, then the connection closes
        std::uint64_t rest = 0;       ///< most bytes that may still come of a refused body
    };

    Task<bool> serveOne();
    void tell(const Request& request, std::chrono::steady_clock::time_point started, std::uint64_t sentBefore,
        bool stream) const;
    Task<> readRequest(Incoming& incoming);
    Task<bool> waitForFirstByte();
    Task<std::optional<std::size_t>> readHead(Incoming& incoming);
    Task<> readBody(Incoming& incoming, BodyPlan plan);
    Task<Response> handle(Request& request);

    Task<bool> respond(const Incoming& incoming, Response response);
    Task<bool> respondText(const Incoming& incoming, const Response& response, bool keepAlive);
    Task<bool> respondFile(const Incoming& incoming, Response& response, bool keepAlive);
    Task<bool> respondStream(const Incoming& incoming, Response& response);
    Task<> respondBroken(const Incoming& incoming, const Response& response);
    [[nodiscard]] std::string head(const Incoming& incoming, const Response& response, bool keepAlive,
        std::optional<std::uint64_t> contentLength, bool chunked) const;

    Transport m_transport;
    Endpoint m_remote;
    std::shared_ptr<Places::Place> m_place;
    const ServerOptions& m_options;
    const Handler& m_handler;
    const Patience m_patience;
    boost::asio::cancellation_signal m_cancel;
    std::string m_buffer;                  ///< read and not yet used: the start of a next, pipelined request
    std::weak_ptr<StreamSession> m_stream; ///< while one is being sent
    int m_lastStatus = 0;
    bool m_idle = false;
    bool m_stopping = false;
};

} // namespace kinora::http
