#include "base/Timeout.h"

#include <boost/asio/as_tuple.hpp>

namespace kinora {

namespace {

Task<bool> thenTrue(Task<void> task) {
    co_await std::move(task);
    co_return true;
}

} // namespace

Task<bool> withTimeout(std::chrono::steady_clock::duration limit, Task<void> task) {
    auto counted = thenTrue(std::move(task));
    const std::optional<bool> done = co_await withTimeout<bool>(limit, std::move(counted));
    co_return done.has_value();
}

Task<bool> sleepFor(std::chrono::steady_clock::duration duration) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, duration);
    const auto [error] = co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return !error;
}

} // namespace kinora
