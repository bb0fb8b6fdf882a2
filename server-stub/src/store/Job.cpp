#include "store/Job.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kinora::store {

namespace {

template <class Word>
using Words = std::pair<Word, std::string_view>;

constexpr std::array StatusTexts{Words<JobStatus>{JobStatus::Pending, "pending"},
    Words<JobStatus>{JobStatus::Processing, "processing"}, Words<JobStatus>{JobStatus::Completed, "completed"},
    Words<JobStatus>{JobStatus::Failed, "failed"}, Words<JobStatus>{JobStatus::Canceled, "canceled"}};
constexpr std::array StageTexts{Words<JobStage>{JobStage::Queued, "queued"}, Words<JobStage>{JobStage::Held, "held"},
    Words<JobStage>{JobStage::Submitting, "submitting"}, Words<JobStage>{JobStage::Checking, "checking"},
    Words<JobStage>{JobStage::Generating, "generating"}, Words<JobStage>{JobStage::Saving, "saving"},
    Words<JobStage>{JobStage::Done, "done"}};
constexpr std::array ChargedTexts{Words<Charged>{Charged::No, "no"}, Words<Charged>{Charged::Held, "held"},
    Words<Charged>{Charged::Yes, "yes"}, Words<Charged>{Charged::Unknown, "unknown"}};

template <class Table, class Word>
std::string_view textIn(const Table& table, Word word) noexcept {
    const auto found = std::ranges::find(table, word, [](const auto& row) { return row.first; });
    return found == table.end() ? std::string_view() : found->second;
}

template <class Word, class Table>
std::optional<Word> wordIn(const Table& table, std::string_view text) noexcept {
    const auto found = std::ranges::find(table, text, [](const auto& row) { return row.second; });
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

std::string_view toText(JobStatus status) noexcept {
    return textIn(StatusTexts, status);
}
std::string_view toText(JobStage stage) noexcept {
    return textIn(StageTexts, stage);
}
std::string_view toText(Charged charged) noexcept {
    return textIn(ChargedTexts, charged);
}
std::optional<JobStatus> jobStatusOf(std::string_view text) noexcept {
    return wordIn<JobStatus>(StatusTexts, text);
}
std::optional<JobStage> jobStageOf(std::string_view text) noexcept {
    return wordIn<JobStage>(StageTexts, text);
}
std::optional<Charged> chargedOf(std::string_view text) noexcept {
    return wordIn<Charged>(ChargedTexts, text);
}

} // namespace kinora::store
