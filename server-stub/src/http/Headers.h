// Header fields in the order they came, found by name whatever the case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kinora::http {

class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields)
        : m_fields(fields) {}

    /// The first field of this name; the view lives as long as the field.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// The first field of this name, or "".
    [[nodiscard]] std::string_view value(std::string_view name) const {
        return find(name).value_or(std::string_view{});
    }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }

    /// Replaces all fields of this name.
    void set(std::string_view name, std::string value);
    /// Adds one beside those that are there (Set-Cookie).
    void add(std::string name, std::string value);
    void erase(std::string_view name);

    [[nodiscard]] auto begin() const { return m_fields.begin(); }
    [[nodiscard]] auto end() const { return m_fields.end(); }
    [[nodiscard]] std::size_t size() const { return m_fields.size(); }

private:
    std::vector<Field> m_fields;
};

/// ASCII case-insensitive equality, as header names and tokens need it.
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace kinora::http
