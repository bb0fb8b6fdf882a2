// The upstreams as administrators see them, and letting one run dry.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "jobs/Announcer.h"
#include "pg/Pool.h"
#include "upstreams/Upstream.h"

#include <chrono>
#include <string>
#include <vector>

namespace kinora::domain {

/// For administrators; who that is has been seen to before. Holds for all relays on the database: each heeds a drain
/// before its next create, and goes on within a second of the end of one.
class UpstreamAdministration {
public:
    /// `own`: those this relay works with. `grace`: one that no relay has named for so long counts as gone. All
    /// references must outlive this.
    UpstreamAdministration(pg::Pool& pool, jobs::Announcer& announcer, std::vector<const upstreams::Upstream*> own,
        std::chrono::milliseconds grace);

    /// {"items":[…]}, by name; never an address or a key.
    [[nodiscard]] Task<json::object> list();
    /// Nothing new is begun there; what is under way goes on. May be repeated. NotFound if no relay has ever had it.
    [[nodiscard]] Task<Result<json::object>> drain(std::string name, Actor actor);
    [[nodiscard]] Task<Result<json::object>> resume(std::string name, Actor actor);

private:
    [[nodiscard]] Task<Result<json::object>> find(std::string name);
    [[nodiscard]] const upstreams::Definition* ownDefinition(const std::string& name) const;

    pg::Pool& m_pool;
    jobs::Announcer& m_announcer;
    std::vector<const upstreams::Upstream*> m_own;
    std::chrono::milliseconds m_grace;
};

} // namespace kinora::domain
