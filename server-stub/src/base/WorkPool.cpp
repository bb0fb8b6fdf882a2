#include "base/WorkPool.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <vector>

namespace kinora {

namespace asio = boost::asio;

struct WorkPool::State {
    static thread_local const State* current; ///< the pool of this thread

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::move_only_function<void()>> queue;
    std::size_t limit = 0;
    std::atomic_bool stopping = false; ///< written under the mutex
    std::vector<std::thread> threads;

    bool push(std::move_only_function<void()>& job) {
        {
            const std::lock_guard lock(mutex);
            if (stopping || queue.size() >= limit)
                return false;
            queue.push_back(std::move(job));
        }
        changed.notify_one();
        return true;
    }

    void work() {
        current = this;
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return stopping || !queue.empty(); });
            if (stopping)
                return;
            auto job = std::move(queue.front());
            queue.pop_front();
            lock.unlock();
            job();
            job = nullptr;
            lock.lock();
        }
    }
};

thread_local const WorkPool::State* WorkPool::State::current = nullptr;

void WorkPool::checkpoint() {
    if (State::current != nullptr && State::current->stopping)
        throw WorkEnded();
}

WorkPool::WorkPool(const std::string& name, std::size_t threads, std::size_t queueLimit)
    : m_state(std::make_shared<State>()) {
    m_state->limit = queueLimit;
    // The kernel keeps 15 characters.
    const std::string shortName = name.substr(0, 15);
    for (std::size_t i = 0; i < threads; ++i) {
        m_state->threads.emplace_back([state = m_state.get()] { state->work(); });
        pthread_setname_np(m_state->threads.back().native_handle(), shortName.c_str());
    }
}

WorkPool::~WorkPool() {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->changed.notify_all();
    for (auto& thread : m_state->threads)
        thread.join();
    m_state->queue.clear();
}

Task<bool> WorkPool::execute(std::function<void()> work) {
    auto initiation = [](auto handler, const std::shared_ptr<State>& state, std::function<void()> body) {
        auto executor = asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        std::move_only_function<void()> job = [shared, executor, guard = asio::make_work_guard(executor),
                                                  body = std::move(body)]() mutable {
            body();
            // Drop what the work captured here, before the caller goes on and may tear things down.
            body = nullptr;
            // What keeps the caller's context running goes along: once the caller goes on, the context may be gone, and
            // this thread must not touch it any more.
            asio::post(executor, [shared = std::move(shared), guard = std::move(guard)] { std::move (*shared)(true); });
        };
        if (!state->push(job))
            asio::post(executor, [shared] { std::move (*shared)(false); });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        initiation, asio::use_awaitable, m_state, std::move(work));
}

} // namespace kinora
