#include "api/Endpoint.h"

#include <algorithm>
#include <cassert>

namespace kinora::api {

Call::Call(const http::Request& callRequest, std::vector<std::pair<std::string_view, std::string>> parameters,
    std::optional<domain::Principal> principal)
    : request(callRequest)
    , m_parameters(std::move(parameters))
    , m_principal(std::move(principal)) {
}

const domain::Principal& Call::principal() const {
    assert(m_principal);
    return *m_principal;
}

domain::Actor Call::actor() const {
    domain::Actor actor;
    if (m_principal) {
        actor.kind = domain::Actor::Kind::User;
        actor.userId = m_principal->userId;
        actor.sessionId = m_principal->sessionId;
    }
    actor.address = request.remote.address;
    actor.requestId = request.id;
    return actor;
}

const std::string& Call::parameter(std::string_view name) const {
    const auto found = std::ranges::find(m_parameters, name, &std::pair<std::string_view, std::string>::first);
    assert(found != m_parameters.end());
    return found->second;
}

std::optional<std::string> Call::query(std::string_view name) const {
    const auto value = request.queryValue(name);
    return value ? std::optional(std::string(*value)) : std::nullopt;
}

} // namespace kinora::api
