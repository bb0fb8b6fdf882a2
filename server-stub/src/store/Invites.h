// Codes that let people in.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Page.h"
#include "store/Users.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::store {

struct Invite {
    std::string id;
    Role role = Role::Member;
    std::string note;
    int maxUses = 1;
    int uses = 0;
    std::optional<std::string>
        createdBy; ///< handle; nothing for one made at the command line, or by somebody who has gone
    TimePoint createdAt;
    TimePoint expiresAt;
    std::optional<TimePoint> revokedAt;
    bool open = false; ///< can still be used, by the database's clock
};

struct NewInvite {
    std::string codeHash; ///< raw bytes
    Role role = Role::Member;
    std::string note;
    int maxUses = 1;
    std::chrono::seconds lifetime{0};
    std::optional<std::string> createdBy; ///< user id
};

[[nodiscard]] Task<Invite> insertInvite(pg::Connection& connection, NewInvite invite);
/// Newest first.
[[nodiscard]] Task<Page<Invite>> listInvites(pg::Connection& connection, std::optional<PageKey> after, int limit);
/// What it lets one be, while it can be used; nothing is counted.
[[nodiscard]] Task<std::optional<Role>> findOpenInvite(pg::Connection& connection, std::string codeHash);
/// The same, and one use is counted: exact, whoever else uses it at the same time.
[[nodiscard]] Task<std::optional<Role>> useInvite(pg::Connection& connection, std::string codeHash);
enum class Revoked { Now, Already, Unknown };
[[nodiscard]] Task<Revoked> revokeInvite(pg::Connection& connection, std::string id);

} // namespace kinora::store
