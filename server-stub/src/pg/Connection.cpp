#include "pg/Connection.h"

#include "pg/DatabaseError.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <libpq-fe.h>

#include <array>
#include <poll.h>
#include <unordered_map>
#include <utility>

namespace kinora::pg {
namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;
using namespace std::chrono_literals;

namespace {

/// libpq's own failures (connection cut, refused) carry no SQLSTATE; 08006 is connection_failure.
constexpr auto ConnectionFailure = "08006";

/// The server answers a statement past StatementLimit by itself; only a dead server or network needs this one.
constexpr auto SilenceLimit = Connection::StatementLimit + 5s;

/// Statements beyond this number are planned anew each time; the program's own are far fewer.
constexpr std::size_t MaxPrepared = 256;
/// A pooler in between gave us another session.
constexpr auto NoSuchStatement = "26000";
/// The schema changed beneath the plan.
constexpr auto PlanOutdated = "0A000";

std::string trimmed(const char* message) {
    std::string text = message != nullptr ? message : "";
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text != nullptr ? text : "";
}

constexpr auto SessionSettings = "SET TIME ZONE 'UTC'; SET datestyle TO 'ISO'; SET client_min_messages TO warning; "
                                 "SET statement_timeout TO '30s'; SET lock_timeout TO '10s'; "
                                 "SET idle_in_transaction_session_timeout TO '60s'";

} // namespace

struct Connection::State : std::enable_shared_from_this<Connection::State> {
    explicit State(const asio::any_io_executor& executor)
        : socket(executor)
        , deadline(executor) {}

    ~State() { finish(); }

    void finish() {
        // libpq owns the socket; Asio must let go of it before it is closed, or the reactor keeps a stale entry.
        if (socket.is_open())
            socket.release();
        PQfinish(std::exchange(connection, nullptr));
    }

    /// libpq may open another socket for every address it tries.
    void followSocket() {
        const int current = PQsocket(connection);
        if (socket.is_open() && socket.native_handle() == current)
            return;
        if (socket.is_open())
            socket.release();
        if (current >= 0)
            socket.assign(current);
    }

    void startDeadline(std::chrono::milliseconds limit) {
        timedOut = false;
        deadline.expires_after(limit);
        // A timer that has just fired can no longer be cancelled; the number keeps it from ending the next statement
        // instead.
        deadline.async_wait([weak = weak_from_this(), number = ++deadlineNumber](boost::system::error_code error) {
            if (const auto self = weak.lock(); self && !error && number == self->deadlineNumber) {
                self->timedOut = true;
                self->socket.cancel();
            }
        });
    }

    void stopDeadline() {
        ++deadlineNumber;
        deadline.cancel();
    }

    Task<> wait(Descriptor::wait_type type) {
        boost::system::error_code error;
        if (!timedOut) {
            auto token = asio::redirect_error(asio::use_awaitable, error);
            co_await socket.async_wait(type, token);
        }
        if (timedOut)
            throw DatabaseError(ConnectionFailure, "the database did not answer in time");
        if (error)
            throw boost::system::system_error(error);
    }

    [[noreturn]] void fail() {
        broken = true;
        throw DatabaseError(ConnectionFailure, trimmed(PQerrorMessage(connection)));
    }

    Task<> flush() {
        for (;;) {
            const int left = PQflush(connection);
            if (left < 0)
                fail();
            if (left == 0)
                co_return;
            co_await wait(Descriptor::wait_write);
        }
    }

    Task<Rows> collect() {
        Rows last;
        std::optional<DatabaseError> failure;
        for (;;) {
            while (PQisBusy(connection) != 0) {
                co_await wait(Descriptor::wait_read);
                if (PQconsumeInput(connection) == 0)
                    fail();
            }
            PGresult* result = PQgetResult(connection);
            if (result == nullptr)
                break;
            Rows rows(result);
            const ExecStatusType status = PQresultStatus(result);
            const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
            if (!good && !failure) {
                std::string sqlState = field(result, PG_DIAG_SQLSTATE);
                std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
                if (sqlState.empty())
                    sqlState = ConnectionFailure;
                if (message.empty())
                    message = trimmed(PQresultErrorMessage(result));
                failure.emplace(std::move(sqlState), message, field(result, PG_DIAG_CONSTRAINT_NAME));
            }
            last = std::move(rows);
        }
        if (PQstatus(connection) == CONNECTION_BAD)
            broken = true;
        if (failure)
            throw std::move(*failure);
        co_return last;
    }

    /// `sent` is what the PQsend… function answered.
    Task<Rows> answer(int sent) {
        if (sent == 0)
            fail();
        // Whoever leaves by an exception before the answer is complete leaves a connection in the middle of a protocol
        // exchange.
        busy = true;
        startDeadline(SilenceLimit);
        co_await flush();
        std::exception_ptr failure;
        Rows rows;
        try {
            rows = co_await collect();
        } catch (const DatabaseError&) {
            if (PQtransactionStatus(connection) == PQTRANS_ACTIVE)
                throw;
            failure = std::current_exception();
        }
        busy = false;
        stopDeadline();
        if (failure)
            std::rethrow_exception(failure);
        co_return rows;
    }

    /// The name under which the server holds this statement's plan; nullptr: it is to be sent as text. Planning takes
    /// longer than running for most of what a relay asks, so whatever is asked a second time is prepared.
    Task<const std::string*> preparedName(const std::string& sql) {
        if (!mayPrepare)
            co_return nullptr;
        const auto found = prepared.find(sql);
        if (found == prepared.end()) {
            if (prepared.size() < MaxPrepared)
                prepared.emplace(sql, std::string());
            co_return nullptr;
        }
        std::string& name = found->second; // stays where it is while others come
        if (name.empty()) {
            std::string fresh = "kinora_" + std::to_string(++preparedNumber);
            const int sent = PQsendPrepare(connection, fresh.c_str(), sql.c_str(), 0, nullptr);
            co_await answer(sent);
            name = std::move(fresh);
        }
        co_return &name;
    }

    PGconn* connection = nullptr;
    std::unordered_map<std::string, std::string> prepared; ///< name by text; empty: seen once
    unsigned preparedNumber = 0;
    bool mayPrepare = true;
    Descriptor socket;
    asio::steady_timer deadline;
    unsigned deadlineNumber = 0;
    bool timedOut = false;
    bool busy = false;
    bool broken = false;
};

Connection::Connection(std::shared_ptr<State> state)
    : m_state(std::move(state)) {
}

Connection::~Connection() {
    m_state->stopDeadline();
    m_state->finish();
}

Task<std::unique_ptr<Connection>> Connection::open(std::string conninfo, std::chrono::milliseconds limit) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto state = std::make_shared<State>(executor);

    // Those before dbname give way to what the conninfo says itself.
    const std::array<const char*, 6> keywords{
        "fallback_application_name", "keepalives_idle", "keepalives_interval", "tcp_user_timeout", "dbname", nullptr};
    const std::array<const char*, 6> values{"kinora-relay", "30", "10", "20000", conninfo.c_str(), nullptr};
    constexpr int expandDbname = 1;
    state->connection = PQconnectStartParams(keywords.data(), values.data(), expandDbname);
    if (state->connection == nullptr)
        throw std::bad_alloc();
    if (PQstatus(state->connection) == CONNECTION_BAD)
        state->fail();

    state->startDeadline(limit);
    PostgresPollingStatusType poll = PGRES_POLLING_WRITING;
    while (poll != PGRES_POLLING_OK) {
        state->followSocket();
        if (poll == PGRES_POLLING_READING)
            co_await state->wait(Descriptor::wait_read);
        else
            co_await state->wait(Descriptor::wait_write);
        // Let go first: the call may close this socket and open another with the same number.
        state->socket.release();
        poll = PQconnectPoll(state->connection);
        if (poll == PGRES_POLLING_FAILED) {
            // The SQLSTATE of a refused log-in is not in the interface; only the server speaks of FATAL.
            const std::string message = trimmed(PQerrorMessage(state->connection));
            const bool refused = message.find("FATAL:") != std::string::npos &&
                                 message.find("starting up") == std::string::npos &&
                                 message.find("shutting down") == std::string::npos &&
                                 message.find("recovery mode") == std::string::npos &&
                                 message.find("not yet accepting") == std::string::npos &&
                                 message.find("too many") == std::string::npos &&
                                 message.find("remaining connection") == std::string::npos;
            throw DatabaseError(refused ? "28000" : ConnectionFailure, message);
        }
    }
    state->followSocket();
    if (PQsetnonblocking(state->connection, 1) != 0)
        state->fail();
    constexpr auto ignoreNotices = [](void*, const PGresult*) {
    };
    PQsetNoticeReceiver(state->connection, ignoreNotices, nullptr);

    std::unique_ptr<Connection> connection(new Connection(state));
    co_await connection->execute(SessionSettings);
    co_return connection;
}

Task<Rows> Connection::run(std::string sql, Params params) {
    std::vector<const char*> values;
    values.reserve(params.values().size());
    for (const auto& value : params.values())
        values.push_back(value ? value->c_str() : nullptr);
    constexpr int textResults = 0;
    const int count = static_cast<int>(values.size());
    const auto state = m_state;
    const std::string* name = co_await state->preparedName(sql);
    const bool inTransaction = PQtransactionStatus(state->connection) != PQTRANS_IDLE;
    if (name != nullptr) {
        try {
            const int sent = PQsendQueryPrepared(
                state->connection, name->c_str(), count, values.data(), nullptr, nullptr, textResults);
            co_return co_await state->answer(sent);
        } catch (const DatabaseError& error) {
            // Nothing was run. A transaction is spoilt all the same; its next try goes better.
            if (error.sqlState() == PlanOutdated)
                state->prepared.erase(sql);
            else if (error.sqlState() == NoSuchStatement)
                state->mayPrepare = false;
            else
                throw;
            if (inTransaction)
                throw;
        }
    }
    const int sent =
        PQsendQueryParams(state->connection, sql.c_str(), count, nullptr, values.data(), nullptr, nullptr, textResults);
    co_return co_await state->answer(sent);
}

Task<Rows> Connection::execute(std::string script) {
    const auto state = m_state;
    const int sent = PQsendQuery(state->connection, script.c_str());
    co_return co_await state->answer(sent);
}

Task<std::optional<Notification>> Connection::nextNotification(std::chrono::milliseconds wait) {
    const auto state = m_state;
    state->startDeadline(wait);
    for (;;) {
        if (PGnotify* notify = PQnotifies(state->connection)) {
            Notification notification{notify->relname, notify->extra};
            PQfreemem(notify);
            state->stopDeadline();
            co_return notification;
        }
        try {
            co_await state->wait(Descriptor::wait_read);
        } catch (const DatabaseError&) {
            co_return std::nullopt;
        }
        if (PQconsumeInput(state->connection) == 0)
            state->fail();
    }
}

bool Connection::isAlive() {
    if (m_state->broken || PQstatus(m_state->connection) != CONNECTION_OK)
        return false;
    // A server that went away leaves its last words and an end of file to read; a notice is only words.
    pollfd poll{PQsocket(m_state->connection), POLLIN, 0};
    while (!m_state->broken && ::poll(&poll, 1, 0) > 0)
        m_state->broken = PQconsumeInput(m_state->connection) == 0;
    return !m_state->broken && PQstatus(m_state->connection) == CONNECTION_OK;
}

bool Connection::isIdle() {
    return isAlive() && !m_state->busy && PQtransactionStatus(m_state->connection) == PQTRANS_IDLE;
}

bool Connection::isInTransaction() const {
    if (m_state->broken || m_state->busy)
        return false;
    const PGTransactionStatusType status = PQtransactionStatus(m_state->connection);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

} // namespace kinora::pg
