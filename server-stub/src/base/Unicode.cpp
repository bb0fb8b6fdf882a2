#include "base/Unicode.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace kinora {

namespace {

// The code point at the front and its length; length 0 for a malformed one.
struct CodePoint {
    utf8proc_int32_t value = -1;
    std::size_t length = 0;
};

CodePoint first(std::string_view text) {
    CodePoint point;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &point.value);
    point.length = length > 0 ? static_cast<std::size_t>(length) : 0;
    return point;
}

// The property White_Space of Unicode (PropList.txt).
bool isSpace(utf8proc_int32_t c) {
    return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::optional<std::string> map(std::string_view text, int options) {
    utf8proc_uint8_t* out = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &out, static_cast<utf8proc_option_t>(options));
    const auto release = [](utf8proc_uint8_t* bytes) {
        std::free(bytes);
    };
    const std::unique_ptr<utf8proc_uint8_t, decltype(release)> owned(out, release);
    if (length < 0)
        return std::nullopt;
    return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

} // namespace

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = first(text);
        if (point.length == 0)
            return false;
        text.remove_prefix(point.length);
    }
    return true;
}

std::string repaired(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = first(text).length;
        result += length > 0 ? text.substr(0, length) : "\xEF\xBF\xBD";
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::optional<std::string> toNfc(std::string_view text) {
    return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::optional<std::string> foldCase(std::string_view text) {
    return map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::size_t codePoints(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !isContinuation(c); }));
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = first(text);
        if (point.length == 0 || !isSpace(point.value))
            break;
        text.remove_prefix(point.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && isContinuation(text[start]))
            --start;
        const CodePoint point = first(text.substr(start));
        if (point.length != text.size() - start || !isSpace(point.value))
            break;
        text.remove_suffix(point.length);
    }
    return text;
}

bool hasControl(std::string_view text, std::string_view allowed) {
    while (!text.empty()) {
        const CodePoint point = first(text);
        if (point.length == 0)
            return true;
        const bool control = point.value < 0x20 || (point.value >= 0x7f && point.value < 0xa0);
        if (control && !(point.value < 0x80 && allowed.contains(static_cast<char>(point.value))))
            return true;
        text.remove_prefix(point.length);
    }
    return false;
}

} // namespace kinora
