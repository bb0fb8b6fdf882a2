#include "domain/EventStream.h"

#include "base/Ids.h"
#include "base/Timeout.h"
#include "domain/Access.h"
#include "jobs/Render.h"
#include "pg/DatabaseError.h"
#include "store/JobStore.h"
#include "store/QueueStore.h"
#include "store/VideoStore.h"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <set>
#include <type_traits>

namespace kinora::domain {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

// Where nothing is heard for so long, the stream looks for itself: how a job stands is in no log, and the word of a
// relay that died may have died with it.
constexpr auto LookEvery = 15s;
// While the database is away.
constexpr auto FirstPause = 100ms;
constexpr auto LongestPause = 1s;
constexpr int ReadAtOnce = 200;

} // namespace

std::optional<std::int64_t> readEventId(std::string_view text) {
    std::int64_t id = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, id);
    if (error != std::errc() || stop != end || id < 0)
        return std::nullopt;
    return id;
}

bool canResume(std::int64_t id, const store::EventRange& kept) {
    return id <= kept.last && id + 1 >= kept.first;
}

/// One stream's position in the log and its way out.
class EventStream::Session {
public:
    Session(const EventStream& stream, Principal principal, std::optional<std::string> jobId, EventSink sink)
        : m_stream(stream)
        , m_principal(std::move(principal))
        , m_jobId(std::move(jobId))
        , m_sink(std::move(sink)) {}

    Task<> run(std::optional<std::string> lastEventId) {
        const auto executor = co_await boost::asio::this_coro::executor;
        auto heard =
            std::make_shared<jobs::EventHub::Subscription>(m_stream.m_hub.subscribe(m_principal.userId, executor));
        // Registered before the log is read, so that nothing falls between the two.
        const auto watch = m_stream.m_sessions.watch(m_principal.credentialId(), executor, [heard] { heard->close(); });
        co_await begin(std::move(lastEventId));
        if (!m_jobId)
            co_await tellQueue();
        while (m_open && !heard->isClosed()) {
            auto news = co_await heard->next(LookEvery);
            if (heard->isClosed())
                co_return;
            if (news.empty())
                co_await readAll();
            co_await hearAll(std::move(news));
        }
    }

private:
    Task<> begin(std::optional<std::string> lastEventId) {
        const auto seen = lastEventId ? readEventId(*lastEventId) : std::nullopt;
        auto range = [this, seen] {
            return store::eventRange(m_stream.m_pool, m_principal.userId, seen);
        };
        const auto kept = co_await patiently(range);
        if (seen && !kept.seenIsLost && canResume(*seen, kept)) {
            m_position = *seen;
            co_await readLog();
            const std::size_t active = co_await tellActive();
            // A client that had seen the end of its job already.
            if (m_jobId && active == 0 && m_open)
                co_await tellEnd();
            co_return;
        }
        m_position = kept.last;
        const auto active = co_await activeJobs();
        json::array list;
        for (const store::Job& job : active)
            list.push_back(jobs::toJson(job, m_stream.m_clock.now()));
        if (m_jobId && active.empty()) {
            const auto job = co_await findJob(*m_jobId);
            if (job)
                list.push_back(jobs::toJson(*job, m_stream.m_clock.now()));
        }
        json::object snapshot;
        snapshot["jobs"] = std::move(list);
        std::optional<std::int64_t> id;
        if (kept.last > 0)
            id = kept.last;
        co_await tell("snapshot", json::serialize(snapshot), id);
        if (m_jobId && active.empty() && m_open)
            co_await tellEnd();
    }

    Task<> hearAll(std::vector<jobs::Live> news) {
        // All of it was published before the first is heard: one look at a job stands for the rest of what is said of
        // it.
        std::set<std::string> looked;
        for (jobs::Live& one : news) {
            // The database has answered since, and what it said is newer: nothing may jump back, and a slow database
            // lets much pile up behind a question.
            if (one.kind == jobs::Live::Kind::Tick && one.at < m_answeredAt)
                one.kind = jobs::Live::Kind::ReadJob;
            const bool looks = one.kind == jobs::Live::Kind::ReadJob && one.event.jobId;
            if (looks && !looked.insert(*one.event.jobId).second)
                continue;
            co_await hear(std::move(one));
        }
    }

    Task<> hear(jobs::Live live) {
        if (!m_open)
            co_return;
        switch (live.kind) {
        case jobs::Live::Kind::Logged:
            if (live.event.seq <= m_position)
                co_return;
            // A number is missing in between: it was committed, and is still on its way to us.
            if (live.event.seq != m_position + 1)
                co_await readLog();
            else
                co_await tellLogged(std::move(live.event));
            co_return;
        case jobs::Live::Kind::Tick:
            if (concerns(live.event))
                co_await tell("progress", live.event.body, std::nullopt);
            co_return;
        case jobs::Live::Kind::ReadLog:
            if (live.event.seq == 0 || live.event.seq > m_position)
                co_await readLog();
            co_return;
        case jobs::Live::Kind::ReadAll:
            co_await readAll();
            co_return;
        case jobs::Live::Kind::ReadQueue:
            co_await tellQueue();
            co_return;
        case jobs::Live::Kind::ReadJob: {
            if (!concerns(live.event) || !live.event.jobId)
                co_return;
            const auto job = co_await findJob(*live.event.jobId);
            if (job && canSee(m_principal, *job) && !store::isTerminal(job->status))
                co_await tell("progress", json::serialize(jobs::toJson(*job, m_stream.m_clock.now())), std::nullopt);
            co_return;
        }
        }
    }

    // To the stream of one job its place is told as progress.
    Task<> tellQueue() {
        if (!m_open)
            co_return;
        if (!m_jobId) {
            auto read = [this] {
                return store::readQueue(m_stream.m_pool, m_principal.userId);
            };
            const auto queue = co_await patiently(read);
            co_await tell("queue", json::serialize(jobs::toJson(queue)), std::nullopt);
            co_return;
        }
        const auto job = co_await findJob(*m_jobId);
        if (job && job->status == store::JobStatus::Pending)
            co_await tell("progress", json::serialize(jobs::toJson(*job, m_stream.m_clock.now())), std::nullopt);
    }

    Task<> readLog() {
        while (m_open) {
            auto after = [this] {
                return store::eventsAfter(m_stream.m_pool, m_principal.userId, m_position, ReadAtOnce);
            };
            auto events = co_await patiently(after);
            const bool last = events.size() < ReadAtOnce;
            for (store::Event& event : events)
                co_await tellLogged(std::move(event));
            if (last)
                co_return;
        }
    }

    Task<> readAll() {
        co_await readLog();
        if (m_open)
            co_await tellActive();
        if (!m_jobId)
            co_await tellQueue();
    }

    /// Tells how the active jobs stand; how many there are.
    Task<std::size_t> tellActive() {
        const auto active = co_await activeJobs();
        for (const store::Job& job : active)
            co_await tell("progress", json::serialize(jobs::toJson(job, m_stream.m_clock.now())), std::nullopt);
        co_return active.size();
    }

    /// Repeats a question while the database is away: its restart must not end the streams of everybody.
    template <class Question>
    Task<typename std::invoke_result_t<Question>::value_type> patiently(Question& question) {
        for (auto pause = std::chrono::milliseconds(FirstPause);;
            pause = std::min<std::chrono::milliseconds>(pause * 2, LongestPause)) {
            try {
                auto answer = co_await question();
                m_answeredAt = std::chrono::steady_clock::now();
                co_return answer;
            } catch (const pg::DatabaseError& error) {
                if (!error.isTemporary())
                    throw;
            }
            const bool slept = co_await sleepFor(pause);
            if (!slept)
                throw boost::system::system_error(boost::asio::error::operation_aborted);
        }
    }

    Task<> tellLogged(store::Event event) {
        m_position = event.seq;
        if (!concerns(event))
            co_return;
        co_await tell(event.name, event.body, event.seq);
        if (m_jobId)
            m_open = false; // completed, failed and canceled are all a job's log holds
    }

    // The end of the one job, for those who came after it.
    Task<> tellEnd() {
        const auto job = co_await findJob(*m_jobId);
        if (!job || !store::isTerminal(job->status))
            co_return;
        const json::object jobJson = jobs::toJson(*job, m_stream.m_clock.now());
        if (job->status == store::JobStatus::Completed) {
            auto ofJob = [this, &job] {
                return store::findVideoOfJob(m_stream.m_pool, job->id);
            };
            const auto video = co_await patiently(ofJob);
            json::object done;
            done["job"] = jobJson;
            done["video"] = video ? json::value(jobs::toJson(*video)) : json::value(nullptr);
            co_await tell("completed", json::serialize(done), std::nullopt);
        } else {
            co_await tell(store::toText(job->status), json::serialize(jobJson), std::nullopt);
        }
        m_open = false;
    }

    Task<std::vector<store::Job>> activeJobs() {
        if (!m_jobId) {
            auto ofUser = [this] {
                return store::activeJobs(m_stream.m_pool, m_principal.userId);
            };
            co_return co_await patiently(ofUser);
        }
        std::vector<store::Job> jobs;
        auto job = co_await findJob(*m_jobId);
        if (job && !store::isTerminal(job->status))
            jobs.push_back(std::move(*job));
        co_return jobs;
    }

    Task<std::optional<store::Job>> findJob(std::string id) {
        auto find = [this, &id] {
            return store::findJob(m_stream.m_pool, id);
        };
        co_return co_await patiently(find);
    }

    [[nodiscard]] bool concerns(const store::Event& event) const { return !m_jobId || event.jobId == m_jobId; }

    Task<> tell(std::string_view name, std::string data, std::optional<std::int64_t> id) {
        if (!m_open)
            co_return;
        const std::string nameText(name);
        OutgoingEvent event{.name = nameText, .data = data, .id = id};
        m_open = co_await m_sink(event);
    }

    const EventStream& m_stream;
    const Principal m_principal;
    const std::optional<std::string> m_jobId;
    const EventSink m_sink;
    std::int64_t m_position = 0;
    std::chrono::steady_clock::time_point m_answeredAt; ///< by the database
    bool m_open = true;
};

EventStream::EventStream(pg::Pool& pool, jobs::EventHub& hub, SessionWatch& sessions, const Clock& clock)
    : m_pool(pool)
    , m_hub(hub)
    , m_sessions(sessions)
    , m_clock(clock) {
}

Task<> EventStream::run(Principal principal, std::optional<std::string> lastEventId, EventSink sink) const {
    Session session(*this, std::move(principal), std::nullopt, std::move(sink));
    co_await session.run(std::move(lastEventId));
}

Task<Result<>> EventStream::check(Principal principal, std::string jobId) const {
    if (!isId(jobId))
        co_return fail(Code::NotFound, "There is no such job.");
    const auto job = co_await store::findJob(m_pool, std::move(jobId));
    if (!job || !canSee(principal, *job))
        co_return fail(Code::NotFound, "There is no such job.");
    co_return Result<>();
}

Task<> EventStream::runJob(
    Principal principal, std::string jobId, std::optional<std::string> lastEventId, EventSink sink) const {
    Session session(*this, std::move(principal), std::move(jobId), std::move(sink));
    co_await session.run(std::move(lastEventId));
}

} // namespace kinora::domain
