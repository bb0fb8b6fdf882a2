// The server over real sockets: framing, limits, deadlines, files, streams, stopping.
#include "http/Server.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "support/Eventually.h"
#include "support/RawConnection.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace kinora;
using namespace kinora::http;
using namespace std::chrono_literals;
using test::RawConnection;

namespace {

// Answers what the tests ask for by path.
class ServerTest : public ::testing::Test {
protected:
    void SetUp() override {
        log::configure(log::Format::Text, log::Level::Off);
        ASSERT_TRUE(writeDurably(m_folder / "file", "0123456789"));
        std::string big(3 << 20, 'x');
        for (std::size_t i = 0; i < big.size(); i += 1000)
            big[i] = static_cast<char>('a' + i / 1000 % 26);
        ASSERT_TRUE(writeDurably(m_folder / "big", big));
        m_big = std::move(big);
        options.headDeadline = 300ms;
        options.bodyDeadline = 300ms;
        options.idleDeadline = 600ms;
        options.writeDeadline = 300ms;
        options.bodyLimit = 1000;
        options.headLimit = 4000;
    }

    void TearDown() override {
        if (m_server)
            stop(0ms);
        m_threads.stop();
        log::configure(log::Format::Text, log::Level::Info);
    }

    std::uint16_t start() {
        m_threads.start();
        m_server = std::make_unique<Server>(m_threads, options, [this](Request& request) { return answer(request); });
        const auto endpoint = m_server->start();
        EXPECT_TRUE(endpoint) << endpoint.error().detail;
        return endpoint->port;
    }

    void stop(std::chrono::milliseconds grace) {
        boost::asio::co_spawn(m_threads.executor(0), m_server->stop(grace), boost::asio::use_future).get();
    }

    Task<Response> answer(Request& request) {
        if (request.path == "/echo")
            co_return Response::text(200, request.method + " " + request.body);
        if (request.path == "/keep") {
            std::ifstream file(request.file ? request.file->path() : std::filesystem::path());
            const std::string kept((std::istreambuf_iterator<char>(file)), {});
            const bool same = request.file && request.file->sha256() == toHex(sha256(kept));
            co_return Response::text(200, same ? kept : "nothing");
        }
        if (request.path == "/throw")
            throw std::runtime_error("secret detail");
        if (request.path == "/file")
            co_return Response::file(FileBody{m_folder / "file", "\"tag\""}, "video/mp4");
        if (request.path == "/big")
            co_return Response::file(FileBody{m_folder / "big", "\"big\""}, "video/mp4");
        if (request.path == "/gone")
            co_return Response::file(FileBody{m_folder / "none", ""}, "video/mp4");
        if (request.path == "/empty")
            co_return Response::empty();
        if (request.path == "/slow") {
            m_slowStarted.set_value();
            co_await sleepFor(200ms);
            co_return Response::text(200, "slow");
        }
        if (request.path == "/stuck") {
            m_slowStarted.set_value();
            co_await sleepFor(1h);
            co_return Response::text(200, "stuck");
        }
        if (request.path == "/events")
            co_return events();
        if (request.path == "/flood")
            co_return flood();
        co_return Response::text(200, "hello");
    }

    Response events() {
        StreamBody body;
        body.heartbeat = ":\n\n";
        body.heartbeatEvery = 50ms;
        body.farewell = "event: going-away\ndata: {}\n\n";
        body.run = [this](StreamWriter& writer) -> Task<> {
            const bool first = co_await writer.write("event: snapshot\ndata: {}\n\n");
            EXPECT_TRUE(first);
            const bool slept = co_await sleepFor(1h);
            m_streamEnded.set_value(!slept && writer.closed());
        };
        return Response::stream(std::move(body), "text/event-stream");
    }

    Response flood() {
        StreamBody body;
        body.run = [this](StreamWriter& writer) -> Task<> {
            std::size_t pieces = 0;
            while (true) {
                std::string piece(64 << 10, 'y');
                const bool more = co_await writer.write(std::move(piece));
                if (!more)
                    break;
                ++pieces;
            }
            m_streamEnded.set_value(pieces < 1000);
        };
        return Response::stream(std::move(body), "text/plain");
    }

    /// Bodies to /keep go to the disk, of up to 100,000 bytes.
    void keepBodies() {
        options.bodyGoesToFile = [](const Request& request) {
            return request.path == "/keep";
        };
        options.bodyPlanOf = [this](const Request& request) -> Task<BodyPlan> {
            BodyPlan plan;
            plan.limit = options.bodyLimit;
            if (request.path == "/keep") {
                plan.limit = 100'000;
                plan.file = m_folder / "arriving";
            }
            co_return plan;
        };
    }

    bool isArriving() { return std::filesystem::exists(m_folder / "arriving"); }

    /// The answer to one that is let in, which takes as long as the server needs to be done with another.
    static std::string askUntilThereIsRoom(std::uint16_t port) {
        std::string answer;
        for (int tries = 0; tries < 100 && answer.empty(); ++tries) {
            RawConnection connection(port);
            connection.send(get("/", "Connection: close\r\n"));
            answer = connection.readAll();
        }
        return answer;
    }
    static std::string get(const std::string& path, const std::string& fields = {}) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
    }

    ServerOptions options;
    test::TempDir m_folder;
    std::string m_big;
    std::promise<bool> m_streamEnded;
    std::promise<void> m_slowStarted;
    IoThreads m_threads{2};
    std::unique_ptr<Server> m_server;
};

bool isStatus(const std::string& response, int status) {
    return response.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

std::string bodyOf(const std::string& response) {
    return response.substr(response.find("\r\n\r\n") + 4);
}

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

TEST_F(ServerTest, invitesABodyThatWaits) {
    RawConnection client(start());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.readUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("one");
    EXPECT_EQ(bodyOf(client.readResponse()), "POST one");
}

TEST_F(ServerTest, closesSlowClients) {
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
    RawConnection client(start(), 4096);
    client.send(get("/big"));
    EXPECT_FALSE(client.readUntil("\r\n\r\n").empty());
    std::this_thread::sleep_for(options.writeDeadline * 3); // the deadline itself is what is tested
    EXPECT_LT(client.readAll().size(), m_big.size());
}

TEST_F(ServerTest, lineEndsAloneKeepNothingOpen) {
    RawConnection client(start());
    const auto since = std::chrono::steady_clock::now();
    client.send("\r\n");
    EXPECT_TRUE(client.closedByPeer());
    EXPECT_LT(std::chrono::steady_clock::now() - since, 5s);
}

TEST_F(ServerTest, answersOthersWhileSlowClientsHoldTheirs) {
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

TEST_F(ServerTest, limitsConnections) {
    options.connectionLimit = 3;
    const auto port = start();
    std::vector<std::unique_ptr<RawConnection>> open;
    for (int i = 0; i < 3; ++i) {
        open.push_back(std::make_unique<RawConnection>(port));
        open.back()->send(get("/"));
        EXPECT_EQ(bodyOf(open.back()->readResponse()), "hello");
    }
    EXPECT_TRUE(RawConnection(port).closedByPeer());
    open.front()->send(get("/"));
    EXPECT_EQ(bodyOf(open.front()->readResponse()), "hello") << "those that are there stay";
}

TEST_F(ServerTest, limitsTheConnectionsOfOneAddress) {
    options.connectionsPerAddress = 2;
    const auto port = start();
    RawConnection first(port);
    first.send(get("/events"));
    EXPECT_NE(first.readUntil("{}\n\n"), "");
    auto started = m_slowStarted.get_future();
    {
        RawConnection second(port);
        second.send(get("/slow", "Connection: close\r\n"));
        ASSERT_EQ(started.wait_for(10s), std::future_status::ready);
        EXPECT_TRUE(RawConnection(port).closedByPeer()) << "neither of the two waits for a request";
        EXPECT_EQ(bodyOf(second.readAll()), "slow");
    }
    // The place is free once the server is done with the second, which it is some time after its last byte.
    EXPECT_EQ(bodyOf(askUntilThereIsRoom(port)), "hello");
}

TEST_F(ServerTest, whoLetsOthersOfTheAddressWaitGivesWay) {
    options.connectionsPerAddress = 2;
    options.idleDeadline = 1h;
    options.headDeadline = 1h;
    const auto port = start();
    RawConnection slow(port);
    slow.send("GET / HT");
    RawConnection idle(port);
    idle.send(get("/"));
    EXPECT_EQ(bodyOf(idle.readResponse()), "hello");
    RawConnection third(port);
    third.send(get("/"));
    EXPECT_EQ(bodyOf(third.readResponse()), "hello");
    EXPECT_TRUE(slow.closedByPeer()) << "it has waited longest, bytes or not";
    idle.send(get("/"));
    EXPECT_EQ(bodyOf(idle.readResponse()), "hello");
    // The place of either, once the server is done with it, which it is some time after its last byte.
    EXPECT_EQ(bodyOf(askUntilThereIsRoom(port)), "hello");
}

TEST_F(ServerTest, whoDoesNotReadGivesWayToo) {
    options.connectionsPerAddress = 2;
    options.writeDeadline = 1h;
    const auto port = start();
    RawConnection stream(port);
    stream.send(get("/events"));
    EXPECT_NE(stream.readUntil("{}\n\n"), "");
    RawConnection reader(port, 4096);
    reader.send(get("/big"));
    EXPECT_FALSE(reader.read(100).empty());
    // Only once what the kernel takes is full the reader keeps anybody waiting.
    EXPECT_EQ(bodyOf(askUntilThereIsRoom(port)), "hello");
    EXPECT_LT(reader.readAll().size(), m_big.size());
    EXPECT_TRUE(stream.readUntil(":\n\n").ends_with(":\n\n"))
        << "a stream that has nothing to tell keeps nobody waiting";
}

TEST_F(ServerTest, streamsWithHeartbeatsAndNoticesThatThePeerLeft) {
    const auto port = start();
    auto ended = m_streamEnded.get_future();
    RawConnection client(port);
    client.send(get("/events"));
    const std::string head = client.readUntil("\r\n\r\n");
    EXPECT_NE(head.find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_NE(head.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_EQ(client.readUntil("{}\n\n\r\n"), "1a\r\nevent: snapshot\ndata: {}\n\n\r\n");
    EXPECT_EQ(client.read(8), "3\r\n:\n\n\r\n");
    EXPECT_EQ(client.read(8), "3\r\n:\n\n\r\n");
    client.reset();
    ASSERT_EQ(ended.wait_for(10s), std::future_status::ready);
    EXPECT_TRUE(ended.get());
}

TEST_F(ServerTest, streamsHoldBackForASlowReaderAndThenCloseIt) {
    const auto port = start();
    auto ended = m_streamEnded.get_future();
    RawConnection client(port, 4096);
    client.send(get("/flood"));
    EXPECT_FALSE(client.readUntil("\r\n\r\n").empty());
    ASSERT_EQ(ended.wait_for(10s), std::future_status::ready);
    EXPECT_TRUE(ended.get()) << "a stream must not pile up what nobody reads";
}

TEST_F(ServerTest, stopEndsStreamsWithTheirFarewell) {
    const auto port = start();
    auto ended = m_streamEnded.get_future();
    RawConnection stream(port);
    RawConnection idle(port);
    stream.send(get("/events"));
    EXPECT_FALSE(stream.readUntil("{}\n\n").empty());
    idle.send(get("/"));
    EXPECT_EQ(bodyOf(idle.readResponse()), "hello");
    stop(5s);
    EXPECT_TRUE(ended.get());
    const std::string rest = stream.readAll();
    EXPECT_NE(rest.find("event: going-away\ndata: {}\n\n"), std::string::npos) << rest;
    EXPECT_TRUE(rest.ends_with("0\r\n\r\n")) << "a proper end";
    EXPECT_TRUE(idle.closedByPeer());
    EXPECT_THROW(RawConnection late(port), std::runtime_error);
}

TEST_F(ServerTest, stopLetsRequestsFinish) {
    const auto port = start();
    auto started = m_slowStarted.get_future();
    RawConnection client(port);
    client.send(get("/slow"));
    started.wait();
    stop(5s);
    const std::string response = client.readAll();
    EXPECT_EQ(bodyOf(response), "slow");
    EXPECT_NE(response.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, stopDoesNotWaitForEver) {
    const auto port = start();
    auto started = m_slowStarted.get_future();
    RawConnection client(port);
    client.send(get("/stuck"));
    started.wait();
    stop(50ms);
    EXPECT_TRUE(client.closedByPeer());
}

TEST_F(ServerTest, saysWhyItCannotListen) {
    options.port = start();
    Server second(m_threads, options, [this](Request& request) { return answer(request); });
    const auto endpoint = second.start();
    ASSERT_FALSE(endpoint);
    EXPECT_NE(endpoint.error().detail.find("127.0.0.1:" + std::to_string(options.port)), std::string::npos);
}

TEST_F(ServerTest, listensOnEveryAddressOfAName) {
    options.host = "localhost";
    RawConnection client(start());
    client.send(get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
}
