#include "jobs/Signal.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <vector>

using namespace std::chrono_literals;
using kinora::Task;
using kinora::jobs::Signal;

TEST(SignalTest, remembersOneNotification) {
    boost::asio::io_context io;
    Signal signal(io.get_executor());
    std::vector<bool> seen;
    signal.notify();
    signal.notify();
    auto body = [&]() -> Task<> {
        const bool first = co_await signal.wait(1h);
        seen.push_back(first);
        const bool second = co_await signal.wait(1ms);
        seen.push_back(second);
    };
    boost::asio::co_spawn(io, body, boost::asio::detached);
    io.run();
    EXPECT_EQ(seen, (std::vector{true, false}));
}

TEST(SignalTest, wakesTheOneWhoWaits) {
    boost::asio::io_context io;
    Signal signal(io.get_executor());
    bool woken = false;
    auto body = [&]() -> Task<> {
        woken = co_await signal.wait(1h);
    };
    auto other = [&]() -> Task<> {
        signal.notify();
        co_return;
    };
    boost::asio::co_spawn(io, body, boost::asio::detached);
    boost::asio::co_spawn(io, other, boost::asio::detached);
    io.run();
    EXPECT_TRUE(woken);
}
