#include "jobs/EventHub.h"

#include "jobs/Signal.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace kinora::jobs {

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct EventHub::Subscription::State {
    State(std::string stateUser, asio::any_io_executor stateExecutor)
        : userId(std::move(stateUser))
        , executor(stateExecutor)
        , signal(std::move(stateExecutor)) {}

    const std::string userId;
    const asio::any_io_executor executor;
    Signal signal;
    bool closed = false; // on the executor
    std::mutex mutex;
    std::vector<Live> waiting;
};

struct EventHub::Impl {
    using State = Subscription::State;
    mutable std::mutex mutex;
    std::unordered_multimap<std::string, std::shared_ptr<State>> streams;

    Ended ended;

    void count(const std::string& name) {
        if (name == "completed")
            ++ended.completed;
        else if (name == "failed")
            ++ended.failed;
        else if (name == "canceled")
            ++ended.canceled;
    }

    static bool holdsReadQueue(const std::vector<Live>& waiting) {
        return std::ranges::find(waiting, Live::Kind::ReadQueue, &Live::kind) != waiting.end();
    }

    static void give(const std::shared_ptr<State>& state, const Live& live) {
        {
            const std::lock_guard lock(state->mutex);
            if (live.kind == Live::Kind::ReadQueue && holdsReadQueue(state->waiting))
                return; // whoever reads it once reads it all
            if (state->waiting.size() >= Subscription::MaxWaiting)
                state->waiting.assign(1, Live{});
            else
                state->waiting.push_back(live);
            state->waiting.back().at = std::chrono::steady_clock::now();
            if (state->waiting.size() > 1)
                return; // it has been woken and has not looked yet
        }
        asio::post(state->executor, [state] { state->signal.notify(); });
    }
};

EventHub::Subscription::Subscription(EventHub& hub, std::shared_ptr<State> state)
    : m_hub(&hub)
    , m_state(std::move(state)) {
}

EventHub::Subscription::~Subscription() {
    if (!m_state)
        return;
    const std::lock_guard lock(m_hub->m_impl->mutex);
    auto [first, last] = m_hub->m_impl->streams.equal_range(m_state->userId);
    const auto found = std::find_if(first, last, [this](const auto& entry) { return entry.second == m_state; });
    if (found != last)
        m_hub->m_impl->streams.erase(found);
}

Task<std::vector<Live>> EventHub::Subscription::next(std::chrono::steady_clock::duration limit) {
    std::vector<Live> result;
    const std::shared_ptr<State> state = m_state;
    const auto until = std::chrono::steady_clock::now() + limit;
    for (bool wakes = true;;) {
        {
            const std::lock_guard lock(state->mutex);
            result.swap(state->waiting);
        }
        const auto left = until - std::chrono::steady_clock::now();
        if (!result.empty() || state->closed || !wakes || left <= 0s)
            co_return result;
        // A wake-up may come late, for what has been taken already: it is no news.
        wakes = co_await state->signal.wait(left);
    }
}

bool EventHub::Subscription::isClosed() const {
    return m_state->closed;
}

void EventHub::Subscription::close() {
    m_state->closed = true;
    m_state->signal.notify();
}

EventHub::EventHub()
    : m_impl(std::make_unique<Impl>()) {
}

EventHub::~EventHub() = default;

EventHub::Subscription EventHub::subscribe(std::string userId, asio::any_io_executor executor) {
    auto state = std::make_shared<Subscription::State>(std::move(userId), std::move(executor));
    const std::lock_guard lock(m_impl->mutex);
    m_impl->streams.emplace(state->userId, state);
    return Subscription(*this, std::move(state));
}

void EventHub::publish(const std::string& userId, const Live& live) {
    const std::lock_guard lock(m_impl->mutex);
    if (live.kind == Live::Kind::Logged)
        m_impl->count(live.event.name);
    const auto [first, last] = m_impl->streams.equal_range(userId);
    for (auto entry = first; entry != last; ++entry)
        Impl::give(entry->second, live);
}

EventHub::Ended EventHub::ended() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->ended;
}

void EventHub::resync() {
    const std::lock_guard lock(m_impl->mutex);
    for (const auto& entry : m_impl->streams)
        Impl::give(entry.second, Live{});
}

std::size_t EventHub::streams() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->streams.size();
}

std::vector<std::string> EventHub::users() const {
    const std::lock_guard lock(m_impl->mutex);
    std::vector<std::string> users;
    // Equal keys stand together.
    for (const auto& entry : m_impl->streams)
        if (users.empty() || users.back() != entry.first)
            users.push_back(entry.first);
    return users;
}

} // namespace kinora::jobs
