// A stream whose database goes away under it.
#include "base/Ids.h"
#include "domain/EventStream.h"
#include "pg/Migrator.h"
#include "pg/PrivatePostgres.h"
#include "store/Migrations.h"
#include "support/PostgresEnvironment.h"
#include "support/TempDir.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 100ms;

class EventStreamPauseTest : public testing::Test {
protected:
    EventStreamPauseTest() {
        startDatabase();
        m_pool.emplace(m_server->conninfo());
        run(pg::migrate(*m_pool, store::migrations()));
        run(m_pool->query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                          "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
            m_userId));
        run(m_pool->query("INSERT INTO user_counters (user_id, last_seq) VALUES ($1::uuid, 0)", m_userId));
        m_look.kind = jobs::Live::Kind::ReadLog;
    }

    ~EventStreamPauseTest() override { run(m_pool->close()); }

    void startDatabase() {
        m_server.emplace(m_spawner, m_folder / "postgres");
        m_server->start();
    }

    /// Opens the user's stream, which asks `pool`.
    void open(pg::Pool& pool, domain::EventSink sink) {
        m_sessions.emplace(m_io.get_executor(), *m_pool);
        m_events.emplace(pool, m_hub, *m_sessions, m_clock);
        domain::Principal principal;
        principal.userId = m_userId;
        principal.sessionId = newId();
        boost::asio::co_spawn(m_io, m_events->run(principal, std::nullopt, std::move(sink)),
            boost::asio::bind_cancellation_slot(
                m_cancel.slot(), [this](const std::exception_ptr&) { m_ended = true; }));
    }

    /// Ends the stream; what it used must live until then.
    void end() {
        m_cancel.emit(boost::asio::cancellation_type::terminal);
        EXPECT_TRUE(until([&] { return m_ended; }));
    }

    Task<> log(std::int64_t seq, std::string name) {
        co_await m_pool->query(
            "UPDATE user_counters SET last_seq = $2::bigint WHERE user_id = $1::uuid", m_userId, seq);
        co_await m_pool->query(
            "INSERT INTO events (user_id, seq, name, body) VALUES ($1::uuid, $2::bigint, $3::event_name, '{}')",
            m_userId, seq, name);
    }

    template <class T>
    T run(Task<T> task) {
        return test::runOn(m_io, std::move(task));
    }

    /// Turns the loop until it holds; the limit only ends a test that has failed.
    bool until(const std::function<bool()>& holds) {
        const auto end = std::chrono::steady_clock::now() + 20s;
        while (!holds() && std::chrono::steady_clock::now() < end) {
            m_io.restart();
            m_io.run_for(10ms);
        }
        return holds();
    }

    boost::asio::io_context m_io;
    test::TempDir m_folder;
    Spawner m_spawner;
    std::optional<pg::PrivatePostgres> m_server;
    std::optional<pg::Pool> m_pool; ///< the test's own, as patient as others
    SystemClock m_clock;
    jobs::EventHub m_hub;
    jobs::Live m_look;
    std::optional<domain::SessionWatch> m_sessions;
    std::optional<domain::EventStream> m_events;
    const std::string m_userId = newId();
    std::vector<std::string> m_told;
    boost::asio::cancellation_signal m_cancel;
    bool m_ended = false;
};

} // namespace

TEST_F(EventStreamPauseTest, waitsUntilItIsBack) {
    pg::PoolOptions options;
    options.acquireLimit = Patience;
    pg::Pool impatient(m_server->conninfo(), options);
    open(impatient, [this](domain::OutgoingEvent event) -> Task<bool> {
        m_told.emplace_back(event.name);
        co_return true;
    });
    EXPECT_TRUE(until([&] { return m_told.size() == 2; }));

    m_server.reset();
    m_hub.publish(m_userId, m_look);
    // Until the pool has lost its patience more than once.
    const auto away = std::chrono::steady_clock::now() + 5 * Patience;
    EXPECT_TRUE(until([&] { return m_ended || std::chrono::steady_clock::now() > away; }));
    EXPECT_FALSE(m_ended);

    startDatabase();
    run(log(1, "video"));
    m_hub.publish(m_userId, m_look);
    EXPECT_TRUE(until([&] { return std::ranges::count(m_told, "video") == 1; }));
    std::erase(m_told, "queue"); // told as often as the stream looks
    EXPECT_EQ(m_told, (std::vector<std::string>{"snapshot", "video"}));
    end();
    run(impatient.close());
}

TEST_F(EventStreamPauseTest, tellsNothingOlderThanWhatTheDatabaseSaidLast) {
    jobs::Live tick;
    tick.kind = jobs::Live::Kind::Tick;
    tick.event.jobId = newId();
    tick.event.body = "still at work";
    open(*m_pool, [this, &tick](domain::OutgoingEvent event) -> Task<bool> {
        m_told.emplace_back(event.name);
        if (event.name == "queue" && m_told.size() == 2) {
            // Both wait when the stream comes back for more: the log knows the end by the time it is asked.
            co_await log(1, "completed");
            m_hub.publish(m_userId, m_look);
            m_hub.publish(m_userId, tick);
        }
        co_return true;
    });
    EXPECT_TRUE(until([&] { return m_told.size() > 2; }));

    // Whatever was in the way before this has been told by now.
    run(log(2, "video"));
    m_hub.publish(m_userId, m_look);
    EXPECT_TRUE(until([&] { return std::ranges::count(m_told, "video") == 1; }));
    std::erase(m_told, "queue"); // told as often as the stream looks
    EXPECT_EQ(m_told, (std::vector<std::string>{"snapshot", "completed", "video"}));
    end();
}
