// What happens to every request before and after its row of the table: where it comes from, and whether it is welcome.
#pragma once

#include "api/Cors.h"
#include "api/TrustedProxies.h"
#include "base/Task.h"
#include "http/Request.h"
#include "http/Response.h"

namespace kinora::api {

class Router;

class FrontDoor {
public:
    struct Rules {
        /// Only requests that name this machine (see namesThisMachine()) get in.
        bool localOnly = false;
        TrustedProxies proxies{{}};
        Cors cors{{}};
    };

    /// `router` must outlive it.
    FrontDoor(Rules rules, const Router& router);

    /// Never throws. For http::Server.
    [[nodiscard]] Task<http::Response> handle(http::Request& request) const;

private:
    Rules m_rules;
    const Router& m_router;
};

} // namespace kinora::api
