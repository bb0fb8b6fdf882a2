#include "api/Cors.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::api;

namespace {

constexpr auto App = "https://app.example";

http::Request from(const std::string& method, const std::string& origin) {
    http::Request request;
    request.method = method;
    if (!origin.empty())
        request.headers.set("Origin", origin);
    return request;
}

http::Request asking(const std::string& origin) {
    http::Request request = from("OPTIONS", origin);
    request.headers.set("Access-Control-Request-Method", "POST");
    return request;
}

http::Response marked(const Cors& cors, const http::Request& request) {
    http::Response response = http::Response::text(200, "");
    cors.mark(request, response);
    return response;
}

} // namespace

TEST(CorsTest, saysNothingWhereNobodyIsWelcome) {
    const Cors none({});
    EXPECT_FALSE(none.preflight(asking(App)));
    EXPECT_FALSE(none.preflight(asking("")));
    const http::Response response = marked(none, from("GET", App));
    EXPECT_FALSE(response.headers.contains("Vary"));
    EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin"));
}

TEST(CorsTest, answersAPageThatIsWelcome) {
    const Cors cors({"https://other.example", App});
    const auto preflight = cors.preflight(asking(App));
    ASSERT_TRUE(preflight);
    EXPECT_EQ(preflight->status, 204);
    EXPECT_EQ(preflight->headers.value("Access-Control-Allow-Origin"), App);
    EXPECT_EQ(preflight->headers.value("Access-Control-Allow-Credentials"), "true");
    EXPECT_NE(preflight->headers.value("Access-Control-Allow-Methods").find("DELETE"), std::string_view::npos);
    EXPECT_NE(preflight->headers.value("Access-Control-Allow-Headers").find("Authorization"), std::string_view::npos);
    EXPECT_NE(preflight->headers.value("Vary").find("Origin"), std::string_view::npos);
    const http::Response response = marked(cors, from("GET", App));
    EXPECT_EQ(response.headers.value("Access-Control-Allow-Origin"), App);
    EXPECT_EQ(response.headers.value("Access-Control-Allow-Credentials"), "true");
    EXPECT_NE(response.headers.value("Access-Control-Expose-Headers").find("Retry-After"), std::string_view::npos);
    EXPECT_EQ(response.headers.value("Vary"), "Origin");
}

TEST(CorsTest, onlyExactOriginsAreWelcome) {
    const Cors cors({App});
    for (const char* origin : {"", "null", "*", "http://app.example", "https://app.example:8443",
             "https://app.example/", "https://app.example.evil", "https://evil-app.example", "https://APP.example",
             "app.example", "https://app.example, https://evil"}) {
        EXPECT_FALSE(cors.preflight(asking(origin))) << origin;
        const http::Response response = marked(cors, from("GET", origin));
        EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin")) << origin;
        EXPECT_EQ(response.headers.value("Vary"), "Origin") << "a cache must not give it to a page that is welcome";
    }
    EXPECT_FALSE(cors.preflight(from("OPTIONS", App))) << "no browser asks like that";
    EXPECT_FALSE(cors.preflight(from("POST", App)));
}

TEST(CorsTest, keepsWhatElseAnAnswerDependsOn) {
    http::Response response = http::Response::text(200, "");
    response.headers.set("Vary", "Accept");
    Cors({App}).mark(from("GET", App), response);
    EXPECT_EQ(response.headers.value("Vary"), "Accept, Origin");
}
