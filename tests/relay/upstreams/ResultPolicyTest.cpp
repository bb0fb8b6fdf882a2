#include "upstreams/ResultPolicy.h"

#include <gtest/gtest.h>

using namespace kinora::upstreams;

namespace {

constexpr const char* OwnAddress = "http://10.0.0.5:8000/v1/videos";
using Hosts = std::optional<std::vector<std::string>>;

} // namespace

TEST(ResultPolicyTest, ownOriginAlwaysEvenIfPrivateAndPlain) {
    for (const Hosts& hosts : {Hosts(), Hosts({"cdn.example"})}) {
        const auto access = resultAccess("http://10.0.0.5:8000/files/a.mp4", OwnAddress, hosts);
        EXPECT_TRUE(access.allowed);
        EXPECT_TRUE(access.ownOrigin);
        EXPECT_FALSE(access.publicOnly);
    }
    EXPECT_TRUE(resultAccess("https://API.example:443/a", "https://api.example/v1/videos", {}).ownOrigin);
}

TEST(ResultPolicyTest, anotherPortOrSchemeIsAnotherOrigin) {
    EXPECT_FALSE(resultAccess("http://10.0.0.5:8001/a.mp4", OwnAddress, {}).allowed);
    EXPECT_FALSE(resultAccess("http://api.example/a", "https://api.example/v1/videos", {}).ownOrigin);
}

TEST(ResultPolicyTest, elsewhereOnlyHttpsAndPublic) {
    const auto access = resultAccess("https://cdn.example/a.mp4", OwnAddress, {});
    EXPECT_TRUE(access.allowed);
    EXPECT_TRUE(access.publicOnly);
    EXPECT_FALSE(access.ownOrigin);
    EXPECT_FALSE(resultAccess("http://cdn.example/a.mp4", OwnAddress, {}).allowed);
}

TEST(ResultPolicyTest, aListIsTheWholeList) {
    const Hosts hosts({"cdn.example", "192.168.1.9"});
    EXPECT_TRUE(resultAccess("https://CDN.example/a.mp4", OwnAddress, hosts).allowed);
    EXPECT_TRUE(resultAccess("http://192.168.1.9/a.mp4", OwnAddress, hosts).allowed);
    EXPECT_FALSE(resultAccess("https://other.example/a.mp4", OwnAddress, hosts).allowed);
}

TEST(ResultPolicyTest, strangeAddresses) {
    for (const char* url : {"", "file:///etc/passwd", "ftp://cdn.example/a", "https://", "//cdn.example/a",
             "data:video/mp4;base64,AAAA", "https://user:word@cdn.example/a.mp4", "gopher://10.0.0.5:8000/"})
        EXPECT_FALSE(resultAccess(url, OwnAddress, {}).allowed) << url;
}

TEST(ResultPolicyTest, redirectsAreResolved) {
    EXPECT_EQ(resolveAddress("https://a.example/x/y", "/z.mp4"), "https://a.example/z.mp4");
    EXPECT_EQ(resolveAddress("https://a.example/x/y", "https://b.example/z.mp4"), "https://b.example/z.mp4");
    EXPECT_FALSE(resolveAddress("https://a.example/", "http://[broken"));
}
