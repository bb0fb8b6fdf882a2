// Inviting people: what administrators make, see and take back.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "pg/Pool.h"
#include "store/Invites.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::domain {

struct InviteWish {
    Role role = Role::Member;
    std::string note;
    int maxUses = 1;
    std::chrono::hours lifetime = std::chrono::days(7);
};

/// For administrators; who that is has been seen to before.
class Invites {
public:
    static constexpr int MostUses = 1000;
    static constexpr std::chrono::hours LongestLifetime = std::chrono::days(365);
    static constexpr std::size_t NoteMaxLength = 200;

    /// The pool must outlive this.
    explicit Invites(pg::Pool& pool);

    /// The invite with its `code`, which is told here and never again.
    [[nodiscard]] Task<json::object> create(InviteWish wish, Actor actor);
    [[nodiscard]] Task<Result<json::object>> list(std::optional<std::string> limit, std::optional<std::string> cursor);
    /// NotFound. May be repeated.
    [[nodiscard]] Task<Result<>> revoke(std::string id, Actor actor);

private:
    pg::Pool& m_pool;
};

/// The body of a request; ValidationFailed with every wrong member.
[[nodiscard]] Result<InviteWish> readInviteWish(const json::object& body);

} // namespace kinora::domain
