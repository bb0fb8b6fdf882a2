// The small pure pieces: targets, cookies, events, problems, heads.
#include "http/Cookies.h"
#include "http/Problem.h"
#include "http/ServerSentEvents.h"
#include "http/Target.h"
#include "http/Wire.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::http;

TEST(TextTest, takesTargetsApart) {
    Request request;
    ASSERT_TRUE(
        parseTarget("/api/v1/jobs/a%20b/?limit=20&q=two+words%21&empty=&flag&limit=30&&%C3%BC=%E7%8C%AB", request));
    EXPECT_EQ(request.path, "/api/v1/jobs/a b/");
    EXPECT_EQ(request.segments, (std::vector<std::string>{"api", "v1", "jobs", "a b", ""}));
    EXPECT_EQ(request.queryValue("limit"), "20");
    EXPECT_EQ(request.queryValue("q"), "two words!");
    EXPECT_EQ(request.queryValue("empty"), "");
    EXPECT_EQ(request.queryValue("flag"), "");
    EXPECT_EQ(request.queryValue("ü"), "猫");
    EXPECT_EQ(request.queryValue("absent"), std::nullopt);
    ASSERT_TRUE(parseTarget("/", request));
    EXPECT_TRUE(request.segments.empty());
    request.headers.set("Host", "host:1");
    ASSERT_TRUE(parseTarget("http://host:1/a?b=c", request));
    EXPECT_EQ(request.path, "/a");
    EXPECT_EQ(request.queryValue("b"), "c");
    ASSERT_TRUE(parseTarget("HTTP://HOST:1", request));
    EXPECT_EQ(request.path, "/");
    request.method = "OPTIONS";
    EXPECT_TRUE(parseTarget("*", request));
}

TEST(TextTest, refusesBrokenTargets) {
    Request request;
    request.headers.set("Host", "host");
    for (const char* wrong : {"a", "host:443", "/%", "/%4", "/%zz", "/%00", "/%0a", "/%ff", "/a?b=%00", "/a?b=%ff",
             "/a?%", "ftp://x/", "*", "?a", "//a", "/a//b", "/a%2Fb", "/a%5cb", "/a\\b", "/.", "/a/..", "/%2e%2E/a",
             "http://other/a", "http://host:80/a", "http://user@host/a"})
        EXPECT_FALSE(parseTarget(wrong, request)) << wrong;
}

TEST(TextTest, readsCookies) {
    const Headers headers{{"cookie", "a=1; kinora_refresh=x.1.y=; b=\"q\""}, {"Cookie", "c=3"}};
    EXPECT_EQ(cookieValue(headers, "kinora_refresh"), "x.1.y=");
    EXPECT_EQ(cookieValue(headers, "a"), "1");
    EXPECT_EQ(cookieValue(headers, "b"), "q");
    EXPECT_EQ(cookieValue(headers, "c"), "3");
    EXPECT_EQ(cookieValue(headers, "refresh"), std::nullopt);
    EXPECT_EQ(cookieValue({{"Cookie", ";;=;a"}}, "a"), std::nullopt);
}

TEST(TextTest, writesCookies) {
    SetCookie cookie;
    cookie.name = "kinora_refresh";
    cookie.value = "v";
    cookie.path = "/api/v1/auth";
    cookie.maxAge = std::chrono::days(30);
    EXPECT_EQ(
        toString(cookie), "kinora_refresh=v; HttpOnly; Secure; SameSite=Strict; Path=/api/v1/auth; Max-Age=2592000");
    cookie.secure = false;
    cookie.maxAge = std::chrono::seconds(0);
    EXPECT_EQ(toString(cookie), "kinora_refresh=v; HttpOnly; SameSite=Strict; Path=/api/v1/auth; Max-Age=0");
}

TEST(TextTest, framesEvents) {
    EXPECT_EQ(sseEvent("progress", "{\"a\":1}"), "event: progress\ndata: {\"a\":1}\n\n");
    EXPECT_EQ(sseEvent("completed", "{}", "7"), "id: 7\nevent: completed\ndata: {}\n\n");
    EXPECT_EQ(sseEvent("", "a\nb\r\nc\rd\n"), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    EXPECT_EQ(sseComment(), ":\n\n");
    EXPECT_EQ(sseComment("hi"), ": hi\n\n");
    EXPECT_EQ(sseRetry(2000), "retry: 2000\n\n");
}

TEST(TextTest, rendersProblems) {
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = "prompt: Is required.";
    error.fields = {FieldError{"prompt", "required", "Is required."}};
    error.retryAfter = std::chrono::seconds(3);
    const Response response = problem(error, "r1");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.headers.value("content-type"), "application/problem+json");
    EXPECT_EQ(response.headers.value("Retry-After"), "3");
    const auto body = boost::json::parse(std::get<std::string>(response.body));
    EXPECT_EQ(body, boost::json::parse(R"({"type":"about:blank","title":"The request is not valid","status":400,
        "detail":"prompt: Is required.","code":"validation_failed","requestId":"r1",
        "errors":[{"field":"prompt","code":"required","detail":"Is required."}]})"));
}

TEST(TextTest, headsCannotBeSplit) {
    HeadOptions options;
    options.requestId = "r1";
    options.serverName = "kinora";
    options.contentLength = 0;
    const Headers headers{{"X-Good", "1"}, {"X-Bad", "1\r\nSet-Cookie: evil=1"}, {"X-Nul", std::string("a\0b", 3)},
        {"Content-Length", "99"}, {"Transfer-Encoding", "chunked"}};
    const std::string head = headBytes(200, headers, options);
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_NE(head.find("\r\nX-Good: 1\r\n"), std::string::npos);
    EXPECT_EQ(head.find("evil"), std::string::npos);
    EXPECT_EQ(head.find("X-Nul"), std::string::npos);
    EXPECT_EQ(head.find("99"), std::string::npos);
    EXPECT_EQ(head.find("chunked"), std::string::npos);
    EXPECT_EQ(chunk("hello world, more than fifteen"), "1e\r\nhello world, more than fifteen\r\n");
}
