#include "http/Problem.h"

#include "base/Json.h"
#include "base/Time.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace kinora::http {

namespace {

std::int64_t left(const LimitReached& limit) {
    return std::max<std::int64_t>(0, limit.limit - limit.used);
}

boost::json::object toJson(const LimitReached& limit) {
    boost::json::object object;
    object["name"] = limit.name;
    object["limit"] = limit.limit;
    object["used"] = limit.used;
    object["left"] = left(limit);
    object["resetsAt"] = limit.resetsAt ? boost::json::value(toRfc3339(*limit.resetsAt)) : nullptr;
    return object;
}

} // namespace

Response problem(const Error& error, std::string_view requestId) {
    boost::json::object body;
    body["type"] = "about:blank";
    body["title"] = codeTitle(error.code);
    body["status"] = codeStatus(error.code);
    body["detail"] = error.detail;
    body["code"] = codeName(error.code);
    body["requestId"] = requestId;
    boost::json::array fields;
    for (const FieldError& field : error.fields) {
        boost::json::object entry;
        entry["field"] = field.field;
        entry["code"] = field.code;
        entry["detail"] = field.detail;
        fields.push_back(std::move(entry));
    }
    body["errors"] = std::move(fields);
    if (error.limit)
        body["limit"] = toJson(*error.limit);
    if (error.seq) {
        body["seq"] = *error.seq;
        body["lost"] = toJson(error.lost);
    }
    Response response =
        Response::text(codeStatus(error.code), boost::json::serialize(body), "application/problem+json");
    response.headers.set("Cache-Control", "no-store");
    if (error.limit && error.limit->window) {
        // draft-ietf-httpapi-ratelimit-headers-10
        const LimitReached& limit = *error.limit;
        response.headers.set(
            "RateLimit-Policy", fmt::format("\"{}\";q={};w={}", limit.name, limit.limit, limit.window->count()));
        response.headers.set("RateLimit", fmt::format("\"{}\";r={};t={}", limit.name, left(limit),
                                              error.retryAfter.value_or(std::chrono::seconds(0)).count()));
    }
    if (error.code == Code::Unauthorized)
        response.headers.set("WWW-Authenticate", "Bearer realm=\"kinora\"");
    if (error.retryAfter)
        response.headers.set("Retry-After", std::to_string(error.retryAfter->count()));
    return response;
}

} // namespace kinora::http
