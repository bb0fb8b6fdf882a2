#include "http/Problem.h"

#include <boost/json.hpp>

namespace kinora::http {

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
    Response response =
        Response::text(codeStatus(error.code), boost::json::serialize(body), "application/problem+json");
    response.headers.set("Cache-Control", "no-store");
    if (error.retryAfter)
        response.headers.set("Retry-After", std::to_string(error.retryAfter->count()));
    return response;
}

} // namespace kinora::http
