#include "domain/UserAdministration.h"

#include "base/Ids.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/Jobs.h"
#include "domain/Refusals.h"
#include "domain/Render.h"
#include "domain/SessionWatch.h"
#include "store/Server.h"
#include "store/Sessions.h"
#include "store/UserChanges.h"

#include <vector>

namespace kinora::domain {
namespace {

constexpr std::size_t LongestSearch = 200;

std::unexpected<Error> refuse(const char* field, const char* code, const char* detail) {
    Error error;
    error.code = Code::Conflict;
    error.detail = detail;
    error.fields.push_back({field, code, detail});
    return std::unexpected(std::move(error));
}

bool isActiveAdmin(store::Role role, store::UserStatus status) {
    return role == store::Role::Admin && status == store::UserStatus::Active;
}

} // namespace

Result<UserChange> readUserChange(const json::object& body) {
    ObjectReader reader(body);
    UserChange change;
    if (const auto role = reader.optionalString("role")) {
        change.role = store::roleFrom(*role);
        if (!change.role)
            reader.reject("role", "invalid", "A role is member or admin.");
    }
    if (const auto status = reader.optionalString("status")) {
        change.status = store::statusFrom(*status);
        if (!change.status || *change.status == store::UserStatus::Pending)
            reader.reject("status", "invalid", "An account is made active or disabled.");
    }
    const Result<> complete = reader.finish();
    if (!complete)
        return std::unexpected(complete.error());
    if (!change.role && !change.status)
        return fail(Code::ValidationFailed, "Give a role, a status or both.");
    return change;
}

UserAdministration::UserAdministration(pg::Pool& pool, SessionWatch& watch)
    : m_pool(pool)
    , m_watch(watch) {
}

Task<Result<json::object>> UserAdministration::list(UserQuery query) {
    const auto request = readPageRequest(query.limit, query.cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::UserFilter filter;
    filter.after = request->after;
    filter.limit = request->limit;
    if (query.status) {
        filter.status = store::statusFrom(*query.status);
        if (!filter.status)
            co_return failField("status", "invalid", "A status is active, pending or disabled.");
    }
    if (query.text) {
        const auto folded = foldCase(trim(*query.text));
        if (!folded || hasControl(*folded) || folded->size() > LongestSearch)
            co_return failField("q", "invalid", "Search for a part of an address, a handle or a name.");
        if (!folded->empty())
            filter.text = *folded;
    }
    const auto lease = co_await m_pool.acquire();
    const auto page = co_await store::listUsers(*lease, std::move(filter));
    co_return pageJson(page);
}

Task<Result<json::object>> UserAdministration::get(std::string id) {
    if (!isId(id))
        co_return noSuchUser();
    const auto lease = co_await m_pool.acquire();
    const auto user = co_await store::findUser(*lease, std::move(id));
    if (!user)
        co_return noSuchUser();
    co_return toJson(*user);
}

Task<Result<json::object>> UserAdministration::change(std::string id, UserChange change, Actor actor) {
    if (!isId(id))
        co_return noSuchUser();
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    // One after the other: two administrators who demote each other would leave none.
    co_await store::lockServer(connection);
    auto user = co_await store::lockUser(connection, std::move(id));
    if (!user)
        co_return noSuchUser();
    const store::User before = *user;
    user->role = change.role.value_or(before.role);
    user->status = change.status.value_or(before.status);
    if (isActiveAdmin(before.role, before.status) && !isActiveAdmin(user->role, user->status)) {
        const char* field = user->role == before.role ? "status" : "role";
        if (actor.userId == before.id)
            co_return refuse(field, "oneself", "Somebody else has to do this to your account.");
        const std::int64_t others = co_await store::countOtherAdmins(connection, before.id);
        if (others == 0)
            co_return refuse(field, "last_admin", "This is the last active administrator.");
    }
    co_await store::setRoleAndStatus(connection, user->id, user->role, user->status);
    std::vector<std::string> ended;
    if (user->status == store::UserStatus::Disabled)
        ended = co_await store::endSessionsOf(connection, user->id, store::SessionEnd::Disabled);
    if (user->role != before.role) {
        AuditEvent event = auditEvent(AuditAction::RoleChanged, actor, "user", user->id);
        event.details["from"] = store::toText(before.role);
        event.details["to"] = store::toText(user->role);
        co_await audit(connection, std::move(event));
    }
    if (user->status != before.status) {
        AuditEvent event = auditEvent(AuditAction::StatusChanged, actor, "user", user->id);
        event.details["from"] = store::toText(before.status);
        event.details["to"] = store::toText(user->status);
        co_await audit(connection, std::move(event));
    }
    co_await transaction.commit();
    for (const std::string& session : ended)
        m_watch.sessionEnded(session);
    log::info("auth", "@{} is {} and {} now", user->handle, store::toText(user->role), store::toText(user->status));
    co_return toJson(*user);
}

} // namespace kinora::domain
