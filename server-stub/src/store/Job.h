// A job, an attempt and their words, as the database holds them.
#pragma once

#include "base/Clock.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::store {

/// Which may follow which is said in the schema (check_job_transition), drawn in server-stub/README.md.
enum class JobStatus : std::uint8_t { Pending = 1, Processing, Completed, Failed, Canceled };
enum class JobStage : std::uint8_t { Queued = 1, Held, Submitting, Checking, Generating, Saving, Done };
enum class Charged : std::uint8_t { No = 1, Held, Yes, Unknown };

[[nodiscard]] std::string_view toText(JobStatus status) noexcept;
[[nodiscard]] std::string_view toText(JobStage stage) noexcept;
[[nodiscard]] std::string_view toText(Charged charged) noexcept;
[[nodiscard]] std::optional<JobStatus> jobStatusOf(std::string_view text) noexcept;
[[nodiscard]] std::optional<JobStage> jobStageOf(std::string_view text) noexcept;
[[nodiscard]] std::optional<Charged> chargedOf(std::string_view text) noexcept;
[[nodiscard]] constexpr bool isTerminal(JobStatus status) noexcept {
    return status == JobStatus::Completed || status == JobStatus::Failed || status == JobStatus::Canceled;
}
/// What a job is given beside words, length and size. Fixed when it is stored.
struct JobInputs {
    std::optional<std::string> upstreamPrompt; ///< what is sent where it is not the user's own words
    std::optional<std::string> negativePrompt;
    std::optional<std::int64_t> seed;
    std::optional<std::string> referenceId;     ///< the user's upload, if it was one and is still there
    std::optional<std::string> referenceSha256; ///< hex; of a blob
    std::vector<std::string> cameos;            ///< ids as asked for; they may be gone
    std::vector<std::string> characters;        ///< of them, those that go by an id of the upstream's

    std::optional<std::string> remixOf; ///< a video, which may be gone
    std::string remixTarget;            ///< with remixOf: what the upstream calls it
    std::string onlyAccount;            ///< with remixOf: the account that made it, which nobody else can ask

    [[nodiscard]] bool any() const {
        return upstreamPrompt || negativePrompt || seed || referenceSha256 || !cameos.empty() || remixOf;
    }
};

struct JobError {
    std::string code;
    std::string detail;
};

struct Job {
    std::string id;
    std::string userId;
    std::optional<std::string> batchId;
    std::optional<std::string> retryOf;
    JobStatus status = JobStatus::Pending;
    JobStage stage = JobStage::Queued;
    std::optional<int> progress;
    std::optional<std::string> message;
    std::optional<int> position; ///< among the user's own waiting jobs, from 1
    std::string prompt;
    std::string orientation;
    std::string model;
    std::string upstream;
    std::optional<int> seconds;
    std::optional<std::string> size;
    JobInputs inputs;
    std::optional<std::int64_t> priceMicroUsd;
    Charged charged = Charged::No;
    int attempts = 0; ///< creates tried
    std::optional<JobError> error;
    bool cancelRequested = false;
    bool demo = false;
    std::optional<std::string> videoId;
    TimePoint createdAt;
    std::optional<TimePoint> startedAt;
    std::optional<TimePoint> generatingAt;
    std::optional<TimePoint> finishedAt;
    /// From the upstream's yes to the end, as the last jobs like this took; nothing if there were none.
    std::optional<std::chrono::milliseconds> typicalTime;
    /// While it waits: how many of its user's are at that upstream. Theirs are the places it will have its turn in.
    int ownUnderWay = 0;
};

/// One create sent to one upstream with one of its keys.
struct Attempt {
    std::string id;
    int number = 0;
    std::string upstream;
    std::string account; ///< the upstream's address and key, as a fingerprint
    bool accepted = false;
    std::optional<std::string> upstreamId;
    boost::json::object state;
    TimePoint sentAt;
    std::optional<std::string> intentFingerprint; ///< raw SHA-256; only where the upstream has a list
    /// Computed by the database's clock when it was read, since that clock set the deadline.
    std::chrono::milliseconds untilDeadline{0};
    std::chrono::milliseconds deadline{0}; ///< from sent to deadline
    std::chrono::milliseconds sinceAccepted{0};
};

struct NewJob {
    std::string id;
    std::string userId;
    std::string submissionId;
    int take = 1;
    std::optional<std::string> batchId;
    std::optional<std::string> retryOf;
    std::string prompt;
    std::string orientation;
    std::string model;
    std::string upstream;
    std::optional<int> seconds;
    std::optional<std::string> size;
    JobInputs inputs;
    std::optional<std::int64_t> priceMicroUsd;
    bool demo = false;
    std::optional<std::string> countedIn; ///< the month in which its budget was reserved (store/Usage.h)
};

} // namespace kinora::store
