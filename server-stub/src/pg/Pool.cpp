#include "pg/Pool.h"

#include "pg/DatabaseError.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace kinora::pg {
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

DatabaseError unavailable(const char* why) {
    return {"08006", why};
}

/// How long to leave a server alone that has just refused a connection.
constexpr auto FirstRetryPause = 20ms;
constexpr auto LongestRetryPause = 500ms;

} // namespace

/// What one thread owns; everything in it happens on that thread, so there is nothing to lock.
struct Pool::Lease::Home : std::enable_shared_from_this<Home> {
    struct Waiter {
        explicit Waiter(const asio::any_io_executor& executor)
            : timer(executor) {}
        asio::steady_timer timer;
        bool woken = false;
        /// Empty when woken to open a connection rather than to take one.
        std::unique_ptr<Connection> connection;
    };

    Home(asio::any_io_executor homeExecutor, std::string homeConninfo, PoolOptions homeOptions)
        : executor(std::move(homeExecutor))
        , conninfo(std::move(homeConninfo))
        , options(homeOptions) {}

    void wakeNext(std::unique_ptr<Connection> connection) {
        const std::shared_ptr<Waiter> waiter = std::move(waiting.front());
        waiting.pop_front();
        waiter->woken = true;
        waiter->connection = std::move(connection);
        waiter->timer.cancel();
    }

    void forget() {
        --opened;
        if (!waiting.empty())
            wakeNext(nullptr);
    }

    void takeBack(std::unique_ptr<Connection> connection) {
        connection->forgetPosted();
        if (!closed && connection->isIdle()) {
            if (!waiting.empty())
                wakeNext(std::move(connection));
            else
                idle.push_back(std::move(connection));
        } else if (!closed && connection->isInTransaction() && connection->isAlive()) {
            asio::co_spawn(executor, rollBack(shared_from_this(), std::move(connection)), asio::detached);
        } else {
            connection.reset();
            forget();
        }
    }

    static Task<> rollBack(std::shared_ptr<Home> home, std::unique_ptr<Connection> connection) {
        try {
            co_await connection->execute("ROLLBACK");
        } catch (const std::exception&) {
            // Then it is not idle, and takeBack() closes it.
            connection.reset();
        }
        if (connection && connection->isIdle())
            home->takeBack(std::move(connection));
        else
            home->forget();
    }

    std::unique_ptr<Connection> takeIdle() {
        while (!idle.empty()) {
            // The most recently used: the others may then be closed by an idle limit of the server or a proxy.
            std::unique_ptr<Connection> connection = std::move(idle.back());
            idle.pop_back();
            if (connection->isIdle())
                return connection;
            --opened;
        }
        return nullptr;
    }

    /// Waits in turn; true when woken. What was handed over is in `waiter`.
    Task<bool> waitTurn(std::shared_ptr<Waiter> waiter, Clock::time_point deadline) {
        if (waiting.size() >= options.maxWaiting)
            throw unavailable("too many are waiting for the database");
        waiting.push_back(waiter);
        waiter->timer.expires_at(deadline);
        boost::system::error_code ignored;
        auto token = asio::redirect_error(asio::use_awaitable, ignored);
        // A coroutine that is cancelled here must not keep its place, nor what it has just been handed.
        struct Leave {
            Home& home;
            std::shared_ptr<Waiter> waiter;
            bool finished = false;
            ~Leave() {
                if (finished)
                    return;
                std::erase(home.waiting, waiter);
                if (waiter->connection)
                    home.takeBack(std::move(waiter->connection));
                else if (waiter->woken && !home.waiting.empty())
                    home.wakeNext(nullptr);
            }
        } leave{*this, waiter};
        co_await waiter->timer.async_wait(token);
        leave.finished = waiter->woken;
        co_return waiter->woken;
    }

    Task<std::unique_ptr<Connection>> acquire() {
        const auto self = shared_from_this();
        const auto deadline = Clock::now() + options.acquireLimit;
        auto pause = std::chrono::milliseconds(FirstRetryPause);
        for (;;) {
            if (closed)
                throw unavailable("the relay is stopping");
            if (auto connection = takeIdle())
                co_return connection;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
            if (left <= 0ms)
                throw unavailable("no database connection became free in time");
            if (opened >= options.connectionsPerThread) {
                const auto waiter = std::make_shared<Waiter>(executor);
                const bool woken = co_await waitTurn(waiter, deadline);
                if (woken && waiter->connection && waiter->connection->isIdle())
                    co_return std::move(waiter->connection);
                if (waiter->connection)
                    --opened;
                continue;
            }
            std::optional<DatabaseError> failure;
            ++opened;
            std::unique_ptr<Connection> connection;
            try {
                connection = co_await Connection::open(conninfo, left);
            } catch (const DatabaseError& error) {
                failure = error;
            } catch (...) {
                forget();
                throw;
            }
            if (connection)
                co_return connection;
            --opened;
            if (!failure->isUnavailable() || deadline - Clock::now() <= pause) {
                if (!waiting.empty())
                    wakeNext(nullptr);
                throw std::move(*failure);
            }
            asio::steady_timer timer(executor, pause);
            co_await timer.async_wait(asio::use_awaitable);
            pause = std::min<std::chrono::milliseconds>(pause * 2, LongestRetryPause);
        }
    }

    Task<PoolUsage> usage() {
        PoolUsage usage;
        usage.idle = idle.size();
        usage.busy = opened - idle.size();
        usage.waiting = waiting.size();
        co_return usage;
    }

    Task<> close() {
        closed = true;
        opened -= idle.size();
        idle.clear();
        while (!waiting.empty())
            wakeNext(nullptr);
        co_return;
    }

    asio::any_io_executor executor;
    std::string conninfo;
    PoolOptions options;
    std::vector<std::unique_ptr<Connection>> idle;
    std::deque<std::shared_ptr<Waiter>> waiting;
    std::size_t opened = 0;
    bool closed = false;
};

struct Pool::Impl {
    std::shared_ptr<Lease::Home> homeOf(const asio::any_io_executor& executor) {
        const auto* thread = &asio::query(executor, asio::execution::context);
        const std::scoped_lock lock(mutex);
        auto& home = homes[thread];
        if (!home) {
            home = std::make_shared<Lease::Home>(executor, conninfo, options);
            home->closed = closed;
        }
        return home;
    }

    std::vector<std::shared_ptr<Lease::Home>> all() {
        const std::scoped_lock lock(mutex);
        std::vector<std::shared_ptr<Lease::Home>> present;
        present.reserve(homes.size());
        for (const auto& [thread, home] : homes)
            present.push_back(home);
        return present;
    }

    std::string conninfo;
    PoolOptions options;
    std::mutex mutex;
    std::unordered_map<const asio::execution_context*, std::shared_ptr<Lease::Home>> homes;
    bool closed = false;
};

Pool::Lease::Lease(std::weak_ptr<Home> home, std::unique_ptr<Connection> connection)
    : m_home(std::move(home))
    , m_connection(std::move(connection)) {
}

Pool::Lease& Pool::Lease::operator=(Lease&& other) noexcept {
    if (this != &other) {
        giveBack();
        m_home = std::move(other.m_home);
        m_connection = std::move(other.m_connection);
    }
    return *this;
}

Pool::Lease::~Lease() {
    giveBack();
}

void Pool::Lease::giveBack() noexcept {
    if (!m_connection)
        return;
    if (const auto home = m_home.lock())
        home->takeBack(std::move(m_connection));
    m_connection.reset();
}

Pool::Pool(std::string conninfo, PoolOptions options)
    : m_impl(std::make_shared<Impl>()) {
    m_impl->conninfo = std::move(conninfo);
    m_impl->options = options;
}

Pool::~Pool() = default;

Task<Pool::Lease> Pool::acquire() {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto home = m_impl->homeOf(executor);
    std::unique_ptr<Connection> connection = co_await home->acquire();
    co_return Lease(home, std::move(connection));
}

Task<Rows> Pool::run(std::string sql, Params params) {
    const Lease lease = co_await acquire();
    Rows rows = co_await lease->run(std::move(sql), std::move(params));
    co_return rows;
}

Task<Transaction> Pool::begin() {
    Lease lease = co_await acquire();
    lease->post("BEGIN");
    co_return Transaction(std::move(lease));
}

Task<> Pool::close() {
    {
        const std::scoped_lock lock(m_impl->mutex);
        m_impl->closed = true;
    }
    for (const auto& home : m_impl->all()) {
        auto closing = asio::co_spawn(home->executor, home->close(), asio::use_awaitable);
        co_await std::move(closing);
    }
}

Task<PoolUsage> Pool::usage() {
    PoolUsage sum;
    for (const auto& home : m_impl->all()) {
        // What a thread owns is read on that thread.
        auto reading = asio::co_spawn(home->executor, home->usage(), asio::use_awaitable);
        const PoolUsage one = co_await std::move(reading);
        sum.idle += one.idle;
        sum.busy += one.busy;
        sum.waiting += one.waiting;
    }
    co_return sum;
}

const std::string& Pool::conninfo() const noexcept {
    return m_impl->conninfo;
}

Task<> Transaction::commit() {
    const Rows done = co_await m_lease->query("COMMIT");
    // PostgreSQL answers COMMIT of a failed transaction with "ROLLBACK" and no error.
    if (done.command() != "COMMIT")
        throw DatabaseError("25P02", "the transaction had failed and was rolled back");
}

Task<> Transaction::rollback() {
    m_lease->forgetPosted();
    co_await m_lease->execute("ROLLBACK");
}

} // namespace kinora::pg
