// Limits of single users, where several people act at once.
#include "domain/UsageAdministration.h"

#include "AccountsEnvironment.h"
#include "base/IoThreads.h"
#include "store/UserChanges.h"
#include "support/Eventually.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <optional>

using namespace kinora;
using namespace kinora::domain;

namespace {

class UsageAdministrationTest : public test::AccountsEnvironment {
protected:
    UsageAdministrationTest() { threads.start(); }
    ~UsageAdministrationTest() override {
        boost::asio::co_spawn(threads.next(), shared.close(), boost::asio::use_future).get();
        threads.stop();
        threads.join();
    }

    /// From now on until it commits nobody else gets at Bob.
    void holdBob() {
        const auto begin = [this]() -> Task<> {
            pg::Transaction transaction = co_await pool.begin();
            const auto user = co_await store::lockUser(transaction.connection(), bob.user.id);
            EXPECT_TRUE(user);
            held.emplace(std::move(transaction));
        };
        run(begin());
    }

    void letGo() {
        run(held->commit());
        held.reset();
    }

    std::future<Result<json::object>> setLimits(json::object body) {
        return boost::asio::co_spawn(
            threads.next(), usage.setLimits(bob.user.id, std::move(body), as(ann.user)), boost::asio::use_future);
    }

    [[nodiscard]] bool untilSoManyWait(std::int64_t count) {
        return test::eventually([this, count] {
            const auto rows = run(pool.query("SELECT count(*) AS n FROM pg_stat_activity "
                                             "WHERE wait_event_type = 'Lock' AND datname = current_database()"));
            return rows.front().get<std::int64_t>("n") == count;
        });
    }

    IoThreads threads{2};
    pg::Pool shared{conninfo};
    UsageAdministration usage{shared, Limits{}};
    std::optional<pg::Transaction> held;
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(UsageAdministrationTest, twoWhoSetDifferentLimitsBothDo) {
    holdBob();
    auto one = setLimits({{"videosPerHour", 3}});
    auto two = setLimits({{"secondsPerMonth", 60}});
    ASSERT_TRUE(untilSoManyWait(2));
    letGo();
    EXPECT_TRUE(one.get());
    EXPECT_TRUE(two.get());
    const auto now = setLimits({{"waitingJobs", 7}}).get();
    ASSERT_TRUE(now);
    const json::object limits = now->at("limits").as_object();
    EXPECT_EQ(limits.at("videosPerHour").at("limit"), 3);
    EXPECT_EQ(limits.at("secondsPerMonth").at("limit"), 60);
}

TEST_F(UsageAdministrationTest, oneWhoIsDeletedMeanwhileIsNotThere) {
    holdBob();
    auto setting = setLimits({{"videosPerHour", 3}});
    ASSERT_TRUE(untilSoManyWait(1));
    run(held->connection().query("DELETE FROM users WHERE id = $1::uuid", bob.user.id));
    letGo();
    const auto answer = setting.get();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::NotFound);
}
