// The others on this relay, as far as they show themselves.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

/// For everybody who is signed in. Users who wait for approval or are disabled answer as absent ones do, and do not
/// count.
class People {
public:
    /// The reference must outlive this.
    explicit People(pg::Pool& pool);

    [[nodiscard]] Task<Result<json::object>> get(Principal principal, std::string handle);
    /// Both may be repeated, and answer with the person. Conflict for oneself.
    [[nodiscard]] Task<Result<json::object>> follow(Principal principal, std::string handle);
    [[nodiscard]] Task<Result<json::object>> unfollow(Principal principal, std::string handle);

    /// A page of what they have published.
    [[nodiscard]] Task<Result<json::object>> videos(
        Principal principal, std::string handle, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// A page of what those have published whom one follows.
    [[nodiscard]] Task<Result<json::object>> feed(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// Both may be repeated, and answer with the video. NotFound for one that is not published.
    [[nodiscard]] Task<Result<json::object>> like(Principal principal, std::string videoId);
    [[nodiscard]] Task<Result<json::object>> unlike(Principal principal, std::string videoId);

private:
    [[nodiscard]] Task<Result<json::object>> published(std::string videoId, std::string askingUserId);

    pg::Pool& m_pool;
};

} // namespace kinora::domain
