#include "jobs/EventHub.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

using namespace std::chrono_literals;
using kinora::Task;
using kinora::jobs::EventHub;
using kinora::jobs::Live;

namespace {

Live logged(std::int64_t seq) {
    Live live;
    live.kind = Live::Kind::Logged;
    live.event.seq = seq;
    return live;
}

class EventHubTest : public testing::Test {
protected:
    std::vector<Live> next(EventHub::Subscription& subscription, std::chrono::milliseconds limit = 1ms) {
        std::vector<Live> result;
        auto body = [&]() -> Task<> {
            result = co_await subscription.next(limit);
        };
        boost::asio::co_spawn(m_io, body, boost::asio::detached);
        m_io.restart();
        m_io.run();
        return result;
    }

    boost::asio::io_context m_io;
    EventHub m_hub;
};

} // namespace

TEST_F(EventHubTest, onlyToTheUserInOrder) {
    auto mine = m_hub.subscribe("me", m_io.get_executor());
    auto other = m_hub.subscribe("you", m_io.get_executor());
    m_hub.publish("me", logged(1));
    m_hub.publish("me", logged(2));
    const auto got = next(mine);
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0].event.seq, 1);
    EXPECT_EQ(got[1].event.seq, 2);
    EXPECT_TRUE(next(other).empty());
}

TEST_F(EventHubTest, saysWhenItWasPublished) {
    auto mine = m_hub.subscribe("me", m_io.get_executor());
    const auto before = std::chrono::steady_clock::now();
    m_hub.publish("me", logged(1));
    const auto after = std::chrono::steady_clock::now();
    const auto got = next(mine);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_TRUE(before <= got[0].at && got[0].at <= after)
        << "a stream tells by this what the database knew better since";
}

TEST_F(EventHubTest, theWakeUpOfWhatWasTakenAlreadyIsNoNews) {
    auto mine = m_hub.subscribe("me", m_io.get_executor());
    m_hub.publish("me", logged(1));
    ASSERT_EQ(next(mine).size(), 1U);
    std::vector<Live> got;
    auto body = [&]() -> Task<> {
        got = co_await mine.next(1min);
    };
    boost::asio::co_spawn(m_io, body, boost::asio::detached);
    m_io.restart();
    m_io.poll();
    m_hub.publish("me", logged(2));
    m_io.run();
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].event.seq, 2);
}

TEST_F(EventHubTest, tooMuchUnreadBecomesALookAtEverything) {
    auto slow = m_hub.subscribe("me", m_io.get_executor());
    for (std::size_t i = 0; i <= EventHub::Subscription::MaxWaiting; ++i)
        m_hub.publish("me", logged(static_cast<std::int64_t>(i) + 1));
    const auto got = next(slow);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].kind, Live::Kind::ReadAll);
}

TEST_F(EventHubTest, knowsWhoListens) {
    EXPECT_TRUE(m_hub.users().empty());
    const auto first = m_hub.subscribe("me", m_io.get_executor());
    const auto second = m_hub.subscribe("me", m_io.get_executor());
    const auto other = m_hub.subscribe("you", m_io.get_executor());
    auto users = m_hub.users();
    std::ranges::sort(users);
    EXPECT_EQ(users, (std::vector<std::string>{"me", "you"}));
}

TEST_F(EventHubTest, theQueueIsReadOnceHoweverOftenItChanged) {
    auto slow = m_hub.subscribe("me", m_io.get_executor());
    Live changed;
    changed.kind = Live::Kind::ReadQueue;
    for (int i = 0; i < 5; ++i)
        m_hub.publish("me", changed);
    EXPECT_EQ(next(slow).size(), 1U);
    m_hub.publish("me", changed);
    EXPECT_EQ(next(slow).size(), 1U) << "and again once it has been";
}

TEST_F(EventHubTest, goneWhenItsOwnerIs) {
    {
        auto brief = m_hub.subscribe("me", m_io.get_executor());
        EXPECT_EQ(m_hub.streams(), 1U);
        auto moved = std::move(brief);
        EXPECT_EQ(m_hub.streams(), 1U);
    }
    EXPECT_EQ(m_hub.streams(), 0U);
    m_hub.publish("me", logged(1));
}

TEST_F(EventHubTest, closeEndsTheWaiting) {
    auto subscription = m_hub.subscribe("me", m_io.get_executor());
    bool ended = false;
    auto body = [&]() -> Task<> {
        co_await subscription.next(1h);
        ended = subscription.isClosed();
    };
    auto closer = [&]() -> Task<> {
        subscription.close();
        co_return;
    };
    boost::asio::co_spawn(m_io, body, boost::asio::detached);
    boost::asio::co_spawn(m_io, closer, boost::asio::detached);
    m_io.run();
    EXPECT_TRUE(ended);
}
