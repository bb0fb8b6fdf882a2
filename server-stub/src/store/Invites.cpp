#include "store/Invites.h"

#include "base/Ids.h"

namespace kinora::store {
namespace {

constexpr std::string_view InviteColumns = R"sql(
i.id, i.role, i.note, i.max_uses, i.uses, u.handle AS creator, i.created_at, i.expires_at, i.revoked_at,
(i.revoked_at IS NULL AND i.uses < i.max_uses AND i.expires_at > now()) AS open,
(extract(epoch FROM i.created_at) * 1000000)::bigint AS created_micros)sql";

const std::string InsertInvite = R"sql(
WITH i AS (
    INSERT INTO invites (id, code_hash, role, note, max_uses, created_by, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval)
    RETURNING *)
SELECT )sql" + std::string(InviteColumns) +
                                 " FROM i LEFT JOIN users u ON u.id = i.created_by";

const std::string SelectPage = "SELECT " + std::string(InviteColumns) + R"sql(
FROM invites i LEFT JOIN users u ON u.id = i.created_by
WHERE $1::bigint IS NULL
   OR (i.created_at, i.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid)
ORDER BY i.created_at DESC, i.id DESC
LIMIT $3)sql";

constexpr std::string_view IsOpen = "code_hash = $1 AND revoked_at IS NULL AND uses < max_uses AND expires_at > now()";

const std::string SelectOpen = "SELECT role FROM invites WHERE " + std::string(IsOpen);
const std::string Use = "UPDATE invites SET uses = uses + 1 WHERE " + std::string(IsOpen) + " RETURNING role";

constexpr auto RevokeInvite = "UPDATE invites SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL";
constexpr auto Exists = "SELECT 1 FROM invites WHERE id = $1";

Invite readInvite(const pg::Row& row) {
    Invite invite;
    invite.id = row.get<std::string>("id");
    invite.role = readRole(row);
    invite.note = row.get<std::string>("note");
    invite.maxUses = row.get<int>("max_uses");
    invite.uses = row.get<int>("uses");
    invite.createdBy = row.get<std::optional<std::string>>("creator");
    invite.createdAt = row.get<TimePoint>("created_at");
    invite.expiresAt = row.get<TimePoint>("expires_at");
    invite.revokedAt = row.get<std::optional<TimePoint>>("revoked_at");
    invite.open = row.get<bool>("open");
    return invite;
}

std::optional<Role> roleIn(const pg::Rows& rows) {
    return rows.empty() ? std::nullopt : std::optional(readRole(rows.front()));
}

} // namespace

Task<Invite> insertInvite(pg::Connection& connection, NewInvite invite) {
    const std::string id = newId();
    const pg::Bytes hash{invite.codeHash};
    const std::string_view role = toText(invite.role);
    const pg::Rows rows = co_await connection.query(
        InsertInvite, id, hash, role, invite.note, invite.maxUses, invite.createdBy, invite.lifetime);
    co_return readInvite(rows.front());
}

Task<Page<Invite>> listInvites(pg::Connection& connection, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const pg::Rows rows = co_await connection.query(SelectPage, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readInvite);
}

Task<std::optional<Role>> findOpenInvite(pg::Connection& connection, std::string codeHash) {
    const pg::Bytes hash{codeHash};
    const pg::Rows rows = co_await connection.query(SelectOpen, hash);
    co_return roleIn(rows);
}

Task<std::optional<Role>> useInvite(pg::Connection& connection, std::string codeHash) {
    const pg::Bytes hash{codeHash};
    const pg::Rows rows = co_await connection.query(Use, hash);
    co_return roleIn(rows);
}

Task<Revoked> revokeInvite(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(RevokeInvite, id);
    if (rows.affected() > 0)
        co_return Revoked::Now;
    const pg::Rows known = co_await connection.query(Exists, id);
    co_return known.empty() ? Revoked::Unknown : Revoked::Already;
}

} // namespace kinora::store
