#include "domain/Queue.h"

#include "base/Ids.h"
#include "domain/Access.h"
#include "jobs/Render.h"
#include "store/JobStore.h"
#include "store/QueueStore.h"

namespace kinora::domain {

namespace {

/// Nothing: behind all others. An ObjectReader would take null for absent, and a forgotten member must not move a job.
Result<std::optional<std::string>> readBefore(const json::object& body, const std::string& jobId) {
    const json::value* before = body.if_contains("before");
    if (before == nullptr)
        return failField("before", "required", "Name the job it goes before, or null for the end.");
    if (body.size() != 1)
        return failField(std::string(body.begin()->key() == "before" ? (body.end() - 1)->key() : body.begin()->key()),
            "unknown", "There is no such member.");
    if (before->is_null())
        return std::optional<std::string>();
    if (!before->is_string() || !isId(before->get_string()))
        return failField("before", "invalid", "This is the id of a job, or null.");
    std::string id(before->get_string());
    if (id == jobId)
        return failField("before", "invalid", "A job cannot go before itself.");
    return std::optional(std::move(id));
}

} // namespace

Queue::Queue(pg::Pool& pool, jobs::EventHub& hub, jobs::Announcer& announcer, const Clock& clock)
    : m_pool(pool)
    , m_announcer(announcer)
    , m_journal(pool, hub, announcer, clock) {
}

Task<Result<json::object>> Queue::view(Principal principal) {
    const auto queue = co_await store::readQueue(m_pool, principal.userId);
    co_return jobs::toJson(queue);
}

Task<Result<json::object>> Queue::pause(Principal principal) {
    const bool changed = co_await store::pauseQueue(m_pool, principal.userId);
    if (changed)
        m_journal.queueChanged(principal.userId);
    co_return co_await view(std::move(principal));
}

Task<Result<json::object>> Queue::resume(Principal principal) {
    const bool changed = co_await store::resumeQueue(m_pool, principal.userId);
    if (changed) {
        m_journal.queueChanged(principal.userId);
        m_announcer.queued();
    }
    co_return co_await view(std::move(principal));
}

Task<Result<json::object>> Queue::move(Principal principal, std::string jobId, json::object body) {
    if (!isId(jobId))
        co_return fail(Code::NotFound, "There is no such job.");
    auto before = readBefore(body, jobId);
    if (!before)
        co_return std::unexpected(before.error());
    const auto job = co_await store::findJob(m_pool, jobId);
    if (!job || !canSee(principal, *job))
        co_return fail(Code::NotFound, "There is no such job.");
    pg::Transaction transaction = co_await m_pool.begin();
    const auto outcome = co_await store::moveJob(transaction, principal.userId, jobId, std::move(*before));
    co_await transaction.commit();
    switch (outcome) {
    case store::MoveOutcome::Moved:
        m_journal.queueChanged(principal.userId);
        break;
    case store::MoveOutcome::AlreadyThere:
        break;
    case store::MoveOutcome::NotWaiting:
        co_return fail(Code::Conflict, "This job does not wait any more.");
    case store::MoveOutcome::NoAnchor:
        co_return fail(Code::Conflict, "The job it should go before does not wait any more.");
    }
    co_return co_await view(std::move(principal));
}

} // namespace kinora::domain
