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
#include <vector>

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

struct Statement {
    std::string sql;
    Params params;
};

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text != nullptr ? text : "";
}

DatabaseError errorOf(const PGresult* result) {
    std::string sqlState = field(result, PG_DIAG_SQLSTATE);
    std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (sqlState.empty())
        sqlState = ConnectionFailure;
    if (message.empty())
        message = trimmed(PQresultErrorMessage(result));
    return {std::move(sqlState), message, field(result, PG_DIAG_CONSTRAINT_NAME)};
}

bool isGood(ExecStatusType status) {
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
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

    /// The next result; nullptr between those of one statement and those of the next.
    Task<PGresult*> nextResult() {
        while (PQisBusy(connection) != 0) {
            co_await wait(Descriptor::wait_read);
            if (PQconsumeInput(connection) == 0)
                fail();
        }
        co_return PQgetResult(connection);
    }

    /// All answers to what was sent without pipelining; the last one.
    Task<Rows> collect() {
        Rows last;
        std::optional<DatabaseError> failure;
        for (;;) {
            PGresult* result = co_await nextResult();
            if (result == nullptr)
                break;
            Rows rows(result);
            if (!isGood(PQresultStatus(result)) && !failure)
                failure.emplace(errorOf(result));
            last = std::move(rows);
        }
        if (PQstatus(connection) == CONNECTION_BAD)
            broken = true;
        if (failure)
            throw std::move(*failure);
        co_return last;
    }

    /// All answers up to the point where the server says that the pipeline has ended; the last one.
    Task<Rows> collectPipeline() {
        Rows last;
        std::optional<DatabaseError> failure;
        for (;;) {
            PGresult* result = co_await nextResult();
            if (result == nullptr) {
                // Also what a lost connection answers, for ever.
                if (PQstatus(connection) == CONNECTION_BAD)
                    break;
                continue;
            }
            Rows rows(result);
            const ExecStatusType status = PQresultStatus(result);
            if (status == PGRES_PIPELINE_SYNC)
                break;
            // Aborted: not run, since one before it failed.
            if (isGood(status))
                ++answered;
            else if (status != PGRES_PIPELINE_ABORTED && !failure)
                failure.emplace(errorOf(result));
            last = std::move(rows);
            startDeadline(SilenceLimit); // it has not been silent
        }
        if (PQstatus(connection) == CONNECTION_BAD || PQexitPipelineMode(connection) == 0)
            broken = true;
        if (failure)
            throw std::move(*failure);
        if (broken)
            fail();
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
            if (PQpipelineStatus(connection) == PQ_PIPELINE_OFF)
                rows = co_await collect();
            else
                rows = co_await collectPipeline();
        } catch (const DatabaseError&) {
            if (broken || PQtransactionStatus(connection) == PQTRANS_ACTIVE)
                throw;
            failure = std::current_exception();
        }
        busy = false;
        stopDeadline();
        if (failure)
            std::rethrow_exception(failure);
        co_return rows;
    }

    /// Puts one statement into the pipeline. Planning takes longer than running for most of what a relay asks, so
    /// whatever is asked a second time is prepared, on the way.
    int send(const Statement& statement, bool prepareIt) {
        std::vector<const char*> values;
        values.reserve(statement.params.values().size());
        for (const auto& value : statement.params.values())
            values.push_back(value ? value->c_str() : nullptr);
        const int count = static_cast<int>(values.size());
        constexpr int textResults = 0;
        const char* sql = statement.sql.c_str();
        const auto known = prepareIt ? prepared.find(statement.sql) : prepared.end();
        if (known == prepared.end()) {
            if (prepareIt && prepared.size() < MaxPrepared)
                prepared.emplace(statement.sql, std::string());
            awaited.push_back({&statement.sql, false});
            return PQsendQueryParams(connection, sql, count, nullptr, values.data(), nullptr, nullptr, textResults);
        }
        std::string& name = known->second;
        if (name.empty()) {
            name = "kinora_" + std::to_string(++preparedNumber);
            awaited.push_back({&statement.sql, true});
            if (PQsendPrepare(connection, name.c_str(), sql, 0, nullptr) == 0)
                return 0;
        }
        awaited.push_back({&statement.sql, false});
        return PQsendQueryPrepared(connection, name.c_str(), count, values.data(), nullptr, nullptr, textResults);
    }

    /// The statements in one exchange; the answer of the last.
    Task<Rows> exchange(const std::vector<Statement>& statements, bool prepareThem) {
        awaited.clear();
        answered = 0;
        int sent = PQenterPipelineMode(connection);
        for (const Statement& statement : statements)
            sent = sent != 0 ? send(statement, prepareThem) : 0;
        sent = sent != 0 ? PQpipelineSync(connection) : 0;
        try {
            co_return co_await answer(sent);
        } catch (const DatabaseError& error) {
            forgetPlans(error);
            throw;
        }
    }

    /// After a failure: what was to be prepared behind it was not, and a plan that cannot be used is made anew.
    void forgetPlans(const DatabaseError& error) {
        for (std::size_t i = answered; i < awaited.size(); ++i)
            if (awaited[i].isPreparation || (i == answered && error.sqlState() == PlanOutdated))
                prepared.erase(*awaited[i].sql);
    }

    PGconn* connection = nullptr;
    std::vector<Statement> posted;
    std::unordered_map<std::string, std::string> prepared; ///< name by text; empty: seen once
    struct Awaited {
        const std::string* sql;
        bool isPreparation;
    };
    std::vector<Awaited> awaited; ///< the answers of the exchange under way, in their order
    std::size_t answered = 0;     ///< as many of them came, and were good
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
    const auto state = m_state;
    std::vector<Statement> statements = std::exchange(state->posted, {});
    statements.push_back({std::move(sql), std::move(params)});
    const bool inTransaction = PQtransactionStatus(state->connection) != PQTRANS_IDLE;
    try {
        co_return co_await state->exchange(statements, state->mayPrepare);
    } catch (const DatabaseError& error) {
        if (error.sqlState() == NoSuchStatement)
            state->mayPrepare = false;
        else if (error.sqlState() != PlanOutdated)
            throw;
        // A transaction of several exchanges is spoilt; its next try goes better.
        if (inTransaction)
            throw;
    }
    // Of what this exchange began nothing has stayed, so it can be made anew.
    if (PQtransactionStatus(state->connection) == PQTRANS_INERROR) {
        const int sent = PQsendQuery(state->connection, "ROLLBACK");
        co_await state->answer(sent);
    }
    co_return co_await state->exchange(statements, false);
}

Task<Rows> Connection::execute(std::string script) {
    const auto state = m_state;
    const std::vector<Statement> ahead = std::exchange(state->posted, {});
    if (!ahead.empty())
        co_await state->exchange(ahead, state->mayPrepare);
    const int sent = PQsendQuery(state->connection, script.c_str());
    co_return co_await state->answer(sent);
}

void Connection::post(std::string sql, Params params) {
    m_state->posted.push_back({std::move(sql), std::move(params)});
}

void Connection::forgetPosted() {
    m_state->posted.clear();
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
