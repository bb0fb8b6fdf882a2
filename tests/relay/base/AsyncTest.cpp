// IoThreads, WorkPool and the time-out helper together: what every service of the relay is made of.
#include "base/IoThreads.h"
#include "base/Timeout.h"
#include "base/WorkPool.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

template <class T>
T wait(IoThreads& threads, Task<T> task) {
    return boost::asio::co_spawn(threads.executor(0), std::move(task), boost::asio::use_future).get();
}

Task<int> answer() {
    co_return 42;
}

Task<int> never() {
    co_await sleepFor(1h);
    co_return 0;
}

Task<int> broken() {
    throw std::runtime_error("broken");
    co_return 0;
}

} // namespace

TEST(AsyncTest, threadsKnowThemselves) {
    IoThreads threads(2);
    threads.start();
    EXPECT_EQ(threads.size(), 2U);
    EXPECT_EQ(threads.current(), std::nullopt);
    for (std::size_t index : {0U, 1U}) {
        auto ask = [](IoThreads& of) -> Task<std::optional<std::size_t>> {
            co_return of.current();
        };
        auto asked = boost::asio::co_spawn(threads.executor(index), ask(threads), boost::asio::use_future);
        EXPECT_EQ(asked.get(), index);
    }
}

TEST(AsyncTest, runReturnsAfterStop) {
    IoThreads threads(1);
    std::jthread stopper([&threads] { threads.stop(); });
    threads.run();
}

TEST(AsyncTest, timeoutGivesTheValueOrNothing) {
    IoThreads threads(1);
    threads.start();
    EXPECT_EQ(wait(threads, withTimeout<int>(1h, answer())), 42);
    EXPECT_EQ(wait(threads, withTimeout<int>(10ms, never())), std::nullopt);
    EXPECT_THROW(wait(threads, withTimeout<int>(1h, broken())), std::runtime_error);
    EXPECT_TRUE(wait(threads, withTimeout(1h, []() -> Task<> {
        co_return;
    }())));
}

TEST(AsyncTest, poolReturnsValuesErrorsAndComesBackToItsThread) {
    IoThreads threads(1);
    threads.start();
    WorkPool pool("test", 2, 10);
    auto body = [](IoThreads& io, WorkPool& on) -> Task<bool> {
        auto work = [&io] {
            return io.current().has_value();
        };
        const Result<bool> onIoThread = co_await on.run(work);
        co_return onIoThread.has_value() && !*onIoThread && io.current() == 0U;
    };
    EXPECT_TRUE(wait(threads, body(threads, pool)));
    auto thrower = [](WorkPool& on) -> Task<bool> {
        auto work = [] {
            throw std::runtime_error("broken");
        };
        const Result<> done = co_await on.run(work);
        co_return done.has_value();
    };
    EXPECT_THROW(wait(threads, thrower(pool)), std::runtime_error);
}

TEST(AsyncTest, anEndingPoolBreaksOffWhatTakesLong) {
    EXPECT_NO_THROW(WorkPool::checkpoint()) << "no thread of a pool";
    IoThreads threads(1);
    threads.start();
    auto pool = std::make_unique<WorkPool>("test", 1, 10);
    std::promise<void> started;
    auto body = [](WorkPool& on, std::promise<void>& running) -> Task<bool> {
        auto work = [&running] {
            WorkPool::checkpoint();
            running.set_value();
            for (;;)
                WorkPool::checkpoint();
        };
        const Result<> done = co_await on.run(work);
        co_return done.has_value();
    };
    auto broken = boost::asio::co_spawn(threads.executor(0), body(*pool, started), boost::asio::use_future);
    started.get_future().wait();
    pool.reset();
    EXPECT_THROW(broken.get(), WorkEnded);
}

// Says something only where a sanitizer watches: the pool's thread must not come back to what is gone.
TEST(AsyncTest, poolTouchesNothingOfACallerThatWentOn) {
    WorkPool pool("test", 2, 10);
    auto body = [](WorkPool& on) -> Task<bool> {
        auto work = [] {
            return true;
        };
        const Result<bool> done = co_await on.run(work);
        co_return done.value_or(false);
    };
    constexpr int callers = 2000;
    for (int i = 0; i < callers; ++i) {
        auto context = std::make_unique<boost::asio::io_context>(1);
        auto answered = boost::asio::co_spawn(*context, body(pool), boost::asio::use_future);
        context->run();
        context.reset();
        ASSERT_TRUE(answered.get());
    }
}

TEST(AsyncTest, fullPoolRefusesInsteadOfWaiting) {
    IoThreads threads(1);
    threads.start();
    WorkPool pool("test", 1, 1);
    std::promise<void> release;
    std::promise<void> running;
    auto blocker = [](WorkPool& on, std::promise<void>& started, std::promise<void>& gate) -> Task<bool> {
        auto work = [&] {
            started.set_value();
            gate.get_future().wait();
        };
        const Result<> done = co_await on.run(work);
        co_return done.has_value();
    };
    auto quick = [](WorkPool& on) -> Task<Result<int>> {
        auto work = [] {
            return 1;
        };
        auto pending = on.run(work);
        co_return co_await std::move(pending);
    };
    auto first = boost::asio::co_spawn(threads.executor(0), blocker(pool, running, release), boost::asio::use_future);
    running.get_future().wait();
    auto second = boost::asio::co_spawn(threads.executor(0), quick(pool), boost::asio::use_future);
    auto third = boost::asio::co_spawn(threads.executor(0), quick(pool), boost::asio::use_future);
    const Result<int> refused = third.get();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::Unavailable);
    release.set_value();
    EXPECT_TRUE(first.get());
    EXPECT_EQ(second.get(), 1);
}

TEST(AsyncTest, poolMayGoWhileWorkWaits) {
    IoThreads threads(1);
    std::atomic<int> ran{0};
    std::promise<void> release;
    std::promise<void> running;
    {
        WorkPool pool("test", 1, 10);
        for (int i = 0; i < 3; ++i) {
            auto body = [](WorkPool& on, std::atomic<int>& count, std::promise<void>& started,
                            std::promise<void>& gate) -> Task<> {
                auto work = [&] {
                    if (++count == 1) {
                        started.set_value();
                        gate.get_future().wait();
                    }
                };
                const auto ignored = co_await on.run(work);
                (void)ignored;
            };
            boost::asio::co_spawn(threads.executor(0), body(pool, ran, running, release), boost::asio::detached);
        }
        threads.start();
        running.get_future().wait();
        threads.stop();
        release.set_value();
    }
    EXPECT_GE(ran.load(), 1);
}
