#include "api/AdminRoutes.h"

#include "api/Body.h"
#include "domain/AuditReader.h"
#include "domain/JobAdministration.h"
#include "domain/StorageAdministration.h"
#include "domain/UpstreamAdministration.h"
#include "domain/UsageAdministration.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> auditLog(const Call& call, const Administration& admin) {
    domain::AuditQuery query;
    query.action = call.query("action");
    query.actor = call.query("actor");
    query.subject = call.query("subject");
    query.since = call.query("since");
    query.until = call.query("until");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    Result<json::object> page = co_await admin.audit.page(std::move(query));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> upstreams(const Call&, const Administration& admin) {
    json::object list = co_await admin.upstreams.list();
    co_return jsonResponse(200, std::move(list));
}

Task<Result<http::Response>> drain(const Call& call, const Administration& admin) {
    Result<json::object> upstream = co_await admin.upstreams.drain(call.parameter("name"), call.actor());
    co_return jsonResponse(std::move(upstream));
}

Task<Result<http::Response>> resume(const Call& call, const Administration& admin) {
    Result<json::object> upstream = co_await admin.upstreams.resume(call.parameter("name"), call.actor());
    co_return jsonResponse(std::move(upstream));
}

Task<Result<http::Response>> allJobs(const Call& call, const Administration& admin) {
    domain::AllJobsQuery query;
    query.statuses = call.query("status");
    query.user = call.query("user");
    query.upstream = call.query("upstream");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    Result<json::object> page = co_await admin.jobs.list(std::move(query));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> cancelJob(const Call& call, const Administration& admin) {
    Result<domain::Answer> answer = co_await admin.jobs.cancel(call.parameter("id"), call.actor());
    if (!answer)
        co_return std::unexpected(std::move(answer.error()));
    co_return http::Response::json(answer->status, std::move(answer->body));
}

Task<Result<http::Response>> usageOfAll(const Call& call, const Administration& admin) {
    auto month = call.query("month");
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    Result<json::object> page = co_await admin.usage.list(std::move(month), std::move(limit), std::move(cursor));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> limitsOf(const Call& call, const Administration& admin) {
    Result<json::object> limits = co_await admin.usage.limitsOf(call.parameter("id"));
    co_return jsonResponse(std::move(limits));
}

Task<Result<http::Response>> setLimits(const Call& call, const Administration& admin) {
    auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    Result<json::object> limits = co_await admin.usage.setLimits(call.parameter("id"), std::move(*body), call.actor());
    co_return jsonResponse(std::move(limits));
}

Task<Result<http::Response>> storage(const Call& call, const Administration& admin) {
    const std::optional<std::string> compare = call.query("compare");
    if (compare && *compare != "true" && *compare != "false")
        co_return failField("compare", "invalid", "This is true or false.");
    Result<json::object> figures = co_await admin.storage.figures(compare == "true");
    co_return jsonResponse(std::move(figures));
}

} // namespace

std::vector<Endpoint> adminRoutes(Administration administration) {
    const auto row = [administration](
                         Task<Result<http::Response>> (*handler)(const Call&, const Administration&)) -> Handler {
        return [administration, handler](const Call& call) {
            return handler(call, administration);
        };
    };
    return {
        {"GET", "/api/v1/admin/audit", Access::Admin, row(auditLog)},
        {"GET", "/api/v1/admin/upstreams", Access::Admin, row(upstreams)},
        {"POST", "/api/v1/admin/upstreams/{name}/drain", Access::Admin, row(drain)},
        {"POST", "/api/v1/admin/upstreams/{name}/resume", Access::Admin, row(resume)},
        {"GET", "/api/v1/admin/jobs", Access::Admin, row(allJobs)},
        {"POST", "/api/v1/admin/jobs/{id}/cancel", Access::Admin, row(cancelJob)},
        {"GET", "/api/v1/admin/usage", Access::Admin, row(usageOfAll)},
        {"GET", "/api/v1/admin/users/{id}/limits", Access::Admin, row(limitsOf)},
        {"PATCH", "/api/v1/admin/users/{id}/limits", Access::Admin, row(setLimits)},
        {"GET", "/api/v1/admin/storage", Access::Admin, row(storage)},
    };
}

} // namespace kinora::api
