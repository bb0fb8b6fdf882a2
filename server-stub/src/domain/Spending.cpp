#include "domain/Spending.h"

#include "base/Time.h"
#include "domain/JobRequest.h"
#include "domain/Jobs.h"
#include "store/UserLimits.h"

namespace kinora::domain {

namespace {

json::value refusalOf(const Result<>& verdict) {
    if (verdict)
        return nullptr;
    const Error& error = verdict.error();
    json::object refusal;
    refusal["code"] = codeName(error.code);
    refusal["detail"] = error.detail;
    refusal["limit"] = error.limit ? json::value(error.limit->name) : json::value(nullptr);
    const bool resets = error.limit && error.limit->resetsAt;
    refusal["resetsAt"] = resets ? json::value(toRfc3339(*error.limit->resetsAt)) : json::value(nullptr);
    return refusal;
}

} // namespace

Spending::Spending(pg::Pool& pool, const ModelCatalog& catalog, Limits limits)
    : m_pool(pool)
    , m_catalog(catalog)
    , m_limits(limits) {
}

Task<Limits> Spending::limitsOf(std::string userId) {
    const auto lease = co_await m_pool.acquire();
    const store::UserLimits own = co_await store::readUserLimits(*lease, std::move(userId));
    co_return store::effective(m_limits, own);
}

Task<Result<json::object>> Spending::estimate(Principal principal, json::object body) {
    auto remix = co_await findRemix(m_pool, m_catalog, principal, body);
    if (!remix)
        co_return std::unexpected(remix.error());
    const auto request = readJobRequest(body, m_catalog, Prompt::Optional, std::move(*remix));
    if (!request)
        co_return std::unexpected(request.error());
    const Demand demand = demandOf(request->priceMicroUsd, request->seconds, request->count);
    const Limits limits = co_await limitsOf(principal.userId);
    const Usage used = co_await store::readUsage(m_pool, principal.userId, limits, demand);
    const Result<> verdict = judge(limits, used, demand);
    if (!verdict && verdict.error().code == Code::ValidationFailed)
        co_return std::unexpected(verdict.error());
    json::object answer;
    answer["model"] = request->model->id;
    answer["orientation"] = request->orientation;
    answer["seconds"] = jsonOrNull(request->seconds);
    answer["size"] = jsonOrNull(request->size);
    answer["count"] = request->count;
    answer["demo"] = request->model->demo;
    answer["priceMicroUsd"] = jsonOrNull(request->priceMicroUsd);
    answer["totalMicroUsd"] = request->priceMicroUsd ? json::value(demand.microUsd) : json::value(nullptr);
    answer["limits"] = toJson(limits, used);
    answer["refusal"] = refusalOf(verdict);
    co_return answer;
}

Task<Result<json::object>> Spending::usage(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const Demand nothingYet;
    const Limits limits = co_await limitsOf(principal.userId);
    const Usage used = co_await store::readUsage(m_pool, principal.userId, limits, nothingYet);
    const auto totals = co_await store::readMonthTotals(m_pool, principal.userId);
    const auto page = co_await store::listLedger(m_pool, principal.userId, request->after, request->limit);
    json::object month;
    month["startsAt"] = toRfc3339(used.monthStartsAt);
    month["endsAt"] = toRfc3339(used.monthEndsAt);
    month["chargedMicroUsd"] = totals.chargedMicroUsd;
    month["heldMicroUsd"] = totals.heldMicroUsd;
    month["unpricedVideos"] = totals.unpricedVideos;
    json::array items;
    for (const store::LedgerLine& line : page.items)
        items.push_back(toJson(line));
    json::object answer;
    answer["month"] = std::move(month);
    answer["limits"] = toJson(limits, used);
    answer["items"] = std::move(items);
    answer["nextCursor"] = page.next ? json::value(store::toCursor(*page.next)) : json::value(nullptr);
    co_return answer;
}

} // namespace kinora::domain
