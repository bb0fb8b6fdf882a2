#include "domain/Housekeeping.h"

#include "base/Timeout.h"
#include "domain/Library.h"
#include "domain/Uploads.h"
#include "relay/domain/AccountsEnvironment.h"
#include "support/TempDir.h"

using namespace kinora;
using namespace std::chrono_literals;

namespace {

class HousekeepingTest : public test::AccountsEnvironment {
protected:
    // A job that ended two days ago with nobody knowing what it cost.
    void addDoubt() {
        domain::Accounts people = accounts();
        const auto signedIn = run(people.registerUser(registration("ada@example.com"), from()));
        ASSERT_TRUE(signedIn);
        const std::string user = signedIn->session->user.id;
        run(pool.query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) "
                       "VALUES ($1::uuid, $1::uuid, 'k', '', 202, '1')",
            user));
        run(pool.query(R"(
            INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream, price_micro_usd, charged, status, stage,
                              finished_at, error_code, error_detail)
            VALUES ($1::uuid, $1::uuid, $1::uuid, 'p', 'portrait', 'm', 'u', 400000, 'unknown', 'failed', 'done',
                    now() - interval '2 days', 'outcome_unknown', ''))",
            user));
        run(pool.query("INSERT INTO attempts (id, job_id, number, upstream, account, outcome, deadline_at) "
                       "VALUES ($1::uuid, $1::uuid, 1, 'u', 'k', 'unknown', now())",
            user));
    }

    Task<> untilSettled() {
        for (;;) {
            const pg::Rows rows = co_await pool.query("SELECT count(*) FROM ledger WHERE reason = 'assumed'");
            if (rows.front().get<std::int64_t>(0) > 0)
                co_return;
            co_await sleepFor(5ms);
        }
    }
};

} // namespace

TEST_F(HousekeepingTest, settlesWhatNobodyCouldSayForADay) {
    addDoubt();
    const test::TempDir folder;
    media::ContentStore content(folder / "media");
    ASSERT_TRUE(content.prepare());
    WorkPool work("media", 1, 16);
    domain::Uploads uploads(pool, content, {work, work});
    jobs::EventHub hub;
    jobs::Announcer announcer(context.get_executor(), pool, hub, "relay");
    domain::Library library({pool, content, {work, work}, hub, announcer});
    domain::Housekeeping housekeeping(context.get_executor(), pool, uploads, library, std::chrono::days(30));
    housekeeping.start();
    run(untilSettled());
    run(housekeeping.stop());
}
