#include "domain/JobAdministration.h"

#include "base/Ids.h"
#include "jobs/Render.h"
#include "store/AllJobs.h"

#include <utility>

namespace kinora::domain {
namespace {

json::object toJson(const store::JobOfUser& one, TimePoint now) {
    const json::object whole = jobs::toJson(one.job, now);
    json::object shown{{"id", one.job.id},
        {"user", {{"id", one.job.userId}, {"handle", one.handle}, {"displayName", one.displayName}}}};
    // What is not named here (the prompt, the video) is the user's.
    for (const char* member : {"status", "stage", "progress", "model", "upstream", "seconds", "size", "priceMicroUsd",
             "charged", "attempts", "error", "cancelRequested", "demo", "createdAt", "startedAt", "finishedAt"})
        shown[member] = whole.at(member);
    return shown;
}

} // namespace

JobAdministration::JobAdministration(pg::Pool& pool, Jobs& jobs, const Clock& clock)
    : m_pool(pool)
    , m_jobs(jobs)
    , m_clock(clock) {
}

Task<Result<json::object>> JobAdministration::list(AllJobsQuery query) {
    auto statuses = readStatuses(query.statuses);
    if (!statuses)
        co_return std::unexpected(std::move(statuses.error()));
    if (query.user && !isId(*query.user))
        co_return failField("user", "invalid", "This is not the id of a user.");
    const auto request = readPageRequest(query.limit, query.cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::JobFilter filter;
    filter.statuses = std::move(*statuses);
    filter.userId = std::move(query.user);
    filter.upstream = std::move(query.upstream);
    store::Page<store::JobOfUser> page;
    {
        const auto lease = co_await m_pool.acquire();
        page = co_await store::listAllJobs(*lease, std::move(filter), request->after, request->limit);
    }
    json::array items;
    for (const store::JobOfUser& one : page.items)
        items.push_back(toJson(one, m_clock.now()));
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = page.next ? json::value(store::toCursor(*page.next)) : json::value(nullptr);
    co_return body;
}

Task<Result<Answer>> JobAdministration::cancel(std::string jobId, Actor actor) {
    AuditEvent event = auditEvent(AuditAction::JobCanceledByAdmin, std::move(actor), "job", jobId);
    Result<Answer> answer = co_await m_jobs.cancelForAdmin(jobId, std::move(event));
    if (!answer)
        co_return answer;
    std::optional<store::JobOfUser> job;
    {
        const auto lease = co_await m_pool.acquire();
        job = co_await store::findJobOfUser(*lease, std::move(jobId));
    }
    if (!job)
        co_return fail(Code::NotFound, "There is no such job.");
    answer->body = json::serialize(toJson(*job, m_clock.now()));
    co_return answer;
}

} // namespace kinora::domain
