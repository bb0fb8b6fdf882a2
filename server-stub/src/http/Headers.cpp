#include "http/Headers.h"

#include <algorithm>

namespace kinora::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const auto& [fieldName, value] : m_fields) {
        if (equalsIgnoringCase(fieldName, name))
            return value;
    }
    return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
    erase(name);
    add(std::string(name), std::move(value));
}

void Headers::add(std::string name, std::string value) {
    m_fields.emplace_back(std::move(name), std::move(value));
}

void Headers::erase(std::string_view name) {
    std::erase_if(m_fields, [name](const Field& field) { return equalsIgnoringCase(field.first, name); });
}

} // namespace kinora::http
