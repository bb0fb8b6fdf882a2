#include "api/AdminRoutes.h"

#include "api/Body.h"
#include "domain/AuditReader.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> auditLog(const Call& call, domain::AuditReader& audit) {
    domain::AuditQuery query;
    query.action = call.query("action");
    query.actor = call.query("actor");
    query.subject = call.query("subject");
    query.since = call.query("since");
    query.until = call.query("until");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    Result<json::object> page = co_await audit.page(std::move(query));
    if (!page)
        co_return std::unexpected(std::move(page.error()));
    co_return jsonResponse(200, std::move(*page));
}

} // namespace

std::vector<Endpoint> adminRoutes(domain::AuditReader& audit) {
    auto answerAudit = [&audit](const Call& call) {
        return auditLog(call, audit);
    };
    return {
        {"GET", "/api/v1/admin/audit", Access::Admin, answerAudit},
    };
}

} // namespace kinora::api
