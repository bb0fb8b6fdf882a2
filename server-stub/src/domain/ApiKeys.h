// Personal API keys: for a user's own programs, with less power than the user.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "pg/Pool.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

class Passwords;
class SessionWatch;

struct ApiKeyWish {
    std::string name;
    std::vector<Scope> scopes;
    std::optional<std::chrono::days> lifetime;
    std::string password;
};

class ApiKeys {
public:
    static constexpr std::size_t NameMaxLength = 80;
    static constexpr std::int64_t MostOfOneUser = 50;
    static constexpr std::chrono::days LongestLifetime{3650};

    /// All references must outlive this.
    ApiKeys(pg::Pool& pool, Passwords& passwords, SessionWatch& watch);

    /// The key with its `key`, which is told here and never again. It outlives the session that asks for it, so that
    /// one has to know the password too: Errors as Passwords::confirm(). Conflict if there are too many.
    [[nodiscard]] Task<Result<json::object>> create(Principal principal, ApiKeyWish wish, Actor actor);
    [[nodiscard]] Task<Result<json::object>> list(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// At once on every route, and within a second for streams, whichever relay they are on. NotFound.
    [[nodiscard]] Task<Result<>> revoke(Principal principal, std::string id, Actor actor);

    /// Unauthorized unless the key is good and its user active – asked anew for every request.
    [[nodiscard]] Task<Result<Principal>> authenticate(std::string key);

    /// By its beginning; access tokens begin otherwise.
    [[nodiscard]] static bool isKey(std::string_view token);

private:
    pg::Pool& m_pool;
    Passwords& m_passwords;
    SessionWatch& m_watch;
};

/// The body of a request; ValidationFailed with every wrong member.
[[nodiscard]] Result<ApiKeyWish> readApiKeyWish(const json::object& body);

} // namespace kinora::domain
