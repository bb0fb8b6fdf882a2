// Oneself: other names, another address, and leaving for good.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora {
class WorkPool;
}
namespace kinora::media {
class ContentStore;
}

namespace kinora::domain {

class Passwords;
class SessionWatch;

struct ProfileChange {
    std::optional<std::string> displayName;
    std::optional<std::string> handle;
    std::optional<std::string> email;
    std::optional<std::string> currentPassword; ///< needed for another address
};

class Profile {
public:
    /// All references must outlive this. `files` is where what blocks is done.
    Profile(pg::Pool& pool, Passwords& passwords, SessionWatch& watch, media::ContentStore& content, WorkPool& files);

    /// ValidationFailed with every wrong field; Conflict (fields say which) if address or handle is taken; for another
    /// address also as Passwords::confirm(): it is what one signs in with, and where a stolen session must not lead.
    [[nodiscard]] Task<Result<store::User>> change(Principal principal, ProfileChange change, Actor actor);

    /// Deletes the account and all that belongs to it: sessions, keys, jobs, videos, their files, the ledger; the sum
    /// of what it was charged stays in the audit log. Conflict while a job is at the upstream (its end costs money, and
    /// somebody has to be told), and for the last active administrator. Otherwise as Passwords::confirm().
    [[nodiscard]] Task<Result<>> remove(Principal principal, std::string password, Actor actor);

private:
    pg::Pool& m_pool;
    Passwords& m_passwords;
    SessionWatch& m_watch;
    media::ContentStore& m_content;
    WorkPool& m_files;
};

/// The body of a request; ValidationFailed with every wrong member, or if it asks for nothing.
[[nodiscard]] Result<ProfileChange> readProfileChange(const json::object& body);

} // namespace kinora::domain
