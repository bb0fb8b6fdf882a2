#include "api/Router.h"

#include "api/Body.h"
#include "api/OpenStreams.h"
#include "api/Origin.h"
#include "base/Clock.h"
#include "base/InfrastructureError.h"
#include "base/WorkPool.h"
#include "domain/AccessTokens.h"
#include "domain/ApiKeys.h"
#include "domain/Attempts.h"
#include "domain/PasswordHasher.h"
#include "domain/Passwords.h"
#include "domain/RefreshTokens.h"
#include "domain/SessionWatch.h"
#include "domain/Sessions.h"
#include "pg/Pool.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::api;

namespace {

struct Broken : InfrastructureError {
    using InfrastructureError::InfrastructureError;
    [[nodiscard]] bool isTemporary() const noexcept override { return true; }
};

Handler says(std::string word) {
    return [word](const Call&) -> Task<Result<http::Response>> {
        co_return http::Response::text(200, word);
    };
}

Task<Result<http::Response>> echoId(const Call& call) {
    co_return http::Response::text(200, call.parameter("id"));
}

Task<Result<http::Response>> refuse(const Call&) {
    co_return failField("prompt", "too_long", "Too long.");
}

Task<Result<http::Response>> breakDown(const Call&) {
    throw Broken("the secret name of the database host");
    co_return fail(Code::Internal, "");
}

Task<Result<http::Response>> bug(const Call&) {
    throw std::logic_error("SELECT password FROM users");
    co_return fail(Code::Internal, "");
}

Task<Result<http::Response>> streams(const Call& call) {
    if (call.parameter("what") == "broken")
        throw Broken("no database");
    if (call.parameter("what") == "away")
        co_return fail(Code::Unavailable, "Away.");
    co_return fail(Code::NotFound, "There is no such job.");
}

class RouterTest : public testing::Test {
protected:
    http::Response send(std::string method, std::string path, std::string body = {}) {
        http::Request request;
        request.method = std::move(method);
        request.path = path;
        request.body = std::move(body);
        request.id = "request-1";
        std::string_view rest = path;
        while (!rest.empty()) {
            rest.remove_prefix(1);
            const auto slash = std::min(rest.find('/'), rest.size());
            request.segments.emplace_back(rest.substr(0, slash));
            rest.remove_prefix(slash);
        }
        for (const auto& [name, value] : headers)
            request.headers.add(name, value);
        http::Response response;
        boost::asio::co_spawn(
            context, router.handle(request), [&](const std::exception_ptr& failure, http::Response made) {
                ASSERT_FALSE(failure) << "handle() never throws";
                response = std::move(made);
            });
        context.restart();
        context.run();
        return response;
    }

    static json::object problem(const http::Response& response) {
        return json::parse(std::get<std::string>(response.body)).as_object();
    }

    boost::asio::io_context context;
    pg::Pool pool{"host=/nonexistent"};
    WorkPool work{"hash", 1, 1};
    SystemClock clock;
    Secret key{"0123456789abcdef0123456789abcdef"};
    domain::PasswordHasher hasher{Secret("pepper"), work, 4};
    domain::AccessTokens accessTokens{key, "audience", clock};
    domain::RefreshTokens refreshTokens{key};
    domain::SessionWatch watch{context.get_executor(), pool};
    domain::Attempts attempts{pool, false};
    domain::Sessions sessions{pool, hasher, accessTokens, refreshTokens, watch, attempts};
    domain::Passwords passwords{pool, hasher, sessions, attempts, watch};
    domain::ApiKeys keys{pool, passwords, watch};
    std::vector<std::pair<std::string, std::string>> headers;
    Router router{{
                      {"GET", "/things", Access::Anyone, says("list")},
                      {"POST", "/things", Access::Anyone, says("made"), {}, 4},
                      {"GET", "/things/{id}", Access::Anyone, echoId},
                      {"DELETE", "/things/{id}", Access::Anyone, says("gone")},
                      {"GET", "/things/special", Access::Anyone, says("special")},
                      {"GET", "/things/{id}/parts", Access::Anyone, says("parts")},
                      {"POST", "/refused", Access::Anyone, refuse},
                      {"GET", "/broken", Access::Anyone, breakDown},
                      {"GET", "/bug", Access::Anyone, bug},
                      {"GET", "/mine", Access::User, says("mine")},
                      {.method = "GET",
                          .path = "/events/{what}",
                          .access = Access::Anyone,
                          .handler = streams,
                          .isEventStream = true},
                  },
        sessions, keys};
};

std::string textOf(const http::Response& response) {
    return std::get<std::string>(response.body);
}

} // namespace

TEST_F(RouterTest, literalsBeatParameters) {
    EXPECT_EQ(textOf(send("GET", "/things")), "list");
    EXPECT_EQ(textOf(send("GET", "/things/7")), "7");
    EXPECT_EQ(textOf(send("GET", "/things/special")), "special");
    EXPECT_EQ(textOf(send("GET", "/things/7/parts")), "parts");
    EXPECT_EQ(send("HEAD", "/things/7").status, 200);
}

TEST_F(RouterTest, unknownPathsAndMethods) {
    for (const char* path : {"/", "/thing", "/things/", "/things/7/", "/things/7/parts/8", "/Things"})
        EXPECT_EQ(send("GET", path).status, 404) << path;
    const http::Response wrongMethod = send("DELETE", "/things");
    EXPECT_EQ(wrongMethod.status, 405);
    const auto allow = wrongMethod.headers.value("Allow");
    EXPECT_NE(allow.find("GET"), std::string_view::npos);
    EXPECT_NE(allow.find("HEAD"), std::string_view::npos);
    EXPECT_NE(allow.find("POST"), std::string_view::npos);
    EXPECT_EQ(problem(wrongMethod).at("code").as_string(), "method_not_allowed");
}

TEST_F(RouterTest, aLiteralPathIsMeantWhateverItAnswersTo) {
    EXPECT_EQ(send("DELETE", "/things/7").status, 200);
    const http::Response wrongMethod = send("DELETE", "/things/special");
    EXPECT_EQ(wrongMethod.status, 405);
    EXPECT_EQ(wrongMethod.headers.value("Allow"), "GET, HEAD");
}

TEST_F(RouterTest, errorsBecomeProblems) {
    const http::Response response = send("POST", "/refused");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.headers.value("Content-Type"), "application/problem+json");
    const json::object body = problem(response);
    EXPECT_EQ(body.at("requestId").as_string(), "request-1");
    EXPECT_EQ(body.at("errors").at(0).at("field").as_string(), "prompt");
}

TEST_F(RouterTest, exceptionsAreAnsweredWithoutTheirWords) {
    const http::Response broken = send("GET", "/broken");
    EXPECT_EQ(broken.status, 503);
    EXPECT_TRUE(broken.headers.contains("Retry-After"));
    EXPECT_EQ(textOf(broken).find("secret"), std::string::npos);
    const http::Response internal = send("GET", "/bug");
    EXPECT_EQ(internal.status, 500);
    EXPECT_EQ(textOf(internal).find("SELECT"), std::string::npos);
}

TEST_F(RouterTest, eventStreamsBreakOffWhereOthersAreUnavailable) {
    for (const char* path : {"/events/broken", "/events/away"}) {
        const http::Response response = send("GET", path);
        const auto* body = std::get_if<http::BrokenBody>(&response.body);
        ASSERT_NE(body, nullptr) << path;
        EXPECT_TRUE(body->silent) << "standard clients never come back after a 503";
    }
    EXPECT_EQ(send("GET", "/events/absent").status, 404) << "there is nothing to come back for";
}

TEST_F(RouterTest, protectedRowsWantAToken) {
    http::Response response = send("GET", "/mine");
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.headers.value("WWW-Authenticate"), "Bearer realm=\"kinora\"");
    for (const char* header : {"Bearer", "Bearer ", "Basic YTpi", "Bearer x.y.z", "bearer nonsense"}) {
        headers = {{"Authorization", header}};
        response = send("GET", "/mine");
        EXPECT_EQ(response.status, 401) << header;
        EXPECT_EQ(problem(response).at("code").as_string(), "unauthorized");
    }
}

TEST_F(RouterTest, bodiesHaveTheirLimit) {
    EXPECT_EQ(send("POST", "/things", "1234").status, 200);
    EXPECT_EQ(send("POST", "/things", "12345").status, 413);
}

TEST_F(RouterTest, jsonBodiesSayThatTheyAre) {
    http::Request request;
    request.body = "{}";
    EXPECT_EQ(readBody(request).error().code, Code::UnsupportedMediaType);
    request.headers.set("Content-Type", "text/plain");
    EXPECT_EQ(readBody(request).error().code, Code::UnsupportedMediaType);
    request.headers.set("Content-Type", "Application/JSON ; charset=utf-8");
    EXPECT_TRUE(readBody(request));
    request.body = "{";
    EXPECT_EQ(readBody(request).error().code, Code::BadRequest);
}

TEST_F(RouterTest, whatIsDirect) {
    http::Request request;
    request.remote.loopback = true;
    EXPECT_TRUE(isDirect(request));
    request.headers.set("X-Forwarded-For", "10.0.0.1");
    EXPECT_FALSE(isDirect(request));
    request.headers.erase("X-Forwarded-For");
    request.remote.loopback = false;
    EXPECT_FALSE(isDirect(request));
}

TEST(OpenStreamsTest, countsEachUserAlone) {
    const OpenStreams streams(2);
    auto first = streams.enter("ann");
    const auto second = streams.enter("ann");
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(streams.enter("ann"));
    EXPECT_TRUE(streams.enter("bob"));
    auto copy = first;
    first.reset();
    EXPECT_FALSE(streams.enter("ann")) << "its place is still held";
    copy.reset();
    EXPECT_TRUE(streams.enter("ann"));
}
