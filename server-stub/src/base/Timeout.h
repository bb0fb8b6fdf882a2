// The one way to bound how long something may take.
#pragma once

#include "base/Task.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace kinora {

/// The value of `task`, or nothing when `limit` passed first: the task was cancelled then and has ended (it must honour
/// Asio's terminal cancellation, as every asynchronous operation of this relay does). What it throws is thrown here.
template <class T>
[[nodiscard]] Task<std::optional<T>> withTimeout(std::chrono::steady_clock::duration limit, Task<T> task);

/// True if `task` came to its end in time.
[[nodiscard]] Task<bool> withTimeout(std::chrono::steady_clock::duration limit, Task<void> task);

/// Waits; ends early with false when cancelled.
[[nodiscard]] Task<bool> sleepFor(std::chrono::steady_clock::duration duration);

template <class T>
Task<std::optional<T>> withTimeout(std::chrono::steady_clock::duration limit, Task<T> task) {
    namespace asio = boost::asio;
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, limit);
    auto work = asio::co_spawn(executor, std::move(task), asio::deferred);
    auto alarm = timer.async_wait(asio::deferred);
    auto race = asio::experimental::make_parallel_group(std::move(work), std::move(alarm))
                    .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    auto [order, failure, value, ignored] = co_await std::move(race);
    // What a cancelled task still returns may be half a result, so the alarm decides.
    if (order[0] == 1)
        co_return std::nullopt;
    if (failure)
        std::rethrow_exception(failure);
    co_return std::move(value);
}

} // namespace kinora
