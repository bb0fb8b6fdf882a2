// One row of the relay's interface: method, path, who may, limit, handler. The rows are data; the router walks them.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "http/Request.h"
#include "http/Response.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kinora::api {

enum class Access {
    Anyone,
    User,  ///< a live session of an active user, or an API key of theirs with the row's scope; another key is forbidden
    Admin, ///< a live session of an admin; to everybody else, keys of admins too, the route does not exist
};

/// One request on its way through its handler; stays valid until the handler's task has ended. A response body that
/// streams runs later: it keeps copies of what it needs.
class Call {
public:
    Call(const http::Request& callRequest, std::vector<std::pair<std::string_view, std::string>> parameters,
        std::optional<domain::Principal> principal);

    const http::Request& request;

    /// Of a row whose access is not Anyone (asserted).
    [[nodiscard]] const domain::Principal& principal() const;
    /// Who asks and from where, for the audit log.
    [[nodiscard]] domain::Actor actor() const;
    /// What stands in the path at "{name}" (asserted to be in the row's pattern); never empty.
    [[nodiscard]] const std::string& parameter(std::string_view name) const;
    /// Of the query, if it is there.
    [[nodiscard]] std::optional<std::string> query(std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, std::string>> m_parameters;
    std::optional<domain::Principal> m_principal;
};

/// An Error becomes problem+json in one place; an exception is logged and becomes `unavailable` or `internal`.
using Handler = std::function<Task<Result<http::Response>>(const Call&)>;

struct Endpoint {
    std::string_view method; ///< "GET" answers HEAD too
    std::string_view path;   ///< "/api/v1/jobs/{id}/events"; a literal beats a parameter in the same place
    Access access = Access::User;
    Handler handler;
    /// What an API key needs to call it; none: no key may, whatever its scopes.
    std::optional<domain::Scope> scope = {};
    std::size_t bodyLimit = 64 << 10; ///< more is 413
    /// The body goes to the disk as it comes, Call::request.file: it may be larger than the memory.
    bool bodyToFile = false;
    /// Server-Sent Events: standard clients stop for ever on any answer but 200, so while the relay cannot answer it
    /// breaks the connection instead, and they come again.
    bool isEventStream = false;
};

} // namespace kinora::api
