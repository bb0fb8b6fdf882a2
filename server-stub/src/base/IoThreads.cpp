#include "base/IoThreads.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace kinora {

namespace {

struct Here {
    const void* owner = nullptr;
    std::size_t index = 0;
};

thread_local Here here;

struct Context {
    // One thread runs it: Asio skips waking others.
    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard = boost::asio::make_work_guard(io);
    std::thread thread;
};

} // namespace

struct IoThreads::State {
    std::vector<std::unique_ptr<Context>> contexts;
    std::atomic<std::size_t> turn{0};
    std::mutex mutex;
    std::condition_variable changed;
    bool started = false;
    bool stopped = false;
};

IoThreads::IoThreads(std::size_t count)
    : m_state(std::make_unique<State>()) {
    if (count == 0)
        count = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i)
        m_state->contexts.push_back(std::make_unique<Context>());
}

IoThreads::~IoThreads() {
    stop();
    join();
}

std::size_t IoThreads::size() const {
    return m_state->contexts.size();
}

boost::asio::any_io_executor IoThreads::executor(std::size_t index) const {
    return m_state->contexts.at(index)->io.get_executor();
}

boost::asio::any_io_executor IoThreads::next() {
    return executor(m_state->turn.fetch_add(1, std::memory_order_relaxed) % size());
}

std::optional<std::size_t> IoThreads::current() const {
    return here.owner == m_state.get() ? std::optional(here.index) : std::nullopt;
}

void IoThreads::start() {
    const std::lock_guard lock(m_state->mutex);
    if (m_state->started || m_state->stopped)
        return;
    m_state->started = true;
    for (std::size_t i = 0; i < size(); ++i) {
        Context& context = *m_state->contexts[i];
        context.thread = std::thread([state = m_state.get(), &context, i] {
            here = Here{state, i};
            context.io.run();
        });
    }
}

void IoThreads::run() {
    start();
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [this] { return m_state->stopped; });
}

void IoThreads::stop() {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopped = true;
    }
    for (auto& context : m_state->contexts)
        context->io.stop();
    m_state->changed.notify_all();
}

void IoThreads::join() {
    for (auto& context : m_state->contexts) {
        if (context->thread.joinable())
            context->thread.join();
    }
}

} // namespace kinora
