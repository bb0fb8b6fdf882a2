#include "api/TrustedProxies.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::api;

namespace {

std::string clientOf(const TrustedProxies& proxies, const std::string& peer, const http::Headers& headers) {
    http::Request request;
    request.remote.address = peer;
    request.remote.loopback = peer == "127.0.0.1";
    request.headers = headers;
    proxies.apply(request);
    EXPECT_TRUE(request.remote.address == peer || !request.remote.loopback) << "what was forwarded is not local";
    return request.remote.address;
}

const TrustedProxies Proxies{{"127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48", "fd00::1"}};

} // namespace

TEST(TrustedProxiesTest, nobodyElseIsBelieved) {
    EXPECT_EQ(clientOf(TrustedProxies({}), "127.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "127.0.0.1");
    EXPECT_EQ(clientOf(Proxies, "192.0.2.9", {{"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.9");
    EXPECT_EQ(clientOf(Proxies, "192.0.2.9", {{"Forwarded", "for=192.0.2.1"}}), "192.0.2.9");
    EXPECT_EQ(clientOf(Proxies, "fd00::2", {{"X-Forwarded-For", "192.0.2.1"}}), "fd00::2");
    EXPECT_EQ(clientOf(Proxies, "11.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "11.0.0.1");
}

TEST(TrustedProxiesTest, theFirstFromTheRightThatIsNoProxyCounts) {
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "10.1.2.3", {{"x-forwarded-for", "6.6.6.6, 192.0.2.1"}}), "192.0.2.1")
        << "what stands further left the client may have written itself";
    EXPECT_EQ(
        clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "6.6.6.6, 192.0.2.1,10.0.0.7 , 127.0.0.1"}}), "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "192.0.2.1"}}),
        "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "10.0.0.1, 10.0.0.2"}}), "10.0.0.1");
    EXPECT_EQ(clientOf(Proxies, "2001:db8:1::5", {{"X-Forwarded-For", "2001:db8:2::1"}}), "2001:db8:2::1");
    EXPECT_EQ(clientOf(Proxies, "::ffff:10.0.0.1", {{"X-Forwarded-For", "::ffff:192.0.2.1"}}), "192.0.2.1");
}

TEST(TrustedProxiesTest, portsAndBracketsAreLeftAway) {
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "192.0.2.1:4711"}}), "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "[2001:db8::1]:4711"}}), "2001:db8::1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "2001:db8::1"}}), "2001:db8::1");
}

TEST(TrustedProxiesTest, whatCannotBeReadEndsTheWalk) {
    for (const char* nonsense : {"unknown", "", "_hidden", "1.2.3", "localhost", "6.6.6.6, ", "6.6.6.6, 1.2.3.4.5"})
        EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", nonsense}}), "127.0.0.1") << nonsense;
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"X-Forwarded-For", "6.6.6.6, unknown, 10.0.0.2"}}), "10.0.0.2");
}

TEST(TrustedProxiesTest, forwardedIsReadWhereTheUsualFieldIsMissing) {
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"Forwarded", "for=6.6.6.6, For=192.0.2.1;proto=https;by=10.0.0.1"}}),
        "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"Forwarded", R"(for="[2001:db8::1]:80";host="a,b;c")"}}), "2001:db8::1");
    EXPECT_EQ(
        clientOf(Proxies, "127.0.0.1", {{"Forwarded", "for=192.0.2.1"}, {"Forwarded", "for=10.0.0.3"}}), "192.0.2.1");
    EXPECT_EQ(clientOf(Proxies, "127.0.0.1", {{"Forwarded", "proto=https"}}), "127.0.0.1");
    EXPECT_EQ(
        clientOf(Proxies, "127.0.0.1", {{"Forwarded", "for=6.6.6.6"}, {"X-Forwarded-For", "192.0.2.1"}}), "192.0.2.1")
        << "a client can send the one that its proxy does not write";
}
