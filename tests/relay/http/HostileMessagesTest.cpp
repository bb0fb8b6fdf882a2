// Every message of messages.txt over a real socket: refused and closed, or framed as stated.
#include "base/IoThreads.h"
#include "base/Log.h"
#include "http/Server.h"
#include "relay/http/Messages.h"
#include "support/RawConnection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string_view>

using namespace kinora;
using namespace kinora::http;
using namespace std::chrono_literals;

namespace {

// Answers everything with how many bytes of body it was given.
class HostileMessagesTest : public ::testing::Test {
protected:
    void SetUp() override {
        log::configure(log::Format::Text, log::Level::Off);
        m_threads.start();
        const auto endpoint = m_server.start();
        ASSERT_TRUE(endpoint) << endpoint.error().detail;
        m_port = endpoint->port;
    }

    void TearDown() override {
        boost::asio::co_spawn(m_threads.executor(0), m_server.stop(0ms), boost::asio::use_future).get();
        m_threads.stop();
        log::configure(log::Format::Text, log::Level::Info);
    }

    std::string exchange(std::string_view bytes) const {
        test::RawConnection client(m_port);
        client.send(bytes);
        client.finishSending();
        return client.readAll();
    }

    static Task<Response> answer(Request& request) {
        co_return Response::text(200, std::to_string(request.body.size()));
    }

    std::uint16_t m_port = 0;
    IoThreads m_threads{2};
    Server m_server{m_threads, ServerOptions{}, [](Request& request) {
                        return answer(request);
                    }};
};

/// The answers in the words of messages.txt; bytes that are no answer stay in it.
std::string summary(std::string_view answers) {
    std::string text;
    while (!answers.empty()) {
        constexpr std::string_view lengthField = "\r\nContent-Length: ";
        const auto headEnd = answers.find("\r\n\r\n");
        const auto length = answers.find(lengthField);
        if (headEnd == std::string_view::npos || length > headEnd)
            return text + "?" + std::string(answers);
        const auto bodyLength =
            static_cast<std::size_t>(std::stoul(std::string(answers.substr(length + lengthField.size()))));
        const std::string_view status = answers.substr(9, 3);
        const std::string_view body = answers.substr(headEnd + 4, bodyLength);
        text += text.empty() ? "" : ",";
        if (status == "200")
            text += body == "0" ? "ok" : "ok:" + std::string(body);
        else
            text += status;
        answers.remove_prefix(std::min(headEnd + 4 + bodyLength, answers.size()));
    }
    return text.empty() ? "none" : text;
}

} // namespace

TEST_F(HostileMessagesTest, areRefusedOrFramedAsStated) {
    const auto messages = test::readMessages();
    ASSERT_GE(messages.size(), 400U);
    std::set<std::string> names;
    for (const test::Message& message : messages) {
        EXPECT_TRUE(names.insert(message.name).second) << message.name << " is there twice";
        EXPECT_EQ(summary(exchange(message.bytes)), message.answers) << message.name << "\n" << message.bytes;
    }
}

TEST_F(HostileMessagesTest, areRefusedWithoutWaitingForMore) {
    for (const test::Message& message : test::readMessages()) {
        if (message.answers != "400")
            continue;
        // The client does not end its direction: the refusal must not depend on that.
        test::RawConnection client(m_port);
        client.send(message.bytes);
        EXPECT_TRUE(client.readAll().starts_with("HTTP/1.1 400 ")) << message.name;
    }
}

TEST_F(HostileMessagesTest, areReadTheSameByteByByte) {
    for (const test::Message& message : test::readMessages()) {
        constexpr std::size_t shortEnough = 400;
        if (message.bytes.size() > shortEnough)
            continue;
        test::RawConnection client(m_port);
        for (const char& c : message.bytes)
            client.send({&c, 1});
        client.finishSending();
        EXPECT_EQ(summary(client.readAll()), message.answers) << message.name;
    }
}
