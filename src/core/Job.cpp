#include "core/Job.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

namespace {

template <class Value, std::size_t size>
using Words = std::array<std::pair<Value, QStringView>, size>;

constexpr Words<JobStatus, 5> statusWords{{
    {JobStatus::Pending, u"pending"},
    {JobStatus::Processing, u"processing"},
    {JobStatus::Completed, u"completed"},
    {JobStatus::Failed, u"failed"},
    {JobStatus::Canceled, u"canceled"},
}};

constexpr Words<JobStage, 8> stageWords{{
    {JobStage::Queued, u"queued"},
    {JobStage::Held, u"held"},
    {JobStage::Submitting, u"submitting"},
    {JobStage::Checking, u"checking"},
    {JobStage::Generating, u"generating"},
    {JobStage::Saving, u"saving"},
    {JobStage::Done, u"done"},
    {JobStage::Unknown, u"unknown"},
}};

constexpr Words<Charged, 4> chargedWords{{
    {Charged::No, u"no"},
    {Charged::Held, u"held"},
    {Charged::Yes, u"yes"},
    {Charged::Unknown, u"unknown"},
}};

constexpr Words<JobFailure, 14> failureWords{{
    {JobFailure::ModerationBlocked, u"moderation_blocked"},
    {JobFailure::UpstreamRejected, u"upstream_rejected"},
    {JobFailure::UpstreamBusy, u"upstream_busy"},
    {JobFailure::UpstreamFull, u"upstream_full"},
    {JobFailure::UpstreamGone, u"upstream_gone"},
    {JobFailure::NoAccess, u"no_access"},
    {JobFailure::TimedOut, u"timed_out"},
    {JobFailure::ResultExpired, u"result_expired"},
    {JobFailure::ResultInvalid, u"result_invalid"},
    {JobFailure::OutcomeUnknown, u"outcome_unknown"},
    {JobFailure::Interrupted, u"interrupted"},
    {JobFailure::NotAccepted, u"not_accepted"},
    {JobFailure::StorageFull, u"storage_full"},
    {JobFailure::Internal, u"internal"},
}};

template <class Table>
QString wordOf(const Table& table, auto value) {
    const auto row = std::ranges::find(table, value, &Table::value_type::first);
    return row == table.end() ? QString() : row->second.toString();
}

template <class Table>
auto valueOf(const Table& table, QStringView word) -> std::optional<typename Table::value_type::first_type> {
    const auto row = std::ranges::find(table, word, &Table::value_type::second);
    if (row == table.end())
        return std::nullopt;
    return row->first;
}

} // namespace

bool isTerminal(JobStatus status) {
    return status == JobStatus::Completed || status == JobStatus::Failed || status == JobStatus::Canceled;
}

bool isNewer(const Job& next, const Job& known) {
    if (isTerminal(known.status))
        return next.status == known.status;
    if (isTerminal(next.status))
        return true;
    if (next.attempts != known.attempts)
        return next.attempts > known.attempts;
    if (known.cancelRequested && !next.cancelRequested)
        return false;
    return !known.progress || !next.progress || *next.progress >= *known.progress;
}

QString toWire(JobStatus status) {
    return wordOf(statusWords, status);
}

std::optional<JobStatus> jobStatusFromWire(QStringView wire) {
    return valueOf(statusWords, wire);
}

QString toWire(JobStage stage) {
    return wordOf(stageWords, stage);
}

JobStage jobStageFromWire(QStringView wire) {
    return valueOf(stageWords, wire).value_or(JobStage::Unknown);
}

QString toWire(Charged charged) {
    return wordOf(chargedWords, charged);
}

Charged chargedFromWire(QStringView wire) {
    return valueOf(chargedWords, wire).value_or(Charged::Unknown);
}

JobFailure jobFailureFromWire(QStringView wire) {
    return valueOf(failureWords, wire).value_or(JobFailure::Unknown);
}

} // namespace kinora
