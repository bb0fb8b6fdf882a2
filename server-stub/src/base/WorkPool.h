// A bounded pool for work that would hold up an I/O thread for more than about a millisecond.
#pragma once

#include "base/Result.h"
#include "base/Task.h"

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace kinora {

/// Thrown by WorkPool::checkpoint().
class WorkEnded : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "the work was broken off, since the pool ends"; }
};

class WorkPool {
public:
    /// At most `queueLimit` pieces of work wait beside those that run. `name` is for the thread names and the log.
    WorkPool(const std::string& name, std::size_t threads, std::size_t queueLimit);
    /// Finishes what runs, drops what waits. Destroy the pool before the executors its callers live on.
    ~WorkPool();
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    /// Runs `work` on a thread of the pool and comes back to the caller's executor with its value; an exception it
    /// throws is thrown here. Code::Unavailable if the queue is full: nothing was run then.
    /// Not cancellable: it ends when the work has ended.
    template <class Work>
    [[nodiscard]] Task<Result<std::invoke_result_t<Work&>>> run(Work work);

    /// For work that may take long: throws WorkEnded once the pool that runs it is being destroyed, which would wait
    /// for it. Does nothing on other threads.
    static void checkpoint();

private:
    /// False if the queue is full.
    [[nodiscard]] Task<bool> execute(std::function<void()> work);

    struct State;
    std::shared_ptr<State> m_state;
};

template <class Work>
Task<Result<std::invoke_result_t<Work&>>> WorkPool::run(Work work) {
    using Value = std::invoke_result_t<Work&>;
    using Stored = std::conditional_t<std::is_void_v<Value>, std::monostate, Value>;
    struct Shared {
        Work work;
        std::optional<Stored> value;
        std::exception_ptr failure;
    };
    // Shared with the pool's thread, which may outlive this coroutine if its executor is torn down meanwhile.
    auto shared = std::make_shared<Shared>(std::move(work), std::nullopt, nullptr);
    std::function<void()> body = [shared] {
        try {
            if constexpr (std::is_void_v<Value>) {
                shared->work();
                shared->value.emplace();
            } else {
                shared->value.emplace(shared->work());
            }
        } catch (...) {
            shared->failure = std::current_exception();
        }
    };
    const bool accepted = co_await execute(std::move(body));
    if (!accepted)
        co_return fail(Code::Unavailable, "Too much work is waiting at the moment.");
    if (shared->failure)
        std::rethrow_exception(shared->failure);
    if constexpr (std::is_void_v<Value>)
        co_return Result<>();
    else
        co_return std::move(*shared->value);
}

} // namespace kinora
