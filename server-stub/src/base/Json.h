// Reading request bodies strictly: every wrong, missing or unknown member is named, all in one answer.
#pragma once

#include "base/Result.h"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora {

namespace json = boost::json;

/// The object a body holds. Not JSON, not an object, a repeated member or nesting deeper than 32: Code::BadRequest.
[[nodiscard]] Result<json::object> parseObject(std::string_view body);

/// Takes members one by one, then finish() tells whether all was well. A required member that is missing or of another
/// type reads as an empty value and is remembered as an error. `null` counts as absent for optional members.
class ObjectReader {
public:
    /// `object` must outlive the reader. `prefix` goes before field names ("items[0].").
    explicit ObjectReader(const json::object& object, std::string prefix = {});

    [[nodiscard]] std::string string(std::string_view name);
    [[nodiscard]] std::int64_t integer(std::string_view name);
    [[nodiscard]] bool boolean(std::string_view name);

    [[nodiscard]] std::optional<std::string> optionalString(std::string_view name);
    /// A number without a fraction counts, 4.0 too.
    [[nodiscard]] std::optional<std::int64_t> optionalInteger(std::string_view name);
    [[nodiscard]] std::optional<bool> optionalBoolean(std::string_view name);
    [[nodiscard]] std::optional<std::vector<std::string>> optionalStrings(std::string_view name);

    [[nodiscard]] std::optional<json::object> optionalObject(std::string_view name);

    /// Adds an error of the caller's own about a member, for example too_long.
    void reject(std::string_view name, std::string code, std::string detail);

    /// Members nobody asked for are errors now. Code::ValidationFailed with all fields, or success.
    [[nodiscard]] Result<> finish();

private:
    const json::value* take(std::string_view name);
    void wrongType(std::string_view name, std::string_view wanted);
    void missing(std::string_view name);

    const json::object& m_object;
    std::string m_prefix;
    std::vector<std::string> m_taken;
    std::vector<FieldError> m_errors;
};

/// The text of that name, as long as `object` stays as it is; empty when there is none or it is something else.
[[nodiscard]] std::string_view stringMember(const json::object& object, std::string_view name);

/// `[{after, until}]`
[[nodiscard]] json::array toJson(const std::vector<LostNumbers>& lost);

/// Value or JSON null.
template <class T>
[[nodiscard]] json::value jsonOrNull(const std::optional<T>& value) {
    if (!value)
        return nullptr;
    return json::value(*value);
}

} // namespace kinora
