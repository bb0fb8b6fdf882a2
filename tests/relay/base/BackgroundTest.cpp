#include "base/Background.h"

#include "base/Timeout.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

using namespace kinora;
using namespace std::chrono_literals;

TEST(BackgroundTest, runsOnceUntilItIsStopped) {
    boost::asio::io_context context;
    Background background(context.get_executor(), "test");
    int started = 0;
    int ended = 0;
    const auto body = [&]() -> Task<> {
        ++started;
        const bool waited = co_await sleepFor(1h);
        ended += waited ? 0 : 1;
    };
    background.start(body);
    background.start(body);
    context.poll();
    EXPECT_EQ(started, 1);
    EXPECT_EQ(ended, 0);
    bool stopped = false;
    const auto stop = [&]() -> Task<> {
        co_await background.stop();
        co_await background.stop();
        EXPECT_EQ(ended, 1) << "stop() returns when the body has ended";
        stopped = true;
    };
    boost::asio::co_spawn(context, stop, boost::asio::detached);
    context.restart();
    context.run();
    EXPECT_TRUE(stopped);
    background.start(body);
    context.restart();
    context.run();
    EXPECT_EQ(started, 1) << "stopped is final";
}

TEST(BackgroundTest, whatABodyThrowsEndsOnlyItself) {
    boost::asio::io_context context;
    Background background(context.get_executor(), "test");
    background.start([]() -> Task<> {
        throw std::runtime_error("broken");
        co_return;
    });
    EXPECT_NO_THROW(context.run());
}

TEST(BackgroundTest, leavingCancels) {
    boost::asio::io_context context;
    bool ended = false;
    {
        Background background(context.get_executor(), "test");
        background.start([&]() -> Task<> {
            const bool waited = co_await sleepFor(1h);
            ended = !waited;
        });
        context.poll();
    }
    context.restart();
    context.run();
    EXPECT_TRUE(ended);
}
