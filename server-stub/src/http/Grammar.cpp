#include "http/Grammar.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace kinora::http {

namespace {

bool isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isTokenChar(char c) {
    return isAlphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool isFieldChar(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isNameChar(char c) {
    return isAlphanumeric(c) || std::string_view("-._~").contains(c);
}

bool isAddressChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

bool isPort(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

bool isToken(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, isTokenChar);
}

bool isFieldText(std::string_view text) {
    return std::ranges::all_of(text, isFieldChar);
}

bool isHostAndPort(std::string_view text) {
    const bool bracketed = text.starts_with('[');
    const auto nameEnd = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
    if (nameEnd == std::string_view::npos)
        return false;
    const std::string_view name = bracketed ? text.substr(1, nameEnd - 1) : text.substr(0, nameEnd);
    const std::string_view rest = text.substr(bracketed ? nameEnd + 1 : nameEnd);
    if (name.empty() || !std::ranges::all_of(name, bracketed ? isAddressChar : isNameChar))
        return false;
    return rest.empty() || (rest.starts_with(':') && isPort(rest.substr(1)));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace kinora::http
