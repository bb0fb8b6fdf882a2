#include "domain/EventStream.h"

#include "base/Ids.h"
#include "domain/Access.h"
#include "jobs/Render.h"
#include "store/JobStore.h"
#include "store/VideoStore.h"

#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>

#include <charconv>
#include <chrono>
#include <memory>

namespace kinora::domain {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

// Notifications of other relays can be lost; this is how long that can go unnoticed.
constexpr auto LookEvery = 15s;
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
        const auto watch = m_stream.m_sessions.watch(m_principal.sessionId, executor, [heard] { heard->close(); });
        co_await begin(std::move(lastEventId));
        // What was told meanwhile may be older than what has just been read: a bar must not jump back.
        auto meanwhile = co_await heard->next(0s);
        for (jobs::Live& one : meanwhile) {
            if (one.kind == jobs::Live::Kind::Tick)
                one.kind = jobs::Live::Kind::ReadJob;
            co_await hear(std::move(one));
        }
        while (m_open && !heard->isClosed()) {
            auto news = co_await heard->next(LookEvery);
            if (heard->isClosed())
                co_return;
            if (news.empty())
                co_await readLog();
            for (jobs::Live& one : news)
                co_await hear(std::move(one));
        }
    }

private:
    Task<> begin(std::optional<std::string> lastEventId) {
        const auto kept = co_await store::eventRange(m_stream.m_pool, m_principal.userId);
        const auto seen = lastEventId ? readEventId(*lastEventId) : std::nullopt;
        if (seen && canResume(*seen, kept)) {
            m_position = *seen;
            co_await readLog();
            const auto active = co_await activeJobs();
            for (const store::Job& job : active)
                co_await tell("progress", json::serialize(jobs::toJson(job, m_stream.m_clock.now())), std::nullopt);
            // A client that had seen the end of its job already.
            if (m_jobId && active.empty() && m_open)
                co_await tellEnd();
            co_return;
        }
        m_position = kept.last;
        const auto active = co_await activeJobs();
        json::array list;
        for (const store::Job& job : active)
            list.push_back(jobs::toJson(job, m_stream.m_clock.now()));
        if (m_jobId && active.empty()) {
            const auto job = co_await store::findJob(m_stream.m_pool, *m_jobId);
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
            co_await readLog();
            co_return;
        case jobs::Live::Kind::ReadJob: {
            if (!concerns(live.event) || !live.event.jobId)
                co_return;
            const auto job = co_await store::findJob(m_stream.m_pool, *live.event.jobId);
            if (job && canSee(m_principal, *job) && !store::isTerminal(job->status))
                co_await tell("progress", json::serialize(jobs::toJson(*job, m_stream.m_clock.now())), std::nullopt);
            co_return;
        }
        }
    }

    Task<> readLog() {
        while (m_open) {
            auto events = co_await store::eventsAfter(m_stream.m_pool, m_principal.userId, m_position, ReadAtOnce);
            const bool last = events.size() < ReadAtOnce;
            for (store::Event& event : events)
                co_await tellLogged(std::move(event));
            if (last)
                co_return;
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
        const auto job = co_await store::findJob(m_stream.m_pool, *m_jobId);
        if (!job || !store::isTerminal(job->status))
            co_return;
        const json::object jobJson = jobs::toJson(*job, m_stream.m_clock.now());
        if (job->status == store::JobStatus::Completed) {
            const auto video = co_await store::findVideoOfJob(m_stream.m_pool, job->id);
            json::object done;
            done["job"] = jobJson;
            done["video"] = video ? json::value(jobs::toJson(*video)) : json::value(nullptr);
            co_await tell("completed", json::serialize(done), std::nullopt);
        } else {
            co_await tell(store::toText(job->status), json::serialize(jobJson), std::nullopt);
        }
        m_open = false;
    }

    Task<std::vector<store::Job>> activeJobs() const {
        if (!m_jobId)
            co_return co_await store::activeJobs(m_stream.m_pool, m_principal.userId);
        std::vector<store::Job> jobs;
        auto job = co_await store::findJob(m_stream.m_pool, *m_jobId);
        if (job && !store::isTerminal(job->status))
            jobs.push_back(std::move(*job));
        co_return jobs;
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
