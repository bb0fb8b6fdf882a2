#include "upstreams/FailureCode.h"

#include <algorithm>
#include <array>
#include <span>

namespace kinora::upstreams {

namespace {

struct Row {
    FailureCode code;
    std::string_view text;
    bool retryable;
};

constexpr std::array Rows{
    Row{FailureCode::ModerationBlocked, "moderation_blocked", false},
    Row{FailureCode::UpstreamRejected, "upstream_rejected", false},
    Row{FailureCode::UpstreamBusy, "upstream_busy", true},
    Row{FailureCode::UpstreamFull, "upstream_full", false},
    Row{FailureCode::UpstreamGone, "upstream_gone", false},
    Row{FailureCode::NoAccess, "no_access", false},
    Row{FailureCode::TimedOut, "timed_out", true},
    Row{FailureCode::ResultExpired, "result_expired", true},
    Row{FailureCode::ResultInvalid, "result_invalid", true},
    Row{FailureCode::OutcomeUnknown, "outcome_unknown", true},
    Row{FailureCode::Interrupted, "interrupted", true},
    Row{FailureCode::NotAccepted, "not_accepted", true},
    Row{FailureCode::StorageFull, "storage_full", true},
    Row{FailureCode::Internal, "internal", true},
};

// Order matters: a pool's "no available tokens … quota exhausted …" names every reason it can think of, and means
// "later".
constexpr std::array<std::string_view, 12> BusyFirst{"heavy load", "heavy_load", "no available token",
    "no available pro token", "concurrency", "rate limit", "rate_limit", "too many requests", "overloaded", "繁忙",
    "负载", "稍后"};
constexpr std::array<std::string_view, 13> FullWords{"邀请已满", "邀请", "名额", "invite", "invitation",
    "insufficient_quota", "quota exhausted", "exceeded your current quota", "billing_hard_limit", "额度", "余额",
    "配额", "seats are taken"};
constexpr std::array<std::string_view, 15> ModerationWords{"moderation", "content_policy", "content policy",
    "usage policies", "violate", "policy", "guardrail", "sentinel_block", "safety", "third-party similarity", "违规",
    "敏感", "审核", "违反", "不当内容"};
constexpr std::array<std::string_view, 5> AccessWords{
    "invalid api key", "invalid_api_key", "token_invalidated", "unauthorized", "permission"};
constexpr std::array<std::string_view, 4> TimeWords{"timed out", "timeout", "超时", "time limit"};
constexpr std::array<std::string_view, 4> BusyLast{"busy", "try again later", "unavailable", "capacity"};

std::string lowered(std::string_view a, std::string_view b) {
    std::string both(a);
    both += '\n';
    both += b;
    // ASCII only: the other scripts among the words have no case.
    std::ranges::transform(
        both, both.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return both;
}

std::optional<FailureCode> recognise(std::string_view machineCode, std::string_view words) {
    const std::string text = lowered(machineCode, words);
    if (containsAny(text, BusyFirst))
        return FailureCode::UpstreamBusy;
    if (containsAny(text, FullWords))
        return FailureCode::UpstreamFull;
    if (containsAny(text, ModerationWords))
        return FailureCode::ModerationBlocked;
    if (containsAny(text, AccessWords))
        return FailureCode::NoAccess;
    if (containsAny(text, TimeWords))
        return FailureCode::TimedOut;
    if (containsAny(text, BusyLast))
        return FailureCode::UpstreamBusy;
    return std::nullopt;
}

} // namespace

std::string_view toText(FailureCode code) noexcept {
    const auto* row = std::ranges::find(Rows, code, &Row::code);
    return row == Rows.end() ? "internal" : row->text;
}

std::optional<FailureCode> failureCodeOf(std::string_view text) noexcept {
    const auto* row = std::ranges::find(Rows, text, &Row::text);
    return row == Rows.end() ? std::nullopt : std::optional(row->code);
}

bool isRetryable(FailureCode code) noexcept {
    const auto* row = std::ranges::find(Rows, code, &Row::code);
    return row != Rows.end() && row->retryable;
}

FailureCode classifyRefusal(int httpStatus, std::string_view machineCode, std::string_view words) {
    const auto told = recognise(machineCode, words);
    switch (httpStatus) {
    case 401:
    case 403:
        return told == FailureCode::UpstreamFull || told == FailureCode::ModerationBlocked ? *told
                                                                                           : FailureCode::NoAccess;
    case 402:
        return FailureCode::UpstreamFull;
    case 404:
    case 410:
        return FailureCode::UpstreamGone;
    case 429:
    case 503:
        // "Quota exhausted" comes with 429 as well, and no waiting helps against it.
        return told == FailureCode::UpstreamFull ? FailureCode::UpstreamFull : FailureCode::UpstreamBusy;
    default:
        return told.value_or(FailureCode::UpstreamRejected);
    }
}

FailureCode classifyWords(std::string_view machineCode, std::string_view words) {
    return recognise(machineCode, words).value_or(FailureCode::UpstreamRejected);
}

bool containsAny(std::string_view text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [text](std::string_view word) { return text.contains(word); });
}

std::string_view clipped(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

std::string_view endOf(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes)
        return text;
    text.remove_prefix(text.size() - bytes);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U)
        text.remove_prefix(1);
    return text;
}

} // namespace kinora::upstreams
