// The one table of error codes: what a program branches on, the HTTP status it travels with, and its title.
#pragma once

#include <optional>
#include <string_view>

namespace kinora {

/// Starts at 1, so that a zero never passes for an error that is there.
enum class Code {
    BadRequest = 1,
    ValidationFailed,
    IdempotencyKeyRequired,
    InvalidCredentials,
    Unauthorized,
    Forbidden,
    AccountPending,
    BudgetExhausted,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    Conflict,
    RequestInProgress,
    ResyncRequired,
    PayloadTooLarge,
    UnsupportedMediaType,
    RangeNotSatisfiable,
    IdempotencyKeyReused,
    InvalidVideo,
    RateLimited,
    QueueFull,
    HeadersTooLarge,
    Internal,
    StorageFull,
    Unavailable,
};

/// The stable snake_case word, for example "validation_failed".
[[nodiscard]] std::string_view codeName(Code code);
/// The HTTP status a problem with this code is answered with.
[[nodiscard]] int codeStatus(Code code);
/// A short English title, the same for every problem of the code (RFC 9457 "title").
[[nodiscard]] std::string_view codeTitle(Code code);
/// The code of a snake_case word, if it is one of ours.
[[nodiscard]] std::optional<Code> codeFromName(std::string_view name);

} // namespace kinora
