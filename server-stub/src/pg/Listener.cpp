#include "pg/Listener.h"

#include "base/Log.h"
#include "base/Timeout.h"
#include "pg/Connection.h"
#include "pg/DatabaseError.h"

#include <algorithm>
#include <map>
#include <utility>

namespace kinora::pg {
using namespace std::chrono_literals;

namespace {

/// A connection that died without a word is found out after at most these two.
constexpr auto ProbeEvery = 2s;
constexpr auto ProbeLimit = 2s;
constexpr auto ConnectLimit = 3s;
constexpr auto FirstPause = 100ms;
/// Short, because until then everything waits for the next poll; it is one connection of one process.
constexpr auto LongestPause = 1s;

} // namespace

struct Listener::Impl {
    explicit Impl(std::string implConninfo)
        : conninfo(std::move(implConninfo)) {}

    Task<> listen(std::chrono::milliseconds& pause) {
        const auto connection = co_await Connection::open(conninfo, ConnectLimit);
        for (const auto& [channel, handler] : handlers)
            co_await connection->execute("LISTEN " + channel);
        pause = FirstPause;
        if (resync)
            resync();
        for (;;) {
            const auto notification = co_await connection->nextNotification(ProbeEvery);
            if (!notification) {
                auto probe = connection->execute("SELECT 1");
                const auto answer = co_await withTimeout<Rows>(ProbeLimit, std::move(probe));
                if (!answer)
                    throw DatabaseError("08006", "the server has fallen silent");
                continue;
            }
            if (const auto handler = handlers.find(notification->channel); handler != handlers.end())
                handler->second(notification->payload);
        }
    }

    static Task<> run(std::shared_ptr<Impl> self) {
        std::chrono::milliseconds pause = FirstPause;
        for (;;) {
            try {
                co_await self->listen(pause);
            } catch (const DatabaseError& error) {
                log::warning("pg", "listening was interrupted: {}", error.what());
            }
            const bool waited = co_await sleepFor(pause);
            if (!waited)
                co_return;
            pause = std::min<std::chrono::milliseconds>(pause * 2, LongestPause);
        }
    }

    std::string conninfo;
    std::map<std::string, std::function<void(std::string)>> handlers;
    std::function<void()> resync;
};

Listener::Listener(boost::asio::any_io_executor executor, std::string conninfo)
    : m_impl(std::make_shared<Impl>(std::move(conninfo)))
    , m_background(std::move(executor), "listener") {
}

Listener::~Listener() = default;

void Listener::on(std::string channel, std::function<void(std::string)> handler) {
    m_impl->handlers.insert_or_assign(std::move(channel), std::move(handler));
}

void Listener::onResync(std::function<void()> handler) {
    m_impl->resync = std::move(handler);
}

void Listener::start() {
    m_background.start([impl = m_impl] { return Impl::run(impl); });
}

Task<> Listener::stop() {
    return m_background.stop();
}

} // namespace kinora::pg
