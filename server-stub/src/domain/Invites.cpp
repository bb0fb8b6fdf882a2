#include "domain/Invites.h"

#include "base/Ids.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/Codes.h"
#include "domain/Jobs.h"
#include "domain/Render.h"

#include <fmt/format.h>

namespace kinora::domain {
namespace {

std::unexpected<Error> noSuchInvite() {
    return fail(Code::NotFound, "There is no such invitation.");
}

} // namespace

Result<InviteWish> readInviteWish(const json::object& body) {
    ObjectReader reader(body);
    InviteWish wish;
    if (const auto role = reader.optionalString("role")) {
        if (const auto known = store::roleFrom(*role))
            wish.role = *known;
        else
            reader.reject("role", "invalid", "A role is member or admin.");
    }
    if (const auto note = reader.optionalString("note")) {
        wish.note = trim(toNfc(*note).value_or(""));
        if (hasControl(wish.note))
            reader.reject("note", "invalid", "A note has no control characters.");
        else if (codePoints(wish.note) > Invites::NoteMaxLength)
            reader.reject("note", "too_long", fmt::format("A note has at most {} characters.", Invites::NoteMaxLength));
    }
    if (const auto uses = reader.optionalInteger("maxUses")) {
        if (*uses < 1 || *uses > Invites::MostUses)
            reader.reject(
                "maxUses", "out_of_range", fmt::format("An invitation is good for 1 to {} people.", Invites::MostUses));
        else
            wish.maxUses = static_cast<int>(*uses);
    }
    if (const auto hours = reader.optionalInteger("expiresInHours")) {
        const std::int64_t most = Invites::LongestLifetime.count();
        if (*hours < 1 || *hours > most)
            reader.reject("expiresInHours", "out_of_range", fmt::format("An invitation lasts 1 to {} hours.", most));
        else
            wish.lifetime = std::chrono::hours(*hours);
    }
    const Result<> complete = reader.finish();
    if (!complete)
        return std::unexpected(complete.error());
    return wish;
}

Invites::Invites(pg::Pool& pool)
    : m_pool(pool) {
}

Task<json::object> Invites::create(InviteWish wish, Actor actor) {
    const Secret code = makeCode();
    store::NewInvite invite;
    invite.codeHash = hashCode(code.reveal());
    invite.role = wish.role;
    invite.note = std::move(wish.note);
    invite.maxUses = wish.maxUses;
    invite.lifetime = wish.lifetime;
    invite.createdBy = actor.userId;
    pg::Transaction transaction = co_await m_pool.begin();
    const store::Invite made = co_await store::insertInvite(transaction.connection(), std::move(invite));
    AuditEvent event = auditEvent(AuditAction::InviteCreated, std::move(actor), "invite", made.id);
    event.details["role"] = store::toText(made.role);
    event.details["maxUses"] = made.maxUses;
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    log::info("auth", "invitation {} was made for {} as {}", made.id, made.maxUses, store::toText(made.role));
    json::object body = toJson(made);
    body["code"] = code.reveal();
    co_return body;
}

Task<Result<json::object>> Invites::list(std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const auto lease = co_await m_pool.acquire();
    const auto page = co_await store::listInvites(*lease, request->after, request->limit);
    co_return pageJson(page);
}

Task<Result<>> Invites::revoke(std::string id, Actor actor) {
    if (!isId(id))
        co_return noSuchInvite();
    pg::Transaction transaction = co_await m_pool.begin();
    const store::Revoked revoked = co_await store::revokeInvite(transaction.connection(), id);
    if (revoked == store::Revoked::Unknown)
        co_return noSuchInvite();
    if (revoked == store::Revoked::Already)
        co_return Result<>();
    AuditEvent event = auditEvent(AuditAction::InviteRevoked, std::move(actor), "invite", id);
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    log::info("auth", "invitation {} was revoked", id);
    co_return Result<>();
}

} // namespace kinora::domain
