// Errors in the form of the OpenAI API: {"error":{"message","type","param","code"}}.
#pragma once

#include "http/Response.h"

#include <string>

namespace kinora::sim {

struct ApiError {
    int status = 400;
    std::string code;
    std::string message;
    std::string param; ///< The member it is about; empty: none.

    bool operator==(const ApiError&) const = default;
};

/// The JSON object alone, without line breaks.
[[nodiscard]] std::string toJsonText(const ApiError& error);
[[nodiscard]] http::Response toResponse(const ApiError& error);

[[nodiscard]] ApiError unknownUrl(const std::string& method, const std::string& path);
[[nodiscard]] ApiError wrongToken();

} // namespace kinora::sim
