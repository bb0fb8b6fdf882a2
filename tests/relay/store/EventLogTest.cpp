// The numbers of events after a restore.
#include "store/EventLog.h"

#include "support/StoreFixture.h"

using namespace kinora;

namespace {

class EventLogTest : public test::StoreFixture {
protected:
    struct Gap {
        std::int64_t after = 0;
        std::int64_t until = 0;
        std::int64_t millis = 0; ///< since 1970, when it was left
    };

    /// As a restore of a backup in which this user's last number is `before`.
    Gap restoreAt(const std::string& user, const std::string& before) { return run(restoreTask(user, before)); }

private:
    Task<Gap> restoreTask(std::string user, std::string before) {
        co_await m_pool.query("DELETE FROM number_gaps");
        pg::Transaction transaction = co_await m_pool.begin();
        co_await transaction.query("INSERT INTO user_counters AS c (user_id, last_seq) SELECT $1::uuid, " + before +
                                       " ON CONFLICT ON CONSTRAINT user_counters_pk DO UPDATE SET last_seq = "
                                       "excluded.last_seq",
            user);
        co_await store::leaveGaps(transaction.connection());
        const pg::Rows rows = co_await transaction.query(
            "SELECT g.after_seq, c.last_seq, (extract(epoch FROM now()) * 1000)::bigint AS millis FROM user_counters c "
            "JOIN number_gaps g ON g.user_id = c.user_id AND g.until_seq = c.last_seq WHERE c.user_id = $1::uuid",
            user);
        Gap gap;
        gap.after = rows.front().get<std::int64_t>("after_seq");
        gap.until = rows.front().get<std::int64_t>("last_seq");
        gap.millis = rows.front().get<std::int64_t>("millis");
        co_await transaction.commit();
        co_return gap;
    }
};

TEST_F(EventLogTest, aBackupThatIsRestoredTwiceGivesOutOtherNumbers) {
    const std::string ada = addUser("ada");
    // That backup was made soon after another restore.
    for (const char* before : {"12", "(extract(epoch FROM now()) * 1000)::bigint - 5000"}) {
        const Gap gap = restoreAt(ada, before);
        EXPECT_LT(gap.after, gap.until);
        EXPECT_EQ(gap.until, gap.millis) << before;
    }
}

TEST_F(EventLogTest, numbersGoOnWhereTheClockIsBehind) {
    const Gap gap = restoreAt(addUser("ada"), "(extract(epoch FROM now()) * 1000)::bigint + 5000");
    EXPECT_EQ(gap.until, gap.after + 1000000);
}

} // namespace
