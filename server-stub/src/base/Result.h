// Expected outcomes are values: a T, or an Error with a code to branch on and a detail for a person who reads English.
#pragma once

#include "base/Code.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kinora {

/// What is wrong with one member of a request; `field` is its JSON name (or the name of a query parameter or header).
struct FieldError {
    std::string field;
    std::string code; ///< snake_case: required, unknown, wrong_type, too_short, too_long, out_of_range, invalid …
    std::string detail;

    bool operator==(const FieldError&) const = default;
};

/// A limit that is in the way, so that a person can be told how much is left and when that changes.
struct LimitReached {
    std::string name; ///< as in the limits of GET /api/v1/me/usage
    std::int64_t limit = 0;
    std::int64_t used = 0;
    std::optional<std::chrono::sys_time<std::chrono::milliseconds>> resetsAt;
    std::optional<std::chrono::seconds> window; ///< of a sliding one

    bool operator==(const LimitReached&) const = default;
};

/// Numbers that meant something before a backup was restored and mean nothing now: those between these two.
struct LostNumbers {
    std::int64_t after = 0;
    std::int64_t until = 0;

    bool operator==(const LostNumbers&) const = default;
};

/// `detail` is shown to clients as it is: no SQL, path, secret or stack may be in it.
struct Error {
    Code code = Code::Internal;
    std::string detail;
    std::vector<FieldError> fields;
    std::optional<std::chrono::seconds> retryAfter;
    std::optional<LimitReached> limit = {};
    std::optional<std::int64_t> seq = {}; ///< where the library stands, when one has to start anew
    std::vector<LostNumbers> lost = {};   ///< goes with seq
};

template <class T = void>
using Result = std::expected<T, Error>;

/// `return fail(Code::NotFound, "There is no such job.");`
[[nodiscard]] inline std::unexpected<Error> fail(Code code, std::string detail) {
    Error error;
    error.code = code;
    error.detail = std::move(detail);
    return std::unexpected(std::move(error));
}

/// A validation error about a single field.
[[nodiscard]] inline std::unexpected<Error> failField(std::string field, std::string code, std::string detail) {
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = detail;
    error.fields.push_back(FieldError{std::move(field), std::move(code), std::move(detail)});
    return std::unexpected(std::move(error));
}

} // namespace kinora
