// A request as handlers see it: plain values, completely read.
#pragma once

#include "http/BodyFile.h"
#include "http/Headers.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kinora::http {

struct Endpoint {
    std::string address; ///< numeric, IPv6 without brackets
    std::uint16_t port = 0;
    bool loopback = false;
};

struct Request {
    std::string method;                ///< upper case
    std::string target;                ///< as sent
    std::string path;                  ///< percent-decoded, well-formed UTF-8
    std::vector<std::string> segments; ///< of the path, each decoded; a trailing slash gives a last ""
    std::vector<std::pair<std::string, std::string>> query; ///< decoded, in order
    Headers headers;
    std::string body;
    std::shared_ptr<const BodyFile> file; ///< the body, where it went to the disk (ServerOptions::bodyPlanOf)
    Endpoint remote;                      ///< the peer of the connection; forwarding headers are not looked at here
    std::string_view
        route;      ///< the pattern that answers it, filled in by who dispatches; must never go away. Empty: none
    std::string id; ///< made by the server, unique; the answer carries it as X-Request-Id

    /// The first query parameter of this name.
    [[nodiscard]] std::optional<std::string_view> queryValue(std::string_view name) const;
};

} // namespace kinora::http
