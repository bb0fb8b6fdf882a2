#include "api/Body.h"

#include "base/Unicode.h"

namespace kinora::api {

Result<json::object> readBody(const http::Request& request) {
    const std::string_view type = request.headers.value("Content-Type");
    if (!http::equalsIgnoringCase(trim(type.substr(0, type.find(';'))), "application/json"))
        return fail(Code::UnsupportedMediaType, "The body must be application/json.");
    return parseObject(request.body);
}

Result<json::object> readOptionalBody(const http::Request& request) {
    return request.body.empty() ? Result<json::object>() : readBody(request);
}

http::Response jsonResponse(int status, const json::value& body) {
    return http::Response::json(status, json::serialize(body));
}

Result<http::Response> jsonResponse(Result<json::object> body) {
    if (!body)
        return std::unexpected(std::move(body.error()));
    return jsonResponse(200, std::move(*body));
}

} // namespace kinora::api
