// The server over real sockets: framing, bodies, deadlines, files.
#include "ServerFixture.h"
#include "support/Eventually.h"

#include <atomic>
#include <thread>
#include <vector>

using namespace kinora;
using namespace kinora::http;

namespace {

class ServerTest : public ServerFixture {};

} // namespace

TEST_F(ServerTest, answersAndKeepsTheConnection) {
    RawConnection client(start());
    for (int i = 0; i < 3; ++i) {
        client.send(get("/"));
        const std::string response = client.readResponse();
        EXPECT_TRUE(isStatus(response, 200)) << response;
        EXPECT_EQ(bodyOf(response), "hello");
        EXPECT_NE(response.find("\r\nX-Request-Id: "), std::string::npos);
        EXPECT_NE(response.find("\r\nDate: "), std::string::npos);
    }
}

TEST_F(ServerTest, answersPipelinedRequestsInOrder) {
    RawConnection client(start());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                "chunked\r\n\r\n2;ext=1\r\ntw\r\n1\r\no\r\n0\r\nTrailer: x\r\n\r\n\r\n" +
                get("/file") + get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "POST one");
    EXPECT_EQ(bodyOf(client.readResponse()), "POST two");
    EXPECT_EQ(bodyOf(client.readResponse()), "0123456789");
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
}

TEST_F(ServerTest, readsARequestThatComesByteByByte) {
    RawConnection client(start());
    for (const char c : std::string("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"))
        client.send({&c, 1});
    EXPECT_EQ(bodyOf(client.readResponse()), "POST one");
}

TEST_F(ServerTest, putsALargeBodyOnTheDisk) {
    keepBodies();
    RawConnection client(start());
    const std::string body = m_big.substr(0, 90'000);
    const std::string head = "POST /keep HTTP/1.1\r\nHost: x\r\n";
    client.send(head + "Content-Length: 90000\r\n\r\n" + body);
    EXPECT_EQ(bodyOf(client.readResponse()), body);
    client.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n" + get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "onetwo");
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
    EXPECT_FALSE(isArriving()) << "it goes with its request";
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none");
    EXPECT_EQ(bodyOf(client.readResponse()), "POST one");
}

TEST_F(ServerTest, leavesNothingOfABodyThatIsTooLargeLateOrCutOff) {
    hurry();
    keepBodies();
    const auto port = start();
    const std::string head = "POST /keep HTTP/1.1\r\nHost: x\r\n";
    RawConnection large(port);
    large.send(head + "Content-Length: 100001\r\n\r\n");
    EXPECT_TRUE(isStatus(large.readAll(), 413));
    RawConnection growing(port);
    growing.send(head + "Transfer-Encoding: chunked\r\n\r\nfff0\r\n" + m_big.substr(0, 0xfff0) + "\r\nfff0\r\n");
    EXPECT_TRUE(isStatus(growing.readAll(), 413));
    RawConnection late(port);
    late.send(head + "Content-Length: 10\r\n\r\none");
    EXPECT_TRUE(isStatus(late.readAll(), 408));
    {
        RawConnection gone(port);
        gone.send(head + "Content-Length: 10\r\n\r\none");
        EXPECT_TRUE(test::eventually([this] { return isArriving(); }));
    }
    EXPECT_TRUE(test::eventually([this] { return !isArriving(); }));
}

TEST_F(ServerTest, aFileMayTakeItsTimeAsLongAsItComes) {
    keepBodies();
    options.bodyDeadline = 2s;
    options.readerBytesPerSecond = 500;
    RawConnection client(start());
    client.send("POST /keep HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n");
    const auto begun = std::chrono::steady_clock::now();
    for (std::size_t sent = 0; sent < 10'000; sent += 2'000) {
        client.send(m_big.substr(sent, 2'000));
        std::this_thread::sleep_for(500ms); // slower than the deadline for all of it
    }
    EXPECT_EQ(bodyOf(client.readResponse()), m_big.substr(0, 10'000));
    EXPECT_GT(std::chrono::steady_clock::now() - begun, options.bodyDeadline);
}

TEST_F(ServerTest, refusesAmbiguousRequestsAndCloses) {
    const auto port = start();
    for (const char* fields : {"Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "Content-Length: 5, 5\r\n",
             "Host: y\r\n", "X: a\r\n b\r\n"}) {
        RawConnection client(port);
        client.send(
            "POST /echo HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string response = client.readAll();
        EXPECT_TRUE(isStatus(response, 400)) << response;
        EXPECT_NE(response.find("\"code\":\"bad_request\""), std::string::npos);
        EXPECT_EQ(response.find("HTTP/1.1", 1), std::string::npos) << "nothing after it may be answered";
    }
}

TEST_F(ServerTest, limitsHeadAndBody) {
    const auto port = start();
    RawConnection longHead(port);
    longHead.send("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(5000, 'a'));
    EXPECT_TRUE(isStatus(longHead.readAll(), 431));
    RawConnection longBody(port);
    longBody.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
    EXPECT_TRUE(isStatus(longBody.readAll(), 413)) << "refused before it is sent";
    RawConnection longChunks(port);
    longChunks.send(
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + std::string(1024, 'a'));
    EXPECT_TRUE(isStatus(longChunks.readAll(), 413));
    RawConnection brokenChunks(port);
    brokenChunks.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    EXPECT_TRUE(isStatus(brokenChunks.readAll(), 400));
}

// As many clients do: a large picture, and only then a look at what the server has to say.
TEST_F(ServerTest, whoSendsAllBeforeReadingHearsOfARefusal) {
    RawConnection client(start());
    const std::string body(10 << 20, 'x');
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    EXPECT_TRUE(client.send(body)) << "a client that is cut off while sending reads no further";
    client.finishSending();
    EXPECT_TRUE(isStatus(client.readAll(), 413));
}

// A film of somebody whose token has run out meanwhile: only what the server says gets the client a new one.
TEST_F(ServerTest, whoSendsAWholeFilmBeforeReadingHearsOfARefusal) {
    options.bodyPlanOf = [](const Request&) -> Task<BodyPlan> {
        BodyPlan plan;
        plan.limit = 64 << 20;
        plan.refusal = Error{.code = Code::Unauthorized, .detail = "Not any more.", .fields = {}, .retryAfter = {}};
        co_return plan;
    };
    RawConnection client(start());
    const std::string body(40 << 20, 'x');
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    EXPECT_TRUE(client.send(body)) << "a client that is cut off while sending reads no further";
    client.finishSending();
    const std::string answer = client.readAll();
    EXPECT_TRUE(isStatus(answer, 401));
    EXPECT_TRUE(answer.contains("WWW-Authenticate: Bearer")) << answer;
}

TEST_F(ServerTest, invitesABodyThatWaits) {
    RawConnection client(start());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.readUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("one");
    EXPECT_EQ(bodyOf(client.readResponse()), "POST one");
}

TEST_F(ServerTest, closesSlowClients) {
    hurry();
    const auto port = start();
    RawConnection slowHead(port);
    RawConnection slowBody(port);
    RawConnection silent(port);
    slowHead.send("GET / HTTP/1.1\r\nHo");
    slowBody.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\non");
    EXPECT_TRUE(isStatus(slowHead.readAll(), 408));
    EXPECT_TRUE(isStatus(slowBody.readAll(), 408));
    EXPECT_TRUE(silent.closedByPeer()) << "nothing was asked, nothing is answered";
}

TEST_F(ServerTest, hidesWhatAHandlerThrows) {
    RawConnection client(start());
    client.send(get("/throw") + get("/"));
    const std::string response = client.readResponse();
    EXPECT_TRUE(isStatus(response, 500));
    EXPECT_EQ(response.find("secret"), std::string::npos);
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
}

TEST_F(ServerTest, speaksHttp10) {
    RawConnection client(start());
    client.send("GET / HTTP/1.0\r\n\r\n");
    const std::string response = client.readAll();
    EXPECT_TRUE(response.starts_with("HTTP/1.0 200 OK\r\n"));
    EXPECT_NE(response.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, headAndEmptyHaveNoBody) {
    RawConnection client(start());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nHEAD /file HTTP/1.1\r\nHost: x\r\n\r\n" + get("/empty") + get("/"));
    EXPECT_NE(client.readUntil("\r\n\r\n").find("Content-Length: 5"), std::string::npos);
    EXPECT_NE(client.readUntil("\r\n\r\n").find("Content-Length: 10"), std::string::npos);
    const std::string empty = client.readUntil("\r\n\r\n");
    EXPECT_TRUE(isStatus(empty, 204));
    EXPECT_EQ(empty.find("Content-Length"), std::string::npos);
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
}

TEST_F(ServerTest, sendsFilesWholeInPartsAndNotAtAll) {
    RawConnection client(start());
    client.send(get("/file") + get("/file", "Range: bytes=2-4\r\n") + get("/file", "Range: bytes=10-\r\n") +
                get("/file", "If-None-Match: \"tag\"\r\n") + get("/gone") + get("/big", "Range: bytes=-1000000\r\n"));
    const std::string whole = client.readResponse();
    EXPECT_EQ(bodyOf(whole), "0123456789");
    EXPECT_NE(whole.find("ETag: \"tag\""), std::string::npos);
    EXPECT_NE(whole.find("Accept-Ranges: bytes"), std::string::npos);
    const std::string part = client.readResponse();
    EXPECT_TRUE(isStatus(part, 206));
    EXPECT_NE(part.find("Content-Range: bytes 2-4/10"), std::string::npos);
    EXPECT_EQ(bodyOf(part), "234");
    const std::string outside = client.readResponse();
    EXPECT_TRUE(isStatus(outside, 416));
    EXPECT_NE(outside.find("Content-Range: bytes */10"), std::string::npos);
    const std::string unchanged = client.readUntil("\r\n\r\n");
    EXPECT_TRUE(isStatus(unchanged, 304));
    EXPECT_NE(unchanged.find("ETag: \"tag\""), std::string::npos);
    const std::string gone = client.readResponse();
    EXPECT_TRUE(isStatus(gone, 500));
    EXPECT_EQ(gone.find("kinora-test"), std::string::npos) << "no path in an answer";
    EXPECT_EQ(bodyOf(client.readResponse()), m_big.substr(m_big.size() - 1'000'000));
}

TEST_F(ServerTest, closesAReaderThatStopsReading) {
    hurry();
    std::promise<void> ended;
    options.observer = [this, &ended](const Answered& one) {
        if (one.bytes < m_big.size())
            ended.set_value();
    };
    RawConnection client(start(), 4096);
    client.send(get("/big"));
    EXPECT_FALSE(client.readUntil("\r\n\r\n").empty());
    ASSERT_EQ(ended.get_future().wait_for(1min), std::future_status::ready);
    EXPECT_LT(client.readAll().size(), m_big.size());
}

TEST_F(ServerTest, lineEndsAloneKeepNothingOpen) {
    hurry();
    RawConnection client(start());
    client.send("\r\n");
    EXPECT_TRUE(client.closedByPeer());
}

TEST_F(ServerTest, answersOthersWhileSlowClientsHoldTheirs) {
    hurry();
    options.headDeadline = options.bodyDeadline = options.idleDeadline = 3s; // all are there before the first is late
    const auto port = start();
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawConnection>(port));
        slow.back()->send(i % 2 == 0 ? "GET / HT" : "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\no");
    }
    RawConnection client(port);
    client.send(get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
    for (const auto& one : slow)
        EXPECT_TRUE(isStatus(one->readAll(), 408));
}

TEST_F(ServerTest, aBodyThatNeverCameIsNotTakenForAnEmptyOne) {
    std::atomic<int> answered{0};
    options.observer = [&answered](const Answered&) {
        ++answered;
    };
    const auto port = start();
    {
        RawConnection left(port);
        left.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        left.reset();
    }
    RawConnection client(port);
    client.send(get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
    stop(1s);
    EXPECT_EQ(answered, 1);
}
