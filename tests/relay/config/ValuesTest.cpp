#include "config/Values.h"

#include <gtest/gtest.h>

using namespace kinora::config;

TEST(ValuesTest, seconds) {
    EXPECT_EQ(parseSeconds("30"), std::chrono::seconds(30));
    EXPECT_EQ(parseSeconds("0.25"), std::chrono::milliseconds(250));
    for (const char* text : {"", "0", "-1", "nan", "inf", "1e9", "6s", "six"})
        EXPECT_FALSE(parseSeconds(text)) << text;
}

TEST(ValuesTest, listenAddresses) {
    EXPECT_EQ(parseListen("127.0.0.1:8787")->port, 8787);
    EXPECT_EQ(parseListen("127.0.0.1:0")->port, 0);
    EXPECT_EQ(parseListen("[::1]:80")->host, "::1");
    EXPECT_EQ(parseListen("localhost:80")->host, "localhost");
    for (const char* wrong : {"", "8787", ":8787", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
             "127.0.0.1:80x", "::1:80", "[]:80"})
        EXPECT_FALSE(parseListen(wrong)) << wrong;
}

TEST(ValuesTest, loopbackHosts) {
    for (const char* host : {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
        EXPECT_TRUE(isLoopbackHost(host)) << host;
    for (const char* host : {"0.0.0.0", "::", "192.168.1.2", "relay.example", ""})
        EXPECT_FALSE(isLoopbackHost(host)) << host;
}

TEST(ValuesTest, origins) {
    EXPECT_EQ(*parseOrigin("https://relay.example/"), "https://relay.example");
    EXPECT_EQ(*parseOrigin("http://relay.example:8080"), "http://relay.example:8080");
    for (const char* wrong :
        {"relay.example", "ftp://relay.example", "https://", "https://a/b", "https://a?x=1", "https://u:p@a"})
        EXPECT_FALSE(parseOrigin(wrong)) << wrong;
}

TEST(ValuesTest, networks) {
    for (const char* good : {"10.0.0.0/8", "192.168.1.7", "::1", "fd00::/8"})
        EXPECT_TRUE(parseNetwork(good)) << good;
    for (const char* wrong : {"10.0.0.0/33", "proxy.example", "10.0.0", "fd00::/129", ""})
        EXPECT_FALSE(parseNetwork(wrong)) << wrong;
}

TEST(ValuesTest, lists) {
    EXPECT_EQ(parseList(" a, b ,,c,"), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(parseList("").empty());
}

TEST(ValuesTest, registrationModes) {
    EXPECT_EQ(*parseRegistration("auto"), std::nullopt);
    EXPECT_EQ(**parseRegistration("closed"), RegistrationMode::Closed);
    EXPECT_FALSE(parseRegistration("Open"));
}

TEST(ValuesTest, upstreamAddresses) {
    struct Case {
        const char* url;
        const char* dialect;
        const char* expectedUrl;
        const char* expectedDialect;
    };
    const Case cases[] = {
        {"https://g.example/v1/chat/completions", "", "https://g.example/v1/chat/completions", "chat-stream"},
        {"https://g.example/v1/chat/completions/", "", "https://g.example/v1/chat/completions", "chat-stream"},
        {"https://g.example/v1/videos", "", "https://g.example/v1/videos", "videos"},
        {"https://g.example/x/videos", "", "https://g.example/x/videos", "videos"},
        {"https://g.example/v1", "", "https://g.example/v1/videos", "videos"},
        {"https://g.example/v1/", "", "https://g.example/v1/videos", "videos"},
        {"https://g.example", "", "https://g.example/v1/videos", "videos"},
        {"https://g.example/", "", "https://g.example/v1/videos", "videos"},
        {"http://127.0.0.1:9000/api", "", "http://127.0.0.1:9000/api/v1/videos", "videos"},
        {"https://g.example/v1", "chat-stream", "https://g.example/v1/chat/completions", "chat-stream"},
        {"https://g.example/v1/videos?api-version=preview", "", "https://g.example/v1/videos?api-version=preview",
            "videos"},
    };
    for (const Case& each : cases) {
        const auto address = parseUpstreamAddress(each.url, each.dialect);
        ASSERT_TRUE(address) << each.url;
        EXPECT_EQ(address->url, each.expectedUrl) << each.url;
        EXPECT_EQ(address->dialect, each.expectedDialect) << each.url;
    }
    for (const char* wrong :
        {"g.example/v1", "ftp://g.example", "https://", "https://user:pass@g.example/v1", "https://g.example/v1#x"})
        EXPECT_FALSE(parseUpstreamAddress(wrong, "")) << wrong;
    EXPECT_FALSE(parseUpstreamAddress("https://g.example", "smoke-signals"));
}

TEST(ValuesTest, defaultModels) {
    const Model videos = defaultModels("videos").at(0);
    EXPECT_EQ(videos.id, "sora-2");
    EXPECT_EQ(videos.sizes.at("portrait"), std::vector<std::string>{"720x1280"});
    EXPECT_EQ(videos.seconds, (std::vector<int>{4, 8, 12}));
    const Model chat = defaultModels("chat-stream").at(0);
    EXPECT_EQ(chat.id, "sora_video2-hd");
    EXPECT_EQ(chat.wireNames.at("landscape"), "sora_video2-hd-landscape");
    EXPECT_TRUE(chat.sizes.empty() && chat.seconds.empty());
    EXPECT_FALSE(chat.pricePerSecondMicroUsd);
}
