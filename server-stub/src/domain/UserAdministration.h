// What administrators see of the accounts and do with them.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "pg/Pool.h"
#include "store/Users.h"

#include <optional>
#include <string>

namespace kinora::domain {

class SessionWatch;

/// As they stand in a query.
struct UserQuery {
    std::optional<std::string> text;
    std::optional<std::string> status;
    std::optional<std::string> limit;
    std::optional<std::string> cursor;
};

struct UserChange {
    std::optional<store::Role> role;
    std::optional<store::UserStatus> status; ///< Active or Disabled
};

/// For administrators; who that is has been seen to before.
class UserAdministration {
public:
    /// All references must outlive this.
    UserAdministration(pg::Pool& pool, SessionWatch& watch);

    [[nodiscard]] Task<Result<json::object>> list(UserQuery query);
    [[nodiscard]] Task<Result<json::object>> get(std::string id);
    /// Making a pending account active is approving it. One that is disabled loses its sessions and open streams at
    /// once; what it has made stays. Conflict (the field says which) for oneself and for the last active
    /// administrator, so that nobody can lock everybody out; NotFound.
    [[nodiscard]] Task<Result<json::object>> change(std::string id, UserChange change, Actor actor);

private:
    pg::Pool& m_pool;
    SessionWatch& m_watch;
};

/// The body of a request; ValidationFailed with every wrong member, or if it asks for nothing.
[[nodiscard]] Result<UserChange> readUserChange(const json::object& body);

} // namespace kinora::domain
