#include "api/SpendingRoutes.h"

#include "api/Body.h"
#include "domain/Spending.h"

namespace kinora::api {

namespace {

Task<Result<http::Response>> estimate(const Call& call, domain::Spending& spending) {
    auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto answer = co_await spending.estimate(call.principal(), std::move(*body));
    co_return jsonResponse(std::move(answer));
}

Task<Result<http::Response>> usage(const Call& call, domain::Spending& spending) {
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    auto answer = co_await spending.usage(call.principal(), std::move(limit), std::move(cursor));
    co_return jsonResponse(std::move(answer));
}

} // namespace

std::vector<Endpoint> spendingRoutes(domain::Spending& spending) {
    auto answerEstimate = [&spending](const Call& call) {
        return estimate(call, spending);
    };
    auto answerUsage = [&spending](const Call& call) {
        return usage(call, spending);
    };
    return {
        {"POST", "/api/v1/jobs/estimate", Access::User, answerEstimate, domain::Scope::JobsRead},
        {"GET", "/api/v1/me/usage", Access::User, answerUsage, domain::Scope::JobsRead},
    };
}

} // namespace kinora::api
