#include "api/Cors.h"

#include <algorithm>

namespace kinora::api {

namespace {

constexpr auto Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr auto RequestHeaders =
    "Authorization, Content-Type, Idempotency-Key, Kinora-Video, If-Match, If-None-Match, If-Range, "
    "Last-Event-ID, Range";
constexpr auto ResponseHeaders = "Accept-Ranges, Content-Length, Content-Range, ETag, RateLimit, RateLimit-Policy, "
                                 "Retry-After, X-Request-Id";
constexpr auto MaxAge = "600";

void allow(http::Response& response, std::string origin) {
    response.headers.set("Access-Control-Allow-Origin", std::move(origin));
    response.headers.set("Access-Control-Allow-Credentials", "true");
}

} // namespace

Cors::Cors(std::vector<std::string> origins)
    : m_origins(std::move(origins)) {
}

std::optional<std::string> Cors::welcome(const http::Request& request) const {
    std::string origin(request.headers.value("Origin"));
    return std::ranges::find(m_origins, origin) == m_origins.end() ? std::nullopt : std::optional(std::move(origin));
}

std::optional<http::Response> Cors::preflight(const http::Request& request) const {
    auto origin = welcome(request);
    if (!origin || request.method != "OPTIONS" || !request.headers.contains("Access-Control-Request-Method"))
        return std::nullopt;
    http::Response response = http::Response::empty(204);
    allow(response, std::move(*origin));
    response.headers.set("Access-Control-Allow-Methods", Methods);
    response.headers.set("Access-Control-Allow-Headers", RequestHeaders);
    response.headers.set("Access-Control-Max-Age", MaxAge);
    response.headers.set("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    return response;
}

void Cors::mark(const http::Request& request, http::Response& response) const {
    if (m_origins.empty())
        return;
    const std::string others(response.headers.value("Vary"));
    response.headers.set("Vary", others.empty() ? "Origin" : others + ", Origin");
    auto origin = welcome(request);
    if (!origin)
        return;
    allow(response, std::move(*origin));
    response.headers.set("Access-Control-Expose-Headers", ResponseHeaders);
}

} // namespace kinora::api
