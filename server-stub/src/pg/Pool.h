// Connections that are kept open and lent out.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kinora::pg {

class Transaction;

struct PoolOptions {
    /// Each thread of IoThreads owns connections of its own, so that no lock is held while one is used.
    std::size_t connectionsPerThread = 6;
    /// How many may wait on one thread; the next is refused at once.
    std::size_t maxWaiting = 512;
    /// How long one waits for a connection, restarts of the server included, before it is DatabaseError
    /// (isUnavailable).
    std::chrono::milliseconds acquireLimit{8000};
};

struct PoolUsage {
    std::size_t idle = 0;
    std::size_t busy = 0; ///< lent out, or being opened
    std::size_t waiting = 0;
};

/// Heals alone: connections found dead are replaced, and acquire() goes on trying while the server restarts.
/// May be used from coroutines on any io_context; must outlive them all.
class Pool {
public:
    /// A borrowed connection; goes back when destroyed, which must happen on the thread that borrowed it. A transaction
    /// left open is rolled back first; a connection with an unfinished statement is closed.
    class Lease {
    public:
        /// Holds nothing; Asio wants to be able to say so when a task has thrown.
        Lease() = default;
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&& other) noexcept;
        ~Lease();

        Connection* operator->() const noexcept { return m_connection.get(); }
        Connection& operator*() const noexcept { return *m_connection; }

    private:
        friend class Pool;
        struct Home;
        Lease(std::weak_ptr<Home> home, std::unique_ptr<Connection> connection);
        void giveBack() noexcept;

        std::weak_ptr<Home> m_home;
        std::unique_ptr<Connection> m_connection;
    };

    explicit Pool(std::string conninfo, PoolOptions options = {});
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    ~Pool();

    /// Throws DatabaseError: unavailable (time-out, too many waiting, closed) or what the server said to the log-in.
    [[nodiscard]] Task<Lease> acquire();

    /// One statement on a borrowed connection.
    template <class... Values>
    [[nodiscard]] Task<Rows> query(std::string_view sql, const Values&... values) {
        return run(std::string(sql), Params::of(values...));
    }
    [[nodiscard]] Task<Rows> run(std::string sql, Params params);

    /// A transaction on a borrowed connection: READ COMMITTED, rolled back unless committed. It begins with its first
    /// statement, in the same exchange.
    [[nodiscard]] Task<Transaction> begin();

    /// From now on acquire() is refused; idle connections are closed when this returns, borrowed ones as they come
    /// back.
    [[nodiscard]] Task<> close();

    /// How the connections of all threads are used just now.
    [[nodiscard]] Task<PoolUsage> usage();

    /// As given; for the listener and other connections of their own.
    [[nodiscard]] const std::string& conninfo() const noexcept;

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

/// Keep it short: no waiting for anything but the database between begin() and commit().
class Transaction {
public:
    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) noexcept = default;
    /// Not committed: rolled back in the background before the connection is lent out again.
    ~Transaction() = default;

    template <class... Values>
    [[nodiscard]] Task<Rows> query(std::string_view sql, const Values&... values) {
        return m_lease->query(sql, values...);
    }
    [[nodiscard]] Task<Rows> execute(std::string script) { return m_lease->execute(std::move(script)); }
    /// Travels with the next query() or commit(), whichever comes, and its failure is thrown there.
    template <class... Values>
    void post(std::string_view sql, const Values&... values) {
        m_lease->post(std::string(sql), Params::of(values...));
    }

    /// For functions that take either a borrowed connection or a transaction; lives as long as this.
    [[nodiscard]] Connection& connection() const noexcept { return *m_lease; }

    /// After a DatabaseError with isUnavailable() from here nobody knows whether it was committed.
    [[nodiscard]] Task<> commit();
    [[nodiscard]] Task<> rollback();

private:
    friend class Pool;
    explicit Transaction(Pool::Lease lease)
        : m_lease(std::move(lease)) {}

    Pool::Lease m_lease;
};

} // namespace kinora::pg
