#include "AccountsEnvironment.h"

#include <boost/asio/steady_timer.hpp>

using namespace kinora;
using namespace kinora::domain;
using namespace std::chrono_literals;

namespace {

class SessionWatchTest : public test::AccountsEnvironment {
protected:
    SessionWatchTest() {
        Accounts all = accounts();
        const auto signedIn = run(all.registerUser(registration("ann@example.org"), from()));
        sessionId = run(sessions.authenticate(signedIn->session->accessToken))->sessionId;
    }

    bool within(std::chrono::milliseconds limit, const bool& happened) {
        const auto end = std::chrono::steady_clock::now() + limit;
        context.restart();
        while (!happened && std::chrono::steady_clock::now() < end)
            context.run_one_for(50ms);
        return happened;
    }

    std::string sessionId;
};

} // namespace

TEST_F(SessionWatchTest, hearsWhatHappensHereAtOnce) {
    bool ended = false;
    int others = 0;
    const auto subscription = watch.watch(sessionId, context.get_executor(), [&] { ended = true; });
    const auto other = watch.watch(serverId, context.get_executor(), [&] { ++others; });
    watch.sessionEnded(sessionId);
    watch.sessionEnded(sessionId);
    EXPECT_TRUE(within(1s, ended));
    EXPECT_EQ(others, 0);
}

TEST_F(SessionWatchTest, hearsWithinASecondWhatAnotherRelayDid) {
    bool ended = false;
    const auto subscription = watch.watch(sessionId, context.get_executor(), [&] { ended = true; });
    watch.start();
    run(pool.query("UPDATE sessions SET ended_at = now(), end_reason = 'logout'"));
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE(within(10s, ended));
    // Half a second between two looks; the rest is for a machine that has other things to do.
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    run(watch.stop());
}

TEST_F(SessionWatchTest, aDisabledUserAndAnUnknownSessionHaveEnded) {
    bool ended = false;
    bool unknownEnded = false;
    const auto subscription = watch.watch(sessionId, context.get_executor(), [&] { ended = true; });
    const auto unknown = watch.watch(serverId, context.get_executor(), [&] { unknownEnded = true; });
    watch.start();
    EXPECT_TRUE(within(10s, unknownEnded));
    EXPECT_FALSE(ended);
    run(pool.query("UPDATE users SET status = 'disabled'"));
    EXPECT_TRUE(within(10s, ended));
    run(watch.stop());
}

TEST_F(SessionWatchTest, whoHasGoneHearsNothing) {
    bool ended = false;
    {
        const auto subscription = watch.watch(sessionId, context.get_executor(), [&] { ended = true; });
        watch.sessionEnded(sessionId);
    }
    context.restart();
    context.poll();
    EXPECT_FALSE(ended);
}
