// A server on a port of its own, and the handlers that its tests ask.
#pragma once

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "http/Server.h"
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
#include <string>

namespace kinora::http {

using namespace std::chrono_literals;
using test::RawConnection;

/// Answers what the tests ask for by path.
class ServerFixture : public ::testing::Test {
protected:
    void SetUp() override {
        log::configure(log::Format::Text, log::Level::Off);
        ASSERT_TRUE(writeDurably(m_folder / "file", "0123456789"));
        std::string big(3 << 20, 'x');
        for (std::size_t i = 0; i < big.size(); i += 1000)
            big[i] = static_cast<char>('a' + i / 1000 % 26);
        ASSERT_TRUE(writeDurably(m_folder / "big", big));
        m_big = std::move(big);
        options.bodyLimit = 1000;
        options.headLimit = 4000;
    }

    /// For what is about deadlines. The others keep those of the server: a busy machine would miss short ones.
    void hurry() {
        options.headDeadline = 500ms;
        options.bodyDeadline = 500ms;
        options.idleDeadline = 2s; // whoever is to be late with a head has begun it by then
        options.writeDeadline = 500ms;
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
            for (bool slept = true; slept && !m_slowMayEnd;)
                slept = co_await sleepFor(5ms);
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
    std::atomic<bool> m_slowMayEnd = false;
    IoThreads m_threads{2};
    std::unique_ptr<Server> m_server;
};

inline bool isStatus(const std::string& response, int status) {
    return response.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

inline std::string bodyOf(const std::string& response) {
    return response.substr(response.find("\r\n\r\n") + 4);
}

} // namespace kinora::http
