// A relay that others can reach: TLS, cookies, origins, proxies.
#include "support/Certificates.h"
#include "support/HttpClient.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <thread>

namespace json = boost::json;
using namespace kinora::test;
using namespace std::chrono_literals;

TEST(HttpsTest, aRelayWithACertificate) {
    const TempDir folder;
    const Certificate first = makeCertificate(folder.path(), "first");
    const Certificate second = makeCertificate(folder.path(), "second");
    const auto over = std::filesystem::copy_options::overwrite_existing;
    std::filesystem::copy_file(first.chain, folder / "cert", over);
    std::filesystem::copy_file(first.key, folder / "key", over);
    RelayProcess relay(folder / "data",
        {{"KINORA_TLS_CERT", (folder / "cert").string()}, {"KINORA_TLS_KEY", (folder / "key").string()},
            {"KINORA_CORS_ORIGINS", "https://app.example"}});
    const std::string url = "https://localhost:" + std::to_string(relay.port());

    HttpClient client(url);
    client.setAuthorities(first.chain.string());
    const json::object ann{
        {"email", "ann@example.org"}, {"password", "correct horse battery"}, {"setupCode", relay.setupCode()}};
    const HttpAnswer registered = client.post("/api/v1/auth/register", ann, {{"Origin", "https://app.example"}});
    ASSERT_EQ(registered.status, 201) << registered.body << relay.log();
    EXPECT_NE(registered.header("set-cookie").find("; Secure"), std::string::npos) << registered.header("set-cookie");
    EXPECT_EQ(registered.header("access-control-allow-origin"), "https://app.example");
    EXPECT_EQ(registered.header("access-control-allow-credentials"), "true");
    const HttpAnswer elsewhere = client.get("/api/v1/server", {{"Origin", "https://evil.example"}});
    EXPECT_EQ(elsewhere.status, 200);
    EXPECT_EQ(elsewhere.header("access-control-allow-origin"), "");
    EXPECT_EQ(elsewhere.header("vary"), "Origin");
    const HttpAnswer asked = client.request("OPTIONS", "/api/v1/jobs", std::nullopt,
        {{"Origin", "https://app.example"}, {"Access-Control-Request-Method", "POST"}});
    EXPECT_EQ(asked.status, 204);

    HttpClient plain("http://localhost:" + std::to_string(relay.port()));
    EXPECT_EQ(plain.get("/livez").status, 0) << "nothing is said in clear";

    std::filesystem::copy_file(second.chain, folder / "cert", over);
    std::filesystem::copy_file(second.key, folder / "key", over);
    kill(relay.pid(), SIGHUP);
    HttpClient later(url);
    later.setAuthorities(second.chain.string());
    int status = 0;
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (status != 200 && std::chrono::steady_clock::now() < end) {
        status = later.get("/livez").status;
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_EQ(status, 200) << relay.log();
}

TEST(HttpsTest, theClientBehindAProxyIsTheOneInTheLog) {
    const TempDir folder;
    RelayProcess relay(
        folder / "data", {{"KINORA_PUBLIC_URL", "https://relay.example"}, {"KINORA_TRUSTED_PROXIES", "127.0.0.1"}});
    HttpClient client(relay.url());
    EXPECT_EQ(client.get("/livez", {{"X-Forwarded-For", "6.6.6.6, 192.0.2.77"}}).status, 200);
    relay.terminate();
    EXPECT_NE(relay.log().find("remote=192.0.2.77"), std::string::npos) << relay.log();
    EXPECT_EQ(relay.log().find("6.6.6.6"), std::string::npos);
}
