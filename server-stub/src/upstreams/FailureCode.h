// Why a job ended without a video: the one table of codes that people and programs see.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kinora::upstreams {

enum class FailureCode : std::uint8_t {
    ModerationBlocked = 1,
    UpstreamRejected,
    UpstreamBusy,
    UpstreamFull, ///< "invite full" and its like: the account behind the key has no access or no seat
    UpstreamGone,
    NoAccess,
    TimedOut,
    ResultExpired,
    ResultInvalid,
    OutcomeUnknown,
    Interrupted, ///< accepted on a stream that cannot be resumed
    NotAccepted, ///< the upstream's own list does not have it
    StorageFull,
    Internal,
};

struct Failure {
    FailureCode code = FailureCode::Internal;
    /// The upstream's own words, for the log and the detail line; never a secret, at most 500 bytes.
    std::string detail;
};

/// snake_case, stable.
[[nodiscard]] std::string_view toText(FailureCode code) noexcept;
[[nodiscard]] std::optional<FailureCode> failureCodeOf(std::string_view text) noexcept;
/// Whether the same request, made again as a new job, may well succeed.
[[nodiscard]] bool isRetryable(FailureCode code) noexcept;

/// What an HTTP status and the words that came with it mean. machineCode: the upstream's own error.code, if any.
[[nodiscard]] FailureCode classifyRefusal(int httpStatus, std::string_view machineCode, std::string_view words);
/// What an error told in-band (status 200, or a failed task) means; nothing recognised: UpstreamRejected.
[[nodiscard]] FailureCode classifyWords(std::string_view machineCode, std::string_view words);

/// Whether one of the words is part of the text, byte for byte.
[[nodiscard]] bool containsAny(std::string_view text, std::span<const std::string_view> words);

/// Bytes of an upstream's own words that are kept with a failure.
inline constexpr std::size_t FailureDetailMaxBytes = 500;

/// Cut to at most `bytes` without splitting a UTF-8 sequence.
[[nodiscard]] std::string_view clipped(std::string_view text, std::size_t bytes) noexcept;
/// As clipped(), but what is kept is the end.
[[nodiscard]] std::string_view endOf(std::string_view text, std::size_t bytes) noexcept;

} // namespace kinora::upstreams
