#include "domain/SessionWatch.h"

#include "base/Background.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "pg/DatabaseError.h"
#include "store/Sessions.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace kinora::domain {
using namespace std::chrono_literals;

namespace {

/// Half of the second that is promised; the other half is for the query.
constexpr auto PollEvery = 500ms;

struct Entry {
    boost::asio::any_io_executor executor;
    std::function<void()> ended;
    /// Touched on `executor` only.
    bool active = true;
};

} // namespace

struct SessionWatch::State {
    State(boost::asio::any_io_executor executor, pg::Pool& statePool)
        : pool(statePool)
        , background(std::move(executor), "session watch") {}

    [[nodiscard]] std::vector<std::string> watched() {
        const std::scoped_lock lock(mutex);
        std::vector<std::string> ids;
        for (auto entry = entries.begin(); entry != entries.end(); entry = entries.upper_bound(entry->first))
            ids.push_back(entry->first);
        return ids;
    }

    void end(const std::string& sessionId) {
        const std::scoped_lock lock(mutex);
        const auto [begin, end] = entries.equal_range(sessionId);
        for (auto each = begin; each != end; ++each) {
            boost::asio::post(each->second->executor, [entry = each->second] {
                if (std::exchange(entry->active, false))
                    entry->ended();
            });
        }
        entries.erase(begin, end);
    }

    Task<> askOnce() {
        std::vector<std::string> ids = watched();
        if (ids.empty())
            co_return;
        std::vector<std::string> ended;
        {
            const auto lease = co_await pool.acquire();
            ended = co_await store::findEndedSessions(*lease, std::move(ids));
        }
        for (const std::string& id : ended)
            end(id);
    }

    Task<> poll() {
        for (;;) {
            const bool waited = co_await sleepFor(PollEvery);
            if (!waited)
                co_return;
            try {
                co_await askOnce();
            } catch (const pg::DatabaseError& error) {
                // Nobody can do anything over a database that is away; what ended meanwhile is found when it is back.
                log::debug("auth", "sessions could not be checked: {}", error.what());
            }
        }
    }

    pg::Pool& pool;
    std::mutex mutex;
    std::multimap<std::string, std::shared_ptr<Entry>> entries;
    Background background;
};

struct SessionWatch::Subscription::State {
    std::weak_ptr<SessionWatch::State> watch;
    std::string sessionId;
    std::shared_ptr<Entry> entry;

    ~State() {
        entry->active = false;
        const auto owner = watch.lock();
        if (!owner)
            return;
        const std::scoped_lock lock(owner->mutex);
        const auto [begin, end] = owner->entries.equal_range(sessionId);
        const auto mine = std::find_if(begin, end, [this](const auto& each) { return each.second == entry; });
        if (mine != end)
            owner->entries.erase(mine);
    }
};

SessionWatch::Subscription::Subscription(std::shared_ptr<State> state)
    : m_state(std::move(state)) {
}
SessionWatch::Subscription& SessionWatch::Subscription::operator=(Subscription&& other) noexcept = default;
SessionWatch::Subscription::~Subscription() = default;

SessionWatch::SessionWatch(boost::asio::any_io_executor executor, pg::Pool& pool)
    : m_state(std::make_shared<State>(std::move(executor), pool)) {
}

SessionWatch::~SessionWatch() = default;

SessionWatch::Subscription SessionWatch::watch(
    std::string sessionId, boost::asio::any_io_executor executor, std::function<void()> ended) {
    auto state = std::make_shared<Subscription::State>();
    state->watch = m_state;
    state->sessionId = sessionId;
    state->entry = std::make_shared<Entry>(std::move(executor), std::move(ended));
    const std::scoped_lock lock(m_state->mutex);
    m_state->entries.emplace(std::move(sessionId), state->entry);
    return Subscription(std::move(state));
}

void SessionWatch::sessionEnded(const std::string& sessionId) {
    m_state->end(sessionId);
}

void SessionWatch::start() {
    // The state is kept by its owner until stop() has been awaited.
    m_state->background.start([state = m_state.get()] { return state->poll(); });
}

Task<> SessionWatch::stop() {
    const auto state = m_state;
    co_await state->background.stop();
}

} // namespace kinora::domain
