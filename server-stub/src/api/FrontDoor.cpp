#include "api/FrontDoor.h"

#include "api/Origin.h"
#include "api/Router.h"

namespace kinora::api {

FrontDoor::FrontDoor(Rules rules, const Router& router)
    : m_rules(std::move(rules))
    , m_router(router) {
}

Task<http::Response> FrontDoor::handle(http::Request& request) const {
    m_rules.proxies.apply(request);
    if (m_rules.localOnly && !namesThisMachine(request)) {
        http::Response refusal = co_await refuseForeignName(request);
        co_return refusal;
    }
    if (auto preflight = m_rules.cors.preflight(request))
        co_return std::move(*preflight);
    http::Response response = co_await m_router.handle(request);
    m_rules.cors.mark(request, response);
    co_return response;
}

} // namespace kinora::api
