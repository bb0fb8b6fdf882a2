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
