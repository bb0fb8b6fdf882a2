// The life of one open stream of events: first what was missed or how things stand, then what happens.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "domain/SessionWatch.h"
#include "jobs/EventHub.h"
#include "pg/Pool.h"
#include "store/EventLog.h"
#include "store/Job.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::domain {

/// One event on its way out; false when nobody listens any more.
struct OutgoingEvent {
    std::string_view name;
    std::string_view data;
    std::optional<std::int64_t> id;
};
using EventSink = std::function<Task<bool>(OutgoingEvent)>;

class EventStream {
public:
    /// All references must outlive this object.
    EventStream(pg::Pool& pool, jobs::EventHub& hub, SessionWatch& sessions, const Clock& clock);

    /// Everything of the user. Ends when the sink says so, the session ends or the coroutine is cancelled. A
    /// lastEventId that is too old or not one of ours starts with a snapshot. Holds no database connection while it
    /// waits, and waits for a database that is away.
    [[nodiscard]] Task<> run(Principal principal, std::optional<std::string> lastEventId, EventSink sink) const;
    /// Whether there is such a job to be seen; before the answer's head goes out.
    [[nodiscard]] Task<Result<>> check(Principal principal, std::string jobId) const;
    /// One job; ends after its last event.
    [[nodiscard]] Task<> runJob(
        Principal principal, std::string jobId, std::optional<std::string> lastEventId, EventSink sink) const;

private:
    class Session;

    pg::Pool& m_pool;
    jobs::EventHub& m_hub;
    SessionWatch& m_sessions;
    const Clock& m_clock;
};

/// What a Last-Event-ID means: a number of the log, or nothing.
[[nodiscard]] std::optional<std::int64_t> readEventId(std::string_view text);
/// Whether a client that saw `id` last can be told the rest.
[[nodiscard]] bool canResume(std::int64_t id, const store::EventRange& kept);

} // namespace kinora::domain
