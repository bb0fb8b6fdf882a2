#include "sim/DataUrl.h"

#include "base/Crypto.h"

namespace kinora::sim {

std::string pictureOf(std::string_view url) {
    constexpr std::string_view scheme = "data:image/";
    constexpr std::string_view encoding = ";base64,";
    const std::size_t begin = url.find(encoding);
    if (!url.starts_with(scheme) || begin == std::string_view::npos) {
        return {};
    }
    return fromBase64(url.substr(begin + encoding.size())).value_or("");
}

} // namespace kinora::sim
