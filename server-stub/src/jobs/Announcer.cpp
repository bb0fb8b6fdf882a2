#include "jobs/Announcer.h"

#include "base/Log.h"
#include "base/Timeout.h"
#include "jobs/Signal.h"
#include "pg/DatabaseError.h"
#include "store/EventLog.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>

namespace kinora::jobs {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view Channel = "kinora_jobs";
constexpr std::string_view Notify = "SELECT pg_notify($1, $2)";
// A payload must stay below 8000 bytes; a word is at most 75.
constexpr std::size_t WordsPerPayload = 90;
constexpr auto AgainAfter = 200ms;
constexpr auto LookEvery = 1s;
constexpr auto LastWordsLimit = 1s;

} // namespace

// A payload is "<instance> <word>…": "q" for queued jobs, "u:<user>" for logged events, "j:<user>:<job>" for a job that
// moved, "w:<user>" for what waits.
struct Announcer::State {
    State(asio::any_io_executor stateExecutor, pg::Pool& statePool, EventHub& stateHub, std::string stateInstance)
        : executor(stateExecutor)
        , pool(statePool)
        , hub(stateHub)
        , instance(std::move(stateInstance))
        , signal(std::move(stateExecutor)) {}

    const asio::any_io_executor executor;
    pg::Pool& pool;
    EventHub& hub;
    const std::string instance;
    Signal signal;
    std::function<void()> onQueued;
    std::mutex mutex;
    std::set<std::string> words;

    static void add(const std::shared_ptr<State>& state, std::string word) {
        const std::lock_guard lock(state->mutex);
        const bool first = state->words.empty();
        state->words.insert(std::move(word));
        if (first)
            asio::post(state->executor, [state] { state->signal.notify(); });
    }

    void hear(std::string_view payload) const {
        const auto space = payload.find(' ');
        if (space == std::string_view::npos || payload.substr(0, space) == instance)
            return;
        std::string_view rest = payload.substr(space + 1);
        while (!rest.empty()) {
            const auto end = std::min(rest.find(' '), rest.size());
            hearWord(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    void hearWord(std::string_view word) const {
        if (word == "q" && onQueued) {
            onQueued();
        } else if (word.starts_with("u:")) {
            Live live;
            live.kind = Live::Kind::ReadLog;
            hub.publish(std::string(word.substr(2)), live);
        } else if (word.starts_with("w:")) {
            Live live;
            live.kind = Live::Kind::ReadQueue;
            hub.publish(std::string(word.substr(2)), live);
        } else if (word.starts_with("j:")) {
            const auto colon = word.find(':', 2);
            if (colon == std::string_view::npos)
                return;
            Live live;
            live.kind = Live::Kind::ReadJob;
            live.event.jobId = std::string(word.substr(colon + 1));
            hub.publish(std::string(word.substr(2, colon - 2)), live);
        }
    }

    Task<> send() {
        for (;;) {
            co_await signal.wait(1h);
            // What comes within these milliseconds travels along.
            asio::steady_timer gather(executor, 20ms);
            co_await gather.async_wait(asio::use_awaitable);
            for (;;) {
                const bool sent = co_await sendAll();
                if (sent)
                    break;
                const bool slept = co_await sleepFor(AgainAfter);
                if (!slept)
                    co_return;
            }
        }
    }

    /// False if some are left, because the database is away.
    Task<bool> sendAll() {
        // Whatever ends this, what has not been sent is kept for the next time.
        struct Taken {
            State& state;
            std::set<std::string> words;
            ~Taken() {
                const std::lock_guard lock(state.mutex);
                state.words.merge(words);
            }
        } taken{*this, {}};
        for (;;) {
            if (taken.words.empty()) {
                const std::lock_guard lock(mutex);
                for (std::size_t count = 0; count < WordsPerPayload && !words.empty(); ++count)
                    taken.words.insert(words.extract(words.begin()));
            }
            if (taken.words.empty())
                co_return true;
            std::string payload = instance;
            for (const std::string& word : taken.words)
                payload += " " + word;
            try {
                co_await pool.query(Notify, Channel, payload);
            } catch (const pg::DatabaseError& error) {
                log::debug("jobs", "a notification was not sent: {}", error.what());
                co_return false;
            }
            taken.words.clear();
        }
    }

    /// Notifications are a hint, this is the truth: one question for all who have a stream open here.
    Task<> look() {
        std::map<std::string, std::int64_t> known;
        for (;;) {
            const bool slept = co_await sleepFor(LookEvery);
            if (!slept)
                co_return;
            try {
                co_await lookOnce(known);
            } catch (const pg::DatabaseError& error) {
                log::debug("jobs", "nobody could look for events: {}", error.what());
            }
        }
    }

    Task<> lookOnce(std::map<std::string, std::int64_t>& known) {
        auto users = hub.users();
        if (users.empty()) {
            known.clear();
            co_return;
        }
        const auto numbers = co_await store::lastNumbers(pool, std::move(users));
        std::map<std::string, std::int64_t> now;
        for (const store::LastNumber& number : numbers) {
            const auto before = known.find(number.userId);
            if (before == known.end() || before->second < number.last) {
                Live live;
                live.kind = Live::Kind::ReadLog;
                live.event.seq = number.last;
                hub.publish(number.userId, live);
            }
            now.emplace(number.userId, number.last);
        }
        known = std::move(now);
    }
};

Announcer::Announcer(const asio::any_io_executor& executor, pg::Pool& pool, EventHub& hub, std::string instance)
    : m_state(std::make_shared<State>(executor, pool, hub, std::move(instance)))
    , m_sender(executor, "announcer")
    , m_looker(executor, "look for events")
    , m_listener(executor, pool.conninfo()) {
    m_listener.on(std::string(Channel), [state = m_state](const std::string& payload) { state->hear(payload); });
    m_listener.onResync([state = m_state] {
        state->hub.resync();
        if (state->onQueued)
            state->onQueued();
    });
}

Announcer::~Announcer() = default;

void Announcer::logged(const std::string& userId) {
    State::add(m_state, "u:" + userId);
}

void Announcer::moved(const std::string& userId, const std::string& jobId) {
    State::add(m_state, "j:" + userId + ":" + jobId);
}

void Announcer::queueChanged(const std::string& userId) {
    State::add(m_state, "w:" + userId);
}

void Announcer::queued() {
    State::add(m_state, "q");
    asio::post(m_state->executor, [state = m_state] {
        if (state->onQueued)
            state->onQueued();
    });
}

void Announcer::start(std::function<void()> onQueued) {
    m_state->onQueued = std::move(onQueued);
    m_sender.start([state = m_state] { return state->send(); });
    m_looker.start([state = m_state] { return state->look(); });
    m_listener.start();
}

Task<> Announcer::stop() {
    co_await m_listener.stop();
    co_await m_looker.stop();
    co_await m_sender.stop();
    // The others should not have to look to learn what we did last.
    auto lastWords = asio::co_spawn(m_state->executor, m_state->sendAll(), asio::use_awaitable);
    (void)co_await withTimeout<bool>(LastWordsLimit, std::move(lastWords));
    m_state->onQueued = nullptr;
}

} // namespace kinora::jobs
