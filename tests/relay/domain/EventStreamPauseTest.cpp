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
    EventStreamPauseTest() { startDatabase(); }

    void startDatabase() {
        m_server.emplace(m_spawner, m_folder / "postgres");
        m_server->start();
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
};

} // namespace

TEST_F(EventStreamPauseTest, waitsUntilItIsBack) {
    pg::PoolOptions options;
    options.acquireLimit = Patience;
    pg::Pool pool(m_server->conninfo(), options);
    SystemClock clock;
    jobs::EventHub hub;
    domain::SessionWatch sessions(m_io.get_executor(), pool);
    const domain::EventStream events(pool, hub, sessions, clock);
    run(pg::migrate(pool, store::migrations()));
    const std::string userId = newId();
    run(pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                   "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
        userId));

    std::vector<std::string> told;
    domain::EventSink sink = [&told](domain::OutgoingEvent event) -> Task<bool> {
        told.emplace_back(event.name);
        co_return true;
    };
    domain::Principal principal;
    principal.userId = userId;
    principal.sessionId = newId();
    bool ended = false;
    boost::asio::cancellation_signal cancel;
    boost::asio::co_spawn(m_io, events.run(principal, std::nullopt, std::move(sink)),
        boost::asio::bind_cancellation_slot(cancel.slot(), [&ended](const std::exception_ptr&) { ended = true; }));
    ASSERT_TRUE(until([&] { return told.size() == 2; }));

    m_server.reset();
    jobs::Live look;
    look.kind = jobs::Live::Kind::ReadLog;
    hub.publish(userId, look);
    // Until the pool has lost its patience more than once.
    const auto away = std::chrono::steady_clock::now() + 5 * Patience;
    ASSERT_TRUE(until([&] { return ended || std::chrono::steady_clock::now() > away; }));
    ASSERT_FALSE(ended);

    startDatabase();
    run(pool.query("INSERT INTO user_counters (user_id, last_seq) VALUES ($1::uuid, 1)", userId));
    run(pool.query("INSERT INTO events (user_id, seq, name, body) VALUES ($1::uuid, 1, 'video', '{}')", userId));
    hub.publish(userId, look);
    EXPECT_TRUE(until([&] { return told.back() == "video"; }));
    std::erase(told, "queue"); // told as often as the stream looks
    EXPECT_EQ(told, (std::vector<std::string>{"snapshot", "video"}));

    cancel.emit(boost::asio::cancellation_type::terminal);
    EXPECT_TRUE(until([&] { return ended; }));
    run(pool.close());
}

TEST_F(EventStreamPauseTest, tellsNothingOlderThanWhatTheDatabaseSaidLast) {
    pg::Pool pool(m_server->conninfo());
    SystemClock clock;
    jobs::EventHub hub;
    domain::SessionWatch sessions(m_io.get_executor(), pool);
    const domain::EventStream events(pool, hub, sessions, clock);
    run(pg::migrate(pool, store::migrations()));
    const std::string userId = newId();
    run(pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                   "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
        userId));

    jobs::Live look;
    look.kind = jobs::Live::Kind::ReadLog;
    jobs::Live tick;
    tick.kind = jobs::Live::Kind::Tick;
    tick.event.jobId = newId();
    tick.event.body = "still at work";
    std::vector<std::string> told;
    domain::EventSink sink = [&](domain::OutgoingEvent event) -> Task<bool> {
        told.emplace_back(event.name);
        if (event.name == "queue" && told.size() == 2) {
            // Both wait when the stream comes back for more: the log knows the end by the time it is asked.
            co_await pool.query("INSERT INTO user_counters (user_id, last_seq) VALUES ($1::uuid, 1)", userId);
            co_await pool.query(
                "INSERT INTO events (user_id, seq, name, body) VALUES ($1::uuid, 1, 'completed', '{}')", userId);
            hub.publish(userId, look);
            hub.publish(userId, tick);
        }
        co_return true;
    };
    domain::Principal principal;
    principal.userId = userId;
    principal.sessionId = newId();
    bool ended = false;
    boost::asio::cancellation_signal cancel;
    boost::asio::co_spawn(m_io, events.run(principal, std::nullopt, std::move(sink)),
        boost::asio::bind_cancellation_slot(cancel.slot(), [&ended](const std::exception_ptr&) { ended = true; }));
    ASSERT_TRUE(until([&] { return told.size() > 2; }));

    // Whatever was in the way before this has been told by now.
    run(pool.query("INSERT INTO events (user_id, seq, name, body) VALUES ($1::uuid, 2, 'video', '{}')", userId));
    hub.publish(userId, look);
    EXPECT_TRUE(until([&] { return told.back() == "video"; }));
    std::erase(told, "queue"); // told as often as the stream looks
    EXPECT_EQ(told, (std::vector<std::string>{"snapshot", "completed", "video"}));

    cancel.emit(boost::asio::cancellation_type::terminal);
    EXPECT_TRUE(until([&] { return ended; }));
    run(pool.close());
}
