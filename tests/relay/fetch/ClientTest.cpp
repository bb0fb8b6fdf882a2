// The client against servers that behave in every way they should not.
#include "fetch/Client.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "base/Timeout.h"
#include "support/ScriptedServer.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <future>

using namespace kinora;
using namespace kinora::fetch;
using namespace std::chrono_literals;
using test::ScriptedServer;
using Peer = ScriptedServer::Peer;

namespace {

class ClientTest : public ::testing::Test {
protected:
    ClientTest() { m_threads.start(); }

    template <class T>
    T wait(Task<T> task) {
        return boost::asio::co_spawn(m_threads.executor(0), std::move(task), boost::asio::use_future).get();
    }

    std::expected<Response, Failure> send(Request request) { return wait(m_client.send(std::move(request))); }

    static Request to(const ScriptedServer& server, std::string method = "GET") {
        Request request;
        request.method = std::move(method);
        request.url = server.url();
        return request;
    }

    IoThreads m_threads{1};
    Client m_client{m_threads, ClientOptions{}};
};

std::string ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

TEST_F(ClientTest, aPauseIsAYearAtMost) {
    const auto asked = [](std::string text) {
        Head head;
        head.headers = {{"retry-after", std::move(text)}};
        return head.retryAfter();
    };
    EXPECT_EQ(asked("7"), 7s);
    EXPECT_EQ(asked("0"), 0s);
    EXPECT_EQ(asked("9223372036854775807"), std::chrono::days(365));
    EXPECT_EQ(asked("Fri, 31 Dec 9999 23:59:59 GMT"), std::chrono::days(365));
    EXPECT_EQ(asked("Fri, 31 Dec 1999 23:59:59 GMT"), 0s);
    for (const char* none : {"", "-1", "soon", "99999999999999999999", "1.5"})
        EXPECT_FALSE(asked(none)) << none;
}

TEST_F(ClientTest, sendsWhatItIsTold) {
    std::promise<std::string> seen;
    const ScriptedServer server([&](Peer& peer) {
        seen.set_value(peer.readRequest());
        peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nX-One: a\r\nx-one:  b \r\nRetry-After: "
                  "7\r\nContent-Length: 2\r\n\r\nhi");
    });
    Request request = to(server, "POST");
    request.url = server.url("/v1/videos?a=b");
    request.headers = {{"Authorization", Secret("Bearer token")}, {"Content-Type", std::string("application/json")},
        {"X-Empty", std::string()}};
    request.body = std::string("{\"a\":\"\0\"}", 9);
    const auto response = send(std::move(request));
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, 201);
    EXPECT_EQ(response->body, "hi");
    EXPECT_EQ(response->header("x-one"), "b");
    EXPECT_EQ(response->retryAfter(), 7s);
    const std::string sent = seen.get_future().get();
    EXPECT_TRUE(sent.starts_with("POST /v1/videos?a=b HTTP/1.1\r\n")) << sent;
    EXPECT_NE(sent.find("Authorization: Bearer token\r\n"), std::string::npos);
    EXPECT_NE(sent.find("X-Empty:"), std::string::npos);
    EXPECT_NE(sent.find("User-Agent: kinora-relay\r\n"), std::string::npos);
    EXPECT_EQ(sent.find("Expect"), std::string::npos);
    EXPECT_EQ(sent.find("Accept-Encoding"), std::string::npos);
    EXPECT_TRUE(sent.ends_with(std::string("{\"a\":\"\0\"}", 9)));
}

TEST_F(ClientTest, sendsForms) {
    std::promise<std::string> seen;
    const ScriptedServer server([&](Peer& peer) {
        seen.set_value(peer.readRequest());
        peer.send(ok("{}"));
    });
    Request request = to(server, "POST");
    request.body =
        std::vector<Part>{{"prompt", "a \"b\"", "", ""}, {"input", std::string("\x00\x01", 2), "a.png", "image/png"}};
    ASSERT_TRUE(send(std::move(request)));
    const std::string sent = seen.get_future().get();
    EXPECT_NE(sent.find("Content-Type: multipart/form-data; boundary="), std::string::npos) << sent;
    EXPECT_NE(sent.find("name=\"prompt\"\r\n\r\na \"b\"\r\n"), std::string::npos);
    EXPECT_NE(sent.find("filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"), std::string::npos);
}

TEST_F(ClientTest, anErrorStatusIsAnAnswerAndRedirectsAreNotFollowed) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 4\r\n\r\nbody");
    });
    Request request = to(server);
    bool sunk = false;
    request.sink = [&](std::string_view) {
        return sunk = true;
    };
    const auto response = send(std::move(request));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(response->body, "body") << "a body that is not the wanted one goes to the response";
    EXPECT_FALSE(sunk);
}

TEST_F(ClientTest, nothingWasSentWhenNobodyListens) {
    std::uint16_t port = 0;
    {
        const ScriptedServer gone([](Peer&) {});
        port = gone.port();
    }
    Request request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + std::to_string(port) + "/";
    const auto refused = send(request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().phase, Phase::NotSent);
    EXPECT_EQ(refused.error().cause, Cause::Connect);
    request.url = "http://name.invalid/";
    const auto unknown = send(request);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().phase, Phase::NotSent);
    EXPECT_EQ(unknown.error().cause, Cause::Dns);
    for (const char* bad :
        {"", "nonsense:", "ftp://127.0.0.1/", "file:///etc/passwd", "http://user:password@127.0.0.1/", "http://"}) {
        request.url = bad;
        const auto failed = send(request);
        ASSERT_FALSE(failed) << bad;
        EXPECT_EQ(failed.error().phase, Phase::NotSent) << bad;
        EXPECT_EQ(failed.error().cause, Cause::BadUrl) << bad << ": " << failed.error().detail;
    }
}

TEST_F(ClientTest, nothingWasSentWhenTlsFails) {
    const ScriptedServer server([](Peer& peer) { peer.send("this is no TLS\r\n"); });
    Request request = to(server, "POST");
    request.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
    const auto failed = send(std::move(request));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::NotSent);
    EXPECT_EQ(failed.error().cause, Cause::Tls) << failed.error().detail;
}

TEST_F(ClientTest, aConnectionCutBeforeTheAnswerMayHaveBeenHeard) {
    for (const bool reset : {false, true}) {
        const ScriptedServer server([reset](Peer& peer) {
            (void)peer.readRequest();
            if (reset)
                peer.reset();
        });
        const auto failed = send(to(server, "POST"));
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().phase, Phase::MaybeSent);
        EXPECT_EQ(failed.error().cause, Cause::Cut) << failed.error().detail;
        EXPECT_EQ(server.connections(), 1) << "a create must never be sent again by itself";
    }
}

TEST_F(ClientTest, neverRepeatsACreateOnAKeptConnection) {
    std::atomic<int> creates{0};
    const ScriptedServer server([&creates](Peer& peer) {
        std::string request;
        while (!(request = peer.readRequest()).empty()) {
            if (request.starts_with("POST")) {
                ++creates;
                return; // heard, and hung up without a word
            }
            peer.send(ok("kept"));
        }
    });
    ASSERT_TRUE(send(to(server)));
    ASSERT_TRUE(send(to(server)));
    EXPECT_EQ(server.connections(), 1) << "repeatable requests share a connection";
    const auto failed = send(to(server, "POST"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::MaybeSent);
    EXPECT_EQ(creates, 1);
}

TEST_F(ClientTest, aReplyThatIsNoHttp) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("*** garbage ***\r\n\r\n");
    });
    const auto failed = send(to(server, "POST"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::MaybeSent);
    EXPECT_EQ(failed.error().cause, Cause::Protocol) << failed.error().detail;
}

TEST_F(ClientTest, aCutBodyKeepsTheHead) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    });
    const auto failed = send(to(server));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::ReplyReceived);
    EXPECT_EQ(failed.error().cause, Cause::Cut);
    ASSERT_TRUE(failed.error().head);
    EXPECT_EQ(failed.error().head->status, 200);
}

TEST_F(ClientTest, silenceIsAStall) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\n\r\nsome");
        peer.waitForClose();
    });
    Request request = to(server);
    request.limits.stall = 2s; // how long the greeting may take on a busy machine
    const auto failed = send(std::move(request));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::ReplyReceived);
    EXPECT_EQ(failed.error().cause, Cause::Stalled);
}

TEST_F(ClientTest, slowButSteadyIsNoStallButMayTakeTooLong) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n");
        for (int i = 0; i < 11; ++i) {
            std::this_thread::sleep_for(200ms); // the server's pace is what is tested
            peer.send("x");
        }
    });
    Request request = to(server);
    request.limits.stall = 2s;
    EXPECT_TRUE(send(request));
    request.limits.total = 1s;
    const auto failed = send(std::move(request));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().cause, Cause::TimedOut);
}

TEST_F(ClientTest, noAnswerInTimeMayHaveBeenHeard) {
    const ScriptedServer server([](Peer& peer) { peer.waitForClose(); });
    Request request = to(server, "POST");
    request.limits.total = 1s;
    const auto failed = send(std::move(request));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::MaybeSent);
    EXPECT_EQ(failed.error().cause, Cause::TimedOut);
}

TEST_F(ClientTest, streamsPieceByPieceAndStopsWhenTold) {
    std::promise<void> firstSeen;
    const ScriptedServer server([&](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
        firstSeen.get_future().wait();
        peer.send("6\r\nsecond\r\n");
        peer.waitForClose();
    });
    std::string collected;
    int headStatus = 0;
    Request request = to(server);
    request.onHead = [&](const Head& head) {
        headStatus = head.status;
        return true;
    };
    request.sink = [&](std::string_view piece) {
        if (collected.empty())
            firstSeen.set_value();
        collected += piece;
        return !collected.ends_with("second");
    };
    const auto stopped = send(std::move(request));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().cause, Cause::Stopped);
    EXPECT_EQ(stopped.error().phase, Phase::ReplyReceived);
    EXPECT_EQ(collected, "firstsecond");
    EXPECT_EQ(headStatus, 200);
}

TEST_F(ClientTest, tooMuchIsRefusedAnnouncedOrNot) {
    for (const char* head : {"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"}) {
        const ScriptedServer server([head](Peer& peer) {
            (void)peer.readRequest();
            peer.send(head + std::string(1000, 'x'));
        });
        Request request = to(server);
        request.limits.maxBytes = 999;
        const auto failed = send(std::move(request));
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().cause, Cause::TooLarge);
    }
}

TEST_F(ClientTest, publicOnlyRefusesThisMachineEvenOnAKeptConnection) {
    const ScriptedServer server([](Peer& peer) {
        while (!peer.readRequest().empty())
            peer.send(ok("private"));
    });
    ASSERT_TRUE(send(to(server)));
    for (const std::string host : {"127.0.0.1", "localhost", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"}) {
        Request request = to(server);
        request.url = "http://" + host + ":" + std::to_string(server.port()) + "/";
        request.publicOnly = true;
        const auto failed = send(std::move(request));
        ASSERT_FALSE(failed) << host;
        EXPECT_EQ(failed.error().cause, Cause::AddressRefused) << host << ": " << failed.error().detail;
        EXPECT_EQ(failed.error().phase, Phase::NotSent);
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, publicOnlyRefusesEveryWayToAPlaceThatIsNotPublic) {
    const ScriptedServer server([](Peer& peer) {
        (void)peer.readRequest();
        peer.send(ok("private"));
    });
    const std::string port = std::to_string(server.port());
    ClientOptions options;
    for (const char* entry : {"loopback.example:127.0.0.1", "metadata.example:169.254.169.254", "six.example:[::1]",
             "mapped.example:[::ffff:127.0.0.1]", "nat64.example:[64:ff9b::7f00:1]", "office.example:10.0.0.1",
             "several.example:127.0.0.1,10.0.0.1,[::1]"}) {
        const std::string text = entry;
        const auto colon = text.find(':');
        options.knownNames.push_back(text.substr(0, colon) + ":" + port + ":" + text.substr(colon + 1));
    }
    Client client(m_threads, options);
    for (const std::string host :
        {"loopback.example", "metadata.example", "six.example", "mapped.example", "nat64.example", "office.example",
            "several.example", "169.254.169.254", "[::1]", "[::]", "0.0.0.0", "127.1", "0177.0.0.1", "[fe80::1]",
            "[fd00::1]", "[::ffff:169.254.169.254]", "192.168.1.1", "100.64.0.1", "224.0.0.1"}) {
        Request request;
        request.url = fmt::format("http://{}:{}/", host, port);
        request.publicOnly = true;
        request.limits.connect = 2s;
        const auto failed = wait(client.send(std::move(request)));
        ASSERT_FALSE(failed) << host;
        EXPECT_EQ(failed.error().cause, Cause::AddressRefused) << host << ": " << failed.error().detail;
        EXPECT_EQ(failed.error().phase, Phase::NotSent) << host;
    }
    EXPECT_EQ(server.connections(), 0);
    Request named;
    named.url = "http://loopback.example:" + port + "/";
    EXPECT_TRUE(wait(client.send(std::move(named)))) << "the names themselves work";
}

TEST_F(ClientTest, onlyHttpIsSpoken) {
    for (const char* url : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/",
             "scp://127.0.0.1/", "ldap://127.0.0.1/", "telnet://127.0.0.1/", "http://user:password@127.0.0.1/"}) {
        Request request;
        request.url = url;
        const auto failed = send(std::move(request));
        ASSERT_FALSE(failed) << url;
        EXPECT_EQ(failed.error().phase, Phase::NotSent) << url;
    }
}

TEST_F(ClientTest, aKeyThatTheAnswerRepeatsIsTakenOut) {
    const ScriptedServer server([](Peer& peer) {
        const std::string request = peer.readRequest();
        EXPECT_NE(request.find("Bearer sk-live-abc"), std::string::npos);
        const std::string body = "Incorrect API key provided: sk-live-abc.";
        peer.send("HTTP/1.1 401 Unauthorized\r\nX-Key: Bearer sk-live-abc\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body);
    });
    Request request = to(server);
    request.headers.push_back({"Authorization", Secret("Bearer sk-live-abc")});
    const auto answer = send(std::move(request));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "Incorrect API key provided: [secret].");
    EXPECT_EQ(answer->header("x-key"), "Bearer [secret]");
}

TEST_F(ClientTest, canBeCanceled) {
    const ScriptedServer server([](Peer& peer) { peer.waitForClose(); });
    auto body = [](Client& client, Request request) -> Task<bool> {
        auto sending = client.send(std::move(request));
        const auto answer = co_await withTimeout<std::expected<Response, Failure>>(50ms, std::move(sending));
        co_return answer.has_value();
    };
    EXPECT_FALSE(wait(body(m_client, to(server))));
}

TEST_F(ClientTest, headersCannotBeSplit) {
    const ScriptedServer server([](Peer& peer) { (void)peer.readRequest(); });
    Request request = to(server);
    request.headers = {{"X-A", std::string("a\r\nX-B: b")}};
    const auto failed = send(std::move(request));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().phase, Phase::NotSent);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(ClientTest, downloadsAndHashes) {
    const test::TempDir folder;
    const std::string content(300'000, 'v');
    const ScriptedServer server([&](Peer& peer) {
        (void)peer.readRequest();
        peer.send(ok(content));
    });
    const auto download = wait(m_client.download(to(server), folder / "video.mp4"));
    ASSERT_TRUE(download) << download.error().detail;
    EXPECT_EQ(download->bytes, content.size());
    EXPECT_EQ(download->sha256, toHex(sha256(content)));
    EXPECT_EQ(readFile(folder / "video.mp4"), content);
}

TEST_F(ClientTest, aFailedDownloadLeavesNoFile) {
    const test::TempDir folder;
    const ScriptedServer cut([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    const auto failed = wait(m_client.download(to(cut), folder / "a"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().cause, Cause::Cut);
    const ScriptedServer missing([](Peer& peer) {
        (void)peer.readRequest();
        peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    const auto absent = wait(m_client.download(to(missing), folder / "b"));
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().head->status, 404);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    const auto nowhere = wait(m_client.download(to(missing), folder / "none" / "c"));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().cause, Cause::Disk);
}
