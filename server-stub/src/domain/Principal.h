// Who is asking.
#pragma once

#include "domain/Scope.h"
#include "store/Users.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace kinora::domain {

using store::Role;

/// Made for each request from a live session or a good API key; a copy stays valid as a name, but whether the session
/// still lives is SessionWatch's to say.
struct Principal {
    std::string userId;
    Role role = Role::Member;
    std::string sessionId;               ///< empty for a key
    std::optional<std::string> apiKeyId; ///< then only what its scopes say
    std::vector<Scope> scopes;

    /// What has to stay good for a stream to go on: SessionWatch knows both by their ids.
    [[nodiscard]] const std::string& credentialId() const noexcept { return apiKeyId ? *apiKeyId : sessionId; }
    /// Whether it may use a route of this scope; no scope: routes that are not for keys.
    [[nodiscard]] bool may(std::optional<Scope> scope) const {
        return !apiKeyId || (scope && std::ranges::find(scopes, *scope) != scopes.end());
    }
    [[nodiscard]] bool isAdmin() const noexcept { return role == Role::Admin; }
};

} // namespace kinora::domain
