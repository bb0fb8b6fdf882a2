#include "domain/UpstreamAdministration.h"

#include "base/Time.h"
#include "domain/Render.h"
#include "store/UpstreamOverview.h"

#include <algorithm>
#include <utility>

namespace kinora::domain {
namespace {

struct Health {
    const char* word;
    json::value reason;
};

/// The strongest reason comes first.
Health healthOf(const store::UpstreamState& state) {
    if (state.drainedAt)
        return {"drained", "An administrator lets it begin nothing new."};
    if (!state.served)
        return {"gone", "No relay works with it any more."};
    if (state.troubleCode)
        return {"trouble", json::value(state.troubleDetail->empty() ? *state.troubleCode : *state.troubleDetail)};
    if (state.notBefore)
        return {"waiting", "It asked to be left alone for a while."};
    return {"ready", nullptr};
}

json::object toJson(const store::UpstreamState& state, const upstreams::Definition* own) {
    const Health health = healthOf(state);
    json::array models;
    if (own != nullptr)
        for (const upstreams::Model& model : own->models)
            models.emplace_back(model.id);
    return {{"name", state.name}, {"health", health.word}, {"reason", health.reason},
        {"dialect", own != nullptr ? json::value(own->dialect) : json::value(nullptr)}, {"models", std::move(models)},
        {"inFlight", state.inFlight},
        {"maxInFlight", own != nullptr ? json::value(own->maxInFlight) : json::value(nullptr)},
        {"waiting", state.waiting}, {"refusals", state.refusals}, {"waitUntil", timeOrNull(state.notBefore)},
        {"drainedAt", timeOrNull(state.drainedAt)}, {"drainedBy", jsonOrNull(state.drainedBy)},
        {"seenAt", toRfc3339(state.seenAt)}};
}

Task<std::vector<store::UpstreamState>> states(pg::Pool& pool, std::chrono::milliseconds grace) {
    const auto lease = co_await pool.acquire();
    auto found = co_await store::listUpstreams(*lease, grace);
    co_return found;
}

} // namespace

UpstreamAdministration::UpstreamAdministration(pg::Pool& pool, jobs::Announcer& announcer,
    std::vector<const upstreams::Upstream*> own, std::chrono::milliseconds grace)
    : m_pool(pool)
    , m_announcer(announcer)
    , m_own(std::move(own))
    , m_grace(grace) {
}

const upstreams::Definition* UpstreamAdministration::ownDefinition(const std::string& name) const {
    const auto isIt = [&name](const upstreams::Upstream* upstream) {
        return upstream->definition().name == name;
    };
    const auto found = std::ranges::find_if(m_own, isIt);
    return found == m_own.end() ? nullptr : &(*found)->definition();
}

Task<json::object> UpstreamAdministration::list() {
    const std::vector<store::UpstreamState> all = co_await states(m_pool, m_grace);
    json::array items;
    for (const store::UpstreamState& state : all)
        items.push_back(toJson(state, ownDefinition(state.name)));
    json::object body;
    body["items"] = std::move(items);
    co_return body;
}

Task<Result<json::object>> UpstreamAdministration::find(std::string name) {
    const std::vector<store::UpstreamState> all = co_await states(m_pool, m_grace);
    const auto found = std::ranges::find(all, name, &store::UpstreamState::name);
    if (found == all.end())
        co_return fail(Code::NotFound, "There is no such upstream.");
    co_return toJson(*found, ownDefinition(name));
}

Task<Result<json::object>> UpstreamAdministration::drain(std::string name, Actor actor) {
    Result<json::object> known = co_await find(name);
    if (!known)
        co_return known;
    pg::Transaction transaction = co_await m_pool.begin();
    const bool changed = co_await store::drainUpstream(transaction.connection(), name, actor.userId);
    if (changed) {
        AuditEvent event = auditEvent(AuditAction::UpstreamDrained, std::move(actor), "upstream", name);
        co_await audit(transaction.connection(), std::move(event));
    }
    co_await transaction.commit();
    co_return co_await find(std::move(name));
}

Task<Result<json::object>> UpstreamAdministration::resume(std::string name, Actor actor) {
    Result<json::object> known = co_await find(name);
    if (!known)
        co_return known;
    pg::Transaction transaction = co_await m_pool.begin();
    const bool changed = co_await store::resumeUpstream(transaction.connection(), name);
    if (changed) {
        AuditEvent event = auditEvent(AuditAction::UpstreamResumed, std::move(actor), "upstream", name);
        co_await audit(transaction.connection(), std::move(event));
    }
    co_await transaction.commit();
    // Everybody who has it may find something to begin now.
    m_announcer.queued();
    co_return co_await find(std::move(name));
}

} // namespace kinora::domain
