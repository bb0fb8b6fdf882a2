// Where results are fetched from, hop by hop, and what goes along, over real sockets.
#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "support/ScriptedServer.h"
#include "support/TempDir.h"
#include "upstreams/Exchange.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <mutex>

using namespace kinora;
using namespace kinora::upstreams;
using test::ScriptedServer;
using Peer = ScriptedServer::Peer;

namespace {

std::string answer(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string redirect(const std::string& location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

/// A server that gives one answer and remembers what it was asked.
class Host {
public:
    explicit Host(std::string reply)
        : m_reply(std::move(reply))
        , m_server([this](Peer& peer) {
            std::string request = peer.readRequest();
            {
                const std::lock_guard guard(m_mutex);
                m_requests.push_back(std::move(request));
            }
            peer.send(m_reply);
        }) {}

    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(m_server.port());
    }
    [[nodiscard]] std::vector<std::string> requests() {
        const std::lock_guard guard(m_mutex);
        return m_requests;
    }

private:
    std::string m_reply;
    std::mutex m_mutex;
    std::vector<std::string> m_requests;
    ScriptedServer m_server;
};

class FetchResultTest : public testing::Test {
protected:
    FetchResultTest() {
        m_threads.start();
        m_upstream.key = Secret("sk-live-abc");
    }

    std::expected<Fetched, Trouble> fetch(const std::string& url) {
        auto task = fetchResult(m_client, m_upstream, url, m_folder / "result");
        return boost::asio::co_spawn(m_threads.executor(0), std::move(task), boost::asio::use_future).get();
    }

    static bool carriesKey(const std::string& request) { return request.find("sk-live-abc") != std::string::npos; }

    static FailureCode codeOf(const std::expected<Fetched, Trouble>& result) {
        EXPECT_FALSE(result);
        EXPECT_TRUE(!result && result.error().verdict);
        return !result && result.error().verdict ? result.error().verdict->code : FailureCode::Internal;
    }

    test::TempDir m_folder;
    IoThreads m_threads{1};
    fetch::Client m_client{m_threads, fetch::ClientOptions{}};
    Definition m_upstream;
};

} // namespace

TEST_F(FetchResultTest, theUpstreamItselfGetsItsKey) {
    Host own(answer("video"));
    m_upstream.url = own.url() + "/v1/videos";
    const auto fetched = fetch(own.url() + "/files/1");
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->bytes, 5U);
    EXPECT_TRUE(carriesKey(own.requests().at(0)));
}

TEST_F(FetchResultTest, aRedirectToAnotherPlaceOfThisNetworkIsRefused) {
    Host inner(answer("the operator's own"));
    for (const std::string& target : {inner.url(), inner.url("localhost"), inner.url("[::ffff:127.0.0.1]"),
             std::string("http://169.254.169.254/latest/meta-data"), std::string("https://127.0.0.1:1/"),
             std::string("https://localhost:1/"), std::string("https://[::1]:1/"), std::string("file:///etc/passwd"),
             std::string("gopher://127.0.0.1/")}) {
        Host own(redirect(target));
        m_upstream.url = own.url() + "/v1/videos";
        EXPECT_EQ(codeOf(fetch(own.url() + "/files/1")), FailureCode::ResultInvalid) << target;
    }
    EXPECT_TRUE(inner.requests().empty());
    EXPECT_FALSE(std::filesystem::exists(m_folder / "result"));
}

TEST_F(FetchResultTest, theKeyStaysBehindWhenARedirectLeavesTheUpstream) {
    Host listed(answer("video"));
    Host own(redirect(listed.url("localhost") + "/signed"));
    m_upstream.url = own.url() + "/v1/videos";
    m_upstream.resultHosts = {"localhost"};
    ASSERT_TRUE(fetch(own.url() + "/files/1"));
    EXPECT_TRUE(carriesKey(own.requests().at(0)));
    EXPECT_FALSE(carriesKey(listed.requests().at(0))) << listed.requests().at(0);
}

TEST_F(FetchResultTest, anotherPortIsAnotherOrigin) {
    Host listed(answer("video"));
    Host own(redirect(listed.url() + "/signed"));
    m_upstream.url = own.url() + "/v1/videos";
    m_upstream.resultHosts = {"127.0.0.1"};
    ASSERT_TRUE(fetch(own.url() + "/files/1"));
    EXPECT_FALSE(carriesKey(listed.requests().at(0)));
}

TEST_F(FetchResultTest, redirectsEndSomewhere) {
    Host own(redirect("/files/again"));
    m_upstream.url = own.url() + "/v1/videos";
    EXPECT_EQ(codeOf(fetch(own.url() + "/files/1")), FailureCode::ResultInvalid);
    EXPECT_EQ(own.requests().size(), 4U) << "one request and three redirects";
}

TEST_F(FetchResultTest, aFileWithoutAnEndIsRefusedWhenItSaysSo) {
    Host own("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nvideo");
    m_upstream.url = own.url() + "/v1/videos";
    EXPECT_EQ(codeOf(fetch(own.url() + "/files/1")), FailureCode::ResultInvalid);
    EXPECT_FALSE(std::filesystem::exists(m_folder / "result"));
}

TEST_F(FetchResultTest, theKeyGoesToTheUpstreamsOriginOnly) {
    Definition upstream;
    upstream.url = "https://gateway.example/v1/videos";
    upstream.key = Secret("sk-live-abc");
    EXPECT_EQ(authorizedRequest(upstream, "GET", "https://gateway.example/v1/videos/1").headers.size(), 1U);
    EXPECT_EQ(authorizedRequest(upstream, "GET", "https://GATEWAY.example:443/x").headers.size(), 1U);
    for (const char* url : {"http://gateway.example/v1/videos/1", "https://gateway.example:8443/",
             "https://cdn.example/", "https://gateway.example.evil/", "https://evil/gateway.example",
             "https://gateway.example@evil/", "/relative", ""})
        EXPECT_TRUE(authorizedRequest(upstream, "GET", url).headers.empty()) << url;
}
