#include "http/Server.h"

#include "base/Addresses.h"
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "http/Connection.h"
#include "http/Places.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <csignal>
#include <mutex>
#include <unordered_set>

namespace kinora::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto acceptToken = asio::as_tuple(asio::use_awaitable);

/// Told once a second at most: a flood of connections must not become a flood of lines.
class Refusals {
public:
    void note(const std::string& network, std::size_t open) {
        ++m_count;
        const auto now = std::chrono::steady_clock::now();
        if (now < m_next)
            return;
        log::warning("http", "{} connections refused, the last from {}; {} are open", m_count, network, open);
        m_count = 0;
        m_next = now + std::chrono::seconds(1);
    }

private:
    std::size_t m_count = 0;
    std::chrono::steady_clock::time_point m_next;
};

Endpoint describe(const tcp::endpoint& endpoint) {
    const asio::ip::address address = unmapped(endpoint.address());
    Endpoint described;
    described.address = address.to_string();
    described.port = endpoint.port();
    described.loopback = address.is_loopback();
    return described;
}

} // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
    // The connections of one I/O thread, touched only there.
    struct Shard {
        asio::any_io_executor executor;
        std::unordered_set<Connection*> connections;
    };

    State(IoThreads& io, ServerOptions chosen, Handler function)
        : threads(io)
        , options(std::move(chosen))
        , handler(std::move(function)) {
        for (std::size_t i = 0; i < io.size(); ++i) {
            shards.push_back(std::make_unique<Shard>());
            shards.back()->executor = io.executor(i);
        }
        if (options.connectionsPerAddress)
            places.emplace(*options.connectionsPerAddress);
    }

    IoThreads& threads;
    ServerOptions options;
    Handler handler;
    std::vector<std::unique_ptr<Shard>> shards;
    std::vector<std::unique_ptr<tcp::acceptor>> acceptors; ///< touched on shard 0's thread once started
    std::atomic<std::size_t> open{0};
    std::atomic<std::size_t> turn{0};
    std::atomic<bool> stopping{false};
    std::mutex tlsLock;
    std::shared_ptr<const TlsContext> tls; ///< under tlsLock: replaced while connections are made

    std::optional<Places> places; ///< where connections are counted by address

    Result<> loadTls();
    std::shared_ptr<const TlsContext> presentTls();
    Result<Endpoint> listen();
    Refusals refusals; ///< touched on shard 0's thread
    Task<> accept(tcp::acceptor& acceptor);
    /// What is known of a connection between accept and its own thread.
    struct Arrival {
        tcp::endpoint peer;
        std::string network;
        std::shared_ptr<Places::Place> place; ///< absent where they are not counted
    };
    void adopt(tcp::socket socket, Arrival arrival, std::size_t index);
    void leave(const Arrival& arrival);
    void eachConnection(void (Connection::*what)());
    Task<bool> untilNoneIsOpen(std::chrono::milliseconds limit);
};

Result<> Server::State::loadTls() {
    if (!options.tls)
        return {};
    auto loaded = TlsContext::load(*options.tls);
    if (!loaded)
        return std::unexpected(std::move(loaded.error()));
    const std::lock_guard guard(tlsLock);
    tls = std::move(*loaded);
    return {};
}

std::shared_ptr<const TlsContext> Server::State::presentTls() {
    const std::lock_guard guard(tlsLock);
    return tls;
}

Result<Endpoint> Server::State::listen() {
    boost::system::error_code error;
    tcp::resolver resolver(shards.front()->executor);
    const auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
    if (error)
        return fail(Code::Unavailable, "cannot resolve " + options.host + ": " + error.message());
    std::uint16_t port = options.port;
    for (const auto& entry : found) {
        auto acceptor = std::make_unique<tcp::acceptor>(shards.front()->executor);
        tcp::endpoint endpoint = entry.endpoint();
        // With port 0 the first address picks, the others (localhost has two) follow.
        endpoint.port(port);
        acceptor->open(endpoint.protocol(), error);
        if (!error)
            acceptor->set_option(tcp::acceptor::reuse_address(true), error);
        if (!error && endpoint.address().is_v6())
            acceptor->set_option(asio::ip::v6_only(true), error);
        if (!error)
            acceptor->bind(endpoint, error);
        if (!error)
            acceptor->listen(1024, error);
        if (!error) {
            port = acceptor->local_endpoint().port();
            acceptors.push_back(std::move(acceptor));
        } else if (error != asio::error::address_family_not_supported && error.value() != EADDRNOTAVAIL) {
            break;
        }
    }
    if (acceptors.empty() ||
        (error && error != asio::error::address_family_not_supported && error.value() != EADDRNOTAVAIL)) {
        acceptors.clear();
        return fail(Code::Unavailable,
            "cannot listen on " + options.host + ":" + std::to_string(options.port) + ": " + error.message());
    }
    return describe(acceptors.front()->local_endpoint());
}

void Server::State::leave(const Arrival& arrival) {
    --open;
    if (arrival.place)
        places->leave(arrival.network, arrival.place);
}

Task<> Server::State::accept(tcp::acceptor& acceptor) {
    const auto self = shared_from_this();
    while (!stopping) {
        const std::size_t index = turn.fetch_add(1) % shards.size();
        auto [error, socket] = co_await acceptor.async_accept(shards[index]->executor, acceptToken);
        if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor)
            co_return;
        if (error) {
            // No descriptors left, most likely: waiting lets connections end.
            log::warning("http", "cannot accept a connection: {}", error.message());
            const bool again = co_await sleepFor(std::chrono::milliseconds(100));
            if (!again)
                co_return;
            continue;
        }
        boost::system::error_code gone;
        const tcp::endpoint peer = socket.remote_endpoint(gone);
        if (gone)
            continue;
        const bool hasRoom = open.load() < options.connectionLimit;
        Arrival arrival{.peer = peer, .network = networkOf(peer.address()), .place = {}};
        if (hasRoom && places)
            arrival.place = places->enter(arrival.network);
        if (!hasRoom || (places && !arrival.place)) {
            refusals.note(arrival.network, open.load());
            continue;
        }
        ++open;
        auto task = [state = shared_from_this(), index, arrived = std::move(arrival),
                        moved = std::move(socket)]() mutable {
            state->adopt(std::move(moved), std::move(arrived), index);
        };
        asio::post(shards[index]->executor, std::move(task));
    }
}

void Server::State::adopt(tcp::socket socket, Arrival arrival, std::size_t index) {
    if (stopping) {
        leave(arrival);
        return;
    }
    Shard& shard = *shards[index];
    auto connection = std::make_shared<Connection>(
        std::move(socket), describe(arrival.peer), presentTls(), arrival.place, options, handler);
    shard.connections.insert(connection.get());
    if (arrival.place) {
        places->attach(*arrival.place, [executor = shard.executor, weak = std::weak_ptr(connection)] {
            asio::post(executor, [weak] {
                if (const auto present = weak.lock())
                    present->giveWay();
            });
        });
    }
    auto slot = connection->cancellation().slot();
    auto finished = [state = shared_from_this(), &shard, connection, arrived = std::move(arrival)](
                        const std::exception_ptr& failure) {
        // What gets here was thrown outside the handler: out of memory, or the cancellation of a forced stop.
        if (failure && !state->stopping)
            log::error("http", "a connection ended by an exception");
        shard.connections.erase(connection.get());
        state->leave(arrived);
    };
    asio::co_spawn(shard.executor, connection->run(), asio::bind_cancellation_slot(slot, std::move(finished)));
}

void Server::State::eachConnection(void (Connection::*what)()) {
    for (auto& shard : shards) {
        asio::post(shard->executor, [state = shared_from_this(), shard = shard.get(), what] {
            // A copy: ending one may change the set. Each is alive, its coroutine ends only on this thread.
            const std::vector<Connection*> present(shard->connections.begin(), shard->connections.end());
            for (Connection* connection : present) {
                if (shard->connections.contains(connection))
                    (connection->*what)();
            }
        });
    }
}

Task<bool> Server::State::untilNoneIsOpen(std::chrono::milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (open.load() > 0) {
        if (std::chrono::steady_clock::now() >= end)
            co_return false;
        const bool going = co_await sleepFor(std::chrono::milliseconds(5));
        if (!going)
            co_return false;
    }
    co_return true;
}

Server::Server(IoThreads& threads, ServerOptions options, Handler handler)
    : m_state(std::make_shared<State>(threads, std::move(options), std::move(handler))) {
    std::signal(SIGPIPE, SIG_IGN);
}

Server::~Server() = default;

Result<Endpoint> Server::start() {
    auto secured = m_state->loadTls();
    if (!secured)
        return std::unexpected(std::move(secured.error()));
    auto endpoint = m_state->listen();
    if (!endpoint)
        return endpoint;
    for (auto& acceptor : m_state->acceptors)
        asio::co_spawn(m_state->shards.front()->executor, m_state->accept(*acceptor), asio::detached);
    return endpoint;
}

Result<> Server::reloadTls() {
    return m_state->loadTls();
}

Task<> Server::stop(std::chrono::milliseconds grace) {
    const auto state = m_state;
    if (state->stopping.exchange(true))
        co_return;
    asio::post(state->shards.front()->executor, [state] {
        for (auto& acceptor : state->acceptors) {
            boost::system::error_code ignored;
            acceptor->close(ignored);
        }
    });
    state->eachConnection(&Connection::beginStop);
    const bool drained = co_await state->untilNoneIsOpen(grace);
    if (drained)
        co_return;
    log::warning("http", "{} connections did not end in time and are closed", state->open.load());
    state->eachConnection(&Connection::forceStop);
    const bool closed = co_await state->untilNoneIsOpen(std::chrono::seconds(1));
    if (!closed)
        log::warning("http", "{} requests are still being answered", state->open.load());
}

std::string toString(const Endpoint& endpoint) {
    const bool v6 = endpoint.address.contains(':');
    return (v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" + std::to_string(endpoint.port);
}

} // namespace kinora::http
