#include "base/Json.h"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kinora {

namespace {

constexpr std::size_t deepest = 32;

json::parse_options strictOptions() {
    json::parse_options options;
    options.max_depth = deepest;
    return options;
}

// Counts members as they stand in the text. The tree keeps only the last of two members of one name, so a difference
// between the two counts gives a repeated member away.
struct MemberCounter {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    std::size_t members = 0;

    // NOLINTBEGIN(readability-identifier-naming): the parser asks for these names.
    using error_code = json::error_code;
    using string_view = json::string_view;
    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t count, error_code&) {
        members += count;
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(string_view, std::size_t, error_code&) { return true; }
    bool on_key(string_view, std::size_t, error_code&) { return true; }
    bool on_string_part(string_view, std::size_t, error_code&) { return true; }
    bool on_string(string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, string_view, error_code&) { return true; }
    bool on_double(double, string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }
    // NOLINTEND(readability-identifier-naming)
};

std::size_t countMembers(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count += object->size();
        for (const auto& member : *object)
            count += countMembers(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array)
            count += countMembers(item);
    }
    return count;
}

std::optional<std::int64_t> asInteger(const json::value& value) {
    if (value.is_int64())
        return value.get_int64();
    if (value.is_double()) {
        const double number = value.get_double();
        // 2^53: above it a double no longer tells neighbouring integers apart.
        if (std::abs(number) <= 9007199254740992.0 && std::trunc(number) == number)
            return static_cast<std::int64_t>(number);
    }
    return std::nullopt;
}

} // namespace

Result<json::object> parseObject(std::string_view body) {
    json::error_code error;
    json::value value = json::parse(body, error, {}, strictOptions());
    if (error)
        return fail(Code::BadRequest, "The body is not well-formed JSON.");
    if (!value.is_object())
        return fail(Code::BadRequest, "The body must be a JSON object.");
    json::basic_parser<MemberCounter> counter(strictOptions());
    counter.write_some(false, body.data(), body.size(), error);
    if (error || counter.handler().members != countMembers(value))
        return fail(Code::BadRequest, "The body has the same member twice.");
    return std::move(value.get_object());
}

ObjectReader::ObjectReader(const json::object& object, std::string prefix)
    : m_object(object)
    , m_prefix(std::move(prefix)) {
}

const json::value* ObjectReader::take(std::string_view name) {
    m_taken.emplace_back(name);
    const json::value* value = m_object.if_contains(name);
    return value != nullptr && value->is_null() ? nullptr : value;
}

void ObjectReader::wrongType(std::string_view name, std::string_view wanted) {
    reject(name, "wrong_type", "Must be " + std::string(wanted) + ".");
}

void ObjectReader::missing(std::string_view name) {
    reject(name, "required", "Is required.");
}

void ObjectReader::reject(std::string_view name, std::string code, std::string detail) {
    m_errors.push_back(FieldError{m_prefix + std::string(name), std::move(code), std::move(detail)});
}

std::optional<std::string> ObjectReader::optionalString(std::string_view name) {
    const json::value* value = take(name);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_string()) {
        wrongType(name, "a string");
        return std::nullopt;
    }
    return std::string(value->get_string());
}

std::optional<std::int64_t> ObjectReader::optionalInteger(std::string_view name) {
    const json::value* value = take(name);
    if (value == nullptr)
        return std::nullopt;
    const auto number = asInteger(*value);
    if (!number)
        wrongType(name, "a whole number");
    return number;
}

std::optional<bool> ObjectReader::optionalBoolean(std::string_view name) {
    const json::value* value = take(name);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_bool()) {
        wrongType(name, "true or false");
        return std::nullopt;
    }
    return value->get_bool();
}

std::optional<std::vector<std::string>> ObjectReader::optionalStrings(std::string_view name) {
    const json::value* value = take(name);
    if (value == nullptr)
        return std::nullopt;
    const auto* array = value->if_array();
    const auto isString = [](const json::value& item) {
        return item.is_string();
    };
    if (array == nullptr || !std::ranges::all_of(*array, isString)) {
        wrongType(name, "a list of strings");
        return std::nullopt;
    }
    std::vector<std::string> strings;
    for (const json::value& item : *array)
        strings.emplace_back(item.get_string());
    return strings;
}

std::optional<json::object> ObjectReader::optionalObject(std::string_view name) {
    const json::value* value = take(name);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_object()) {
        wrongType(name, "an object");
        return std::nullopt;
    }
    return value->get_object();
}

std::string ObjectReader::string(std::string_view name) {
    const auto errorsBefore = m_errors.size();
    auto value = optionalString(name);
    if (!value && m_errors.size() == errorsBefore)
        missing(name);
    return value ? *std::move(value) : std::string();
}

std::int64_t ObjectReader::integer(std::string_view name) {
    const auto errorsBefore = m_errors.size();
    const auto value = optionalInteger(name);
    if (!value && m_errors.size() == errorsBefore)
        missing(name);
    return value.value_or(0);
}

bool ObjectReader::boolean(std::string_view name) {
    const auto errorsBefore = m_errors.size();
    const auto value = optionalBoolean(name);
    if (!value && m_errors.size() == errorsBefore)
        missing(name);
    return value.value_or(false);
}

Result<> ObjectReader::finish() {
    for (const auto& member : m_object) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::ranges::find(m_taken, name) == m_taken.end())
            reject(name, "unknown", "Is not known here.");
    }
    if (m_errors.empty())
        return {};
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = m_errors.size() == 1 ? m_errors.front().field + ": " + m_errors.front().detail
                                        : "Several fields are not valid.";
    error.fields = std::move(m_errors);
    return std::unexpected(std::move(error));
}

std::string_view stringMember(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    const auto* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

json::array toJson(const std::vector<LostNumbers>& lost) {
    json::array list;
    for (const LostNumbers& one : lost) {
        json::object entry;
        entry["after"] = one.after;
        entry["until"] = one.until;
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace kinora
