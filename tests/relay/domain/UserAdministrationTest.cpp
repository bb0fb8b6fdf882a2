#include "domain/UserAdministration.h"

#include "AccountsEnvironment.h"
#include "base/IoThreads.h"

#include <boost/asio/use_future.hpp>

#include <future>

using namespace kinora;
using namespace kinora::domain;
using store::Role;
using store::UserStatus;

namespace {

class UserAdministrationTest : public test::AccountsEnvironment {
protected:
    Result<json::object> change(const User& by, const User& whom, UserChange wish) {
        return run(users.change(whom.id, wish, as(by)));
    }

    static UserChange role(Role role) {
        UserChange change;
        change.role = role;
        return change;
    }

    static UserChange status(UserStatus status) {
        UserChange change;
        change.status = status;
        return change;
    }

    static std::string refusal(const Result<json::object>& answer) {
        return answer || answer.error().fields.empty()
                   ? ""
                   : answer.error().fields.front().field + " " + answer.error().fields.front().code;
    }

    std::vector<std::string> found(UserQuery query) {
        const auto page = run(users.list(std::move(query)));
        EXPECT_TRUE(page);
        std::vector<std::string> handles;
        for (const json::value& item : page->at("items").as_array())
            handles.push_back(json::value_to<std::string>(item.at("handle")));
        return handles;
    }

    UserAdministration users{pool, watch};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

using Handles = std::vector<std::string>;

} // namespace

TEST_F(UserAdministrationTest, findsPeople) {
    const SignedIn cid = signUp("Cid.Percent%@Other.org");
    EXPECT_EQ(found({}), (Handles{"cid_percent", "bob", "ann"}));
    UserQuery query;
    query.text = "EXAMPLE";
    EXPECT_EQ(found(query), (Handles{"bob", "ann"}));
    query.text = "%@";
    EXPECT_EQ(found(query), (Handles{"cid_percent"})) << "no pattern, just text";
    query.text.reset();
    run(pool.query("UPDATE users SET status = 'pending' WHERE id = $1", cid.user.id));
    query.status = "pending";
    EXPECT_EQ(found(query), (Handles{"cid_percent"}));
    query.status = "sleeping";
    EXPECT_EQ(run(users.list(query)).error().code, Code::ValidationFailed);
    UserQuery page;
    page.limit = "2";
    const auto first = run(users.list(page));
    page.cursor = json::value_to<std::string>(first->at("nextCursor"));
    EXPECT_EQ(found(page), (Handles{"ann"}));
    EXPECT_EQ(run(users.get(bob.user.id))->at("email"), "bob@example.org");
    EXPECT_EQ(run(users.get(serverId)).error().code, Code::NotFound);
    EXPECT_EQ(run(users.get("nonsense")).error().code, Code::NotFound);
}

TEST_F(UserAdministrationTest, whoIsDisabledIsOutAtOnceAndStaysOut) {
    bool ended = false;
    const auto watching = watch.watch(principalOf(bob).sessionId, context.get_executor(), [&ended] { ended = true; });
    const auto disabled = change(ann.user, bob.user, status(UserStatus::Disabled));
    ASSERT_TRUE(disabled) << disabled.error().detail;
    EXPECT_EQ(disabled->at("status"), "disabled");
    EXPECT_FALSE(run(sessions.authenticate(bob.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(bob.refreshToken, from())));
    context.restart();
    context.poll();
    EXPECT_TRUE(ended);
    EXPECT_EQ(logIn("bob@example.org", "correct horse").error().code, Code::Forbidden);
    EXPECT_TRUE(change(ann.user, bob.user, status(UserStatus::Active)));
    EXPECT_FALSE(run(sessions.authenticate(bob.accessToken))) << "the old session does not come back to life";
    EXPECT_TRUE(logIn("bob@example.org", "correct horse"));
    EXPECT_EQ(audited("user.status_changed"), 2);
}

TEST_F(UserAdministrationTest, approvingIsMakingActive) {
    run(pool.query("UPDATE users SET status = 'pending' WHERE id = $1", bob.user.id));
    EXPECT_EQ(logIn("bob@example.org", "correct horse").error().code, Code::AccountPending);
    EXPECT_TRUE(change(ann.user, bob.user, status(UserStatus::Active)));
    EXPECT_TRUE(logIn("bob@example.org", "correct horse"));
}

TEST_F(UserAdministrationTest, nobodyLocksEverybodyOut) {
    EXPECT_EQ(refusal(change(ann.user, ann.user, role(Role::Member))), "role oneself");
    EXPECT_EQ(refusal(change(ann.user, ann.user, status(UserStatus::Disabled))), "status oneself");
    Actor operatorActor;
    operatorActor.kind = Actor::Kind::Operator;
    EXPECT_EQ(refusal(run(users.change(ann.user.id, role(Role::Member), operatorActor))), "role last_admin");
    EXPECT_TRUE(change(ann.user, bob.user, role(Role::Admin)));
    EXPECT_EQ(audited("user.role_changed"), 1);
    EXPECT_TRUE(change(bob.user, ann.user, role(Role::Member)));
    EXPECT_EQ(
        refusal(run(users.change(bob.user.id, status(UserStatus::Disabled), operatorActor))), "status last_admin");
    EXPECT_EQ(run(users.change(serverId, role(Role::Member), operatorActor)).error().code, Code::NotFound);
}

TEST_F(UserAdministrationTest, twoWhoDemoteEachOtherLeaveOne) {
    EXPECT_TRUE(change(ann.user, bob.user, role(Role::Admin)));
    IoThreads threads(2);
    threads.start();
    pg::Pool shared(conninfo);
    UserAdministration both(shared, watch);
    auto one = boost::asio::co_spawn(
        threads.next(), both.change(bob.user.id, role(Role::Member), as(ann.user)), boost::asio::use_future);
    auto two = boost::asio::co_spawn(
        threads.next(), both.change(ann.user.id, role(Role::Member), as(bob.user)), boost::asio::use_future);
    const bool first = one.get().has_value();
    const bool second = two.get().has_value();
    EXPECT_NE(first, second);
    boost::asio::co_spawn(threads.next(), shared.close(), boost::asio::use_future).get();
    threads.stop();
    threads.join();
}

TEST_F(UserAdministrationTest, whatIsWrongWithAWishIsNamed) {
    EXPECT_EQ(readUserChange({{"role", "owner"}, {"status", "pending"}, {"more", 1}}).error().fields.size(), 3U);
    EXPECT_EQ(readUserChange({}).error().code, Code::ValidationFailed);
    EXPECT_EQ(*readUserChange({{"role", "admin"}})->role, Role::Admin);
}
