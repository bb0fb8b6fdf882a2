// Who is asking.
#pragma once

#include "store/Users.h"

#include <string>

namespace kinora::domain {

using store::Role;

/// Made for each request from a live session; a copy stays valid as a name, but whether the session still lives is
/// SessionWatch's to say.
struct Principal {
    std::string userId;
    Role role = Role::Member;
    std::string sessionId;

    [[nodiscard]] bool isAdmin() const noexcept { return role == Role::Admin; }
};

} // namespace kinora::domain
