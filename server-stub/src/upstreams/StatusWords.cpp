#include "upstreams/StatusWords.h"

#include <algorithm>
#include <array>
#include <string>

namespace kinora::upstreams {

namespace {

constexpr std::array<std::string_view, 9> QueuedWords{
    "", "queued", "pending", "submitted", "notstart", "notstarted", "preparing", "created", "starting"};
constexpr std::array<std::string_view, 6> DoneWords{
    "completed", "complete", "success", "succeeded", "finished", "done"};
constexpr std::array<std::string_view, 9> FailedWords{
    "failed", "failure", "fail", "error", "cancelled", "canceled", "expired", "deleted", "rejected"};

// "NOT_START", "not-started" and "notStarted" are one word.
std::string normalised(std::string_view word) {
    std::string result;
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z')
            result += static_cast<char>(c - 'A' + 'a');
        else if (c >= 'a' && c <= 'z')
            result += c;
    }
    return result;
}

} // namespace

Phase phaseOfStatusWord(std::string_view word) {
    const std::string plain = normalised(word);
    if (std::ranges::find(QueuedWords, plain) != QueuedWords.end() || plain == "unknown")
        return Phase::Queued;
    if (std::ranges::find(DoneWords, plain) != DoneWords.end())
        return Phase::Done;
    if (std::ranges::find(FailedWords, plain) != FailedWords.end())
        return Phase::Failed;
    return Phase::Running;
}

} // namespace kinora::upstreams
