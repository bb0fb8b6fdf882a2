// The server over real sockets: how many connections there may be, streams, stopping.
#include "ServerFixture.h"
#include "support/Eventually.h"

#include <vector>

using namespace kinora;
using namespace kinora::http;

namespace {

class ServerConnectionsTest : public ServerFixture {
protected:
    static bool isListening(std::uint16_t port) {
        try {
            const RawConnection connection(port);
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }
};

} // namespace

TEST_F(ServerConnectionsTest, limitsConnections) {
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

TEST_F(ServerConnectionsTest, limitsTheConnectionsOfOneAddress) {
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
        m_slowMayEnd = true;
        EXPECT_EQ(bodyOf(second.readAll()), "slow");
    }
    // The place is free once the server is done with the second, which it is some time after its last byte.
    EXPECT_EQ(bodyOf(askUntilThereIsRoom(port)), "hello");
}

TEST_F(ServerConnectionsTest, whoLetsOthersOfTheAddressWaitGivesWay) {
    options.connectionsPerAddress = 2;
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

TEST_F(ServerConnectionsTest, whoDoesNotReadGivesWayToo) {
    options.connectionsPerAddress = 2;
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

TEST_F(ServerConnectionsTest, streamsWithHeartbeatsAndNoticesThatThePeerLeft) {
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

TEST_F(ServerConnectionsTest, streamsHoldBackForASlowReaderAndThenCloseIt) {
    hurry();
    const auto port = start();
    auto ended = m_streamEnded.get_future();
    RawConnection client(port, 4096);
    client.send(get("/flood"));
    EXPECT_FALSE(client.readUntil("\r\n\r\n").empty());
    ASSERT_EQ(ended.wait_for(10s), std::future_status::ready);
    EXPECT_TRUE(ended.get()) << "a stream must not pile up what nobody reads";
}

TEST_F(ServerConnectionsTest, stopEndsStreamsWithTheirFarewell) {
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

TEST_F(ServerConnectionsTest, stopLetsRequestsFinish) {
    const auto port = start();
    auto started = m_slowStarted.get_future();
    RawConnection client(port);
    client.send(get("/slow"));
    started.wait();
    // It is at the end of its way only once the server is stopping.
    auto ending = std::async(std::launch::async, [this, port] {
        const bool refused = test::eventually([port] { return !isListening(port); });
        m_slowMayEnd = true;
        return refused;
    });
    stop(1min);
    EXPECT_TRUE(ending.get());
    const std::string response = client.readAll();
    EXPECT_EQ(bodyOf(response), "slow");
    EXPECT_NE(response.find("Connection: close"), std::string::npos);
}

TEST_F(ServerConnectionsTest, stopDoesNotWaitForEver) {
    const auto port = start();
    auto started = m_slowStarted.get_future();
    RawConnection client(port);
    client.send(get("/stuck"));
    started.wait();
    stop(50ms);
    EXPECT_TRUE(client.closedByPeer());
}

TEST_F(ServerConnectionsTest, saysWhyItCannotListen) {
    options.port = start();
    Server second(m_threads, options, [this](Request& request) { return answer(request); });
    const auto endpoint = second.start();
    ASSERT_FALSE(endpoint);
    EXPECT_NE(endpoint.error().detail.find("127.0.0.1:" + std::to_string(options.port)), std::string::npos);
}

TEST_F(ServerConnectionsTest, listensOnEveryAddressOfAName) {
    options.host = "localhost";
    RawConnection client(start());
    client.send(get("/"));
    EXPECT_EQ(bodyOf(client.readResponse()), "hello");
}
