#include "http/Request.h"

namespace kinora::http {

std::optional<std::string_view> Request::queryValue(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

} // namespace kinora::http
