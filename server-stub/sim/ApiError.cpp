#include "sim/ApiError.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace kinora::sim {

namespace json = boost::json;

std::string toJsonText(const ApiError& error) {
    json::object body{{"message", error.message},
        {"type", error.status >= 500 ? "server_error" : "invalid_request_error"}, {"param", nullptr},
        {"code", error.code}};
    if (!error.param.empty()) {
        body["param"] = error.param;
    }
    return json::serialize(json::object{{"error", std::move(body)}});
}

http::Response toResponse(const ApiError& error) {
    return http::Response::json(error.status, toJsonText(error));
}

ApiError unknownUrl(const std::string& method, const std::string& path) {
    return {.status = 404,
        .code = "unknown_url",
        .message = fmt::format("Unknown request URL: {} {}.", method, path),
        .param = {}};
}

ApiError wrongToken() {
    return {.status = 401, .code = "invalid_api_key", .message = "Incorrect API key provided.", .param = {}};
}

} // namespace kinora::sim
