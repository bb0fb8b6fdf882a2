// Reads multipart/form-data (RFC 7578), as the official clients post it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::sim {

struct Part {
    std::string name;
    std::optional<std::string> fileName; ///< Present on files only.
    std::string contentType;
    std::string data;

    bool operator==(const Part&) const = default;
};

[[nodiscard]] bool isMultipart(std::string_view contentType);

/// Nothing if the boundary is missing or the body is not closed by it.
[[nodiscard]] std::optional<std::vector<Part>> parseMultipart(std::string_view contentType, std::string_view body);

} // namespace kinora::sim
