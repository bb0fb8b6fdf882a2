// Which web pages of other origins may use the relay from a browser (Fetch Standard, 3.2).
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <optional>
#include <string>
#include <vector>

namespace kinora::api {

class Cors {
public:
    /// Exact origins as a browser writes them, "https://app.example"; none: nothing is ever said about origins.
    explicit Cors(std::vector<std::string> origins);

    /// The answer to a browser that asks beforehand, if it asks and its page is welcome.
    [[nodiscard]] std::optional<http::Response> preflight(const http::Request& request) const;
    /// Lets the page read the answer, if it is welcome; and tells caches that the answer depends on who asks.
    void mark(const http::Request& request, http::Response& response) const;

private:
    [[nodiscard]] std::optional<std::string> welcome(const http::Request& request) const;

    std::vector<std::string> m_origins;
};

} // namespace kinora::api
