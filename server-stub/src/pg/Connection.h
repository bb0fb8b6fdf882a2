// One connection to PostgreSQL, asynchronous, bound to the executor it was opened on.
#pragma once

#include "base/Task.h"
#include "pg/Params.h"
#include "pg/Rows.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::pg {

struct Notification {
    std::string channel;
    std::string payload;
};

/// Not thread-safe: everything happens on the executor of the coroutine that opened it. One exchange at a time.
/// Times come and go as UTC; statements that run longer than StatementLimit are ended by the server.
class Connection {
public:
    static constexpr std::chrono::seconds ConnectLimit{10};
    static constexpr std::chrono::seconds StatementLimit{30};

    /// conninfo: a libpq URL or key=value string. Throws DatabaseError; its text never holds the password.
    [[nodiscard]] static Task<std::unique_ptr<Connection>> open(
        std::string conninfo, std::chrono::milliseconds limit = ConnectLimit);

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// One statement with parameters ($1, $2 …). The values are copied before the first suspension.
    template <class... Values>
    [[nodiscard]] Task<Rows> query(std::string_view sql, const Values&... values) {
        return run(std::string(sql), Params::of(values...));
    }
    [[nodiscard]] Task<Rows> run(std::string sql, Params params);
    /// Several statements without parameters, as migrations are; the answer of the last.
    [[nodiscard]] Task<Rows> execute(std::string script);

    /// Travels with the next run() or execute(), before it, and saves a round trip; for what answers nothing that
    /// anybody reads. When it fails, what was to follow is not run and throws its error. Never sent if nothing follows.
    void post(std::string sql, Params params = {});
    /// What was posted and has not been sent is not sent any more.
    void forgetPosted();

    /// The next notification of a channel this connection LISTENs on; nothing when `wait` passed without one.
    [[nodiscard]] Task<std::optional<Notification>> nextNotification(std::chrono::milliseconds wait);

    /// False as soon as the server or the network is known to be gone. Looks at the socket, sends nothing.
    [[nodiscard]] bool isAlive();
    /// Alive, no statement under way and no transaction open: fit to be used by somebody else.
    [[nodiscard]] bool isIdle();
    [[nodiscard]] bool isInTransaction() const;

private:
    struct State;
    explicit Connection(std::shared_ptr<State> state);

    /// Shared with a statement under way, which may outlive this object by one turn of the loop.
    std::shared_ptr<State> m_state;
};

} // namespace kinora::pg
