// One video being made, as the relay tells it.
#pragma once

#include "core/Orientation.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace kinora {

enum class JobStatus { Pending, Processing, Completed, Failed, Canceled };

/// Where within its status a job is. Done belongs to the three terminal ones.
enum class JobStage {
    Queued,
    Held,       ///< the user paused the queue, or the upstream asked the relay to wait
    Submitting, ///< the request may be on the wire
    Checking,   ///< the reply was lost; the relay finds out whether the upstream accepted
    Generating,
    Saving,
    Done,
    Unknown, ///< a word that this version does not know: show as "working"
};

/// What the upstream charged for this job, as far as the relay knows.
enum class Charged { No, Held, Yes, Unknown };

/// Why a job failed.
enum class JobFailure {
    ModerationBlocked = 1,
    UpstreamRejected,
    UpstreamBusy,
    UpstreamFull, ///< "invite full" and its like
    UpstreamGone,
    NoAccess, ///< the upstream refuses the relay's key
    TimedOut,
    ResultExpired,
    ResultInvalid,
    OutcomeUnknown,
    Interrupted, ///< accepted on a stream that could not be resumed
    NotAccepted, ///< the upstream does not have it: not charged
    StorageFull, ///< on the relay
    Internal,
    Unknown, ///< a word that this version does not know
};

struct JobError {
    JobFailure failure = JobFailure::Unknown;
    QString code;   ///< the relay's word, also when `failure` is Unknown
    QString detail; ///< English, from the relay or the upstream; for logs and "details", not the sentence shown
    bool retryable = false;

    bool operator==(const JobError&) const = default;
};

struct Job {
    QString id;
    QString batchId; ///< empty when the job was made alone
    QString retryOf; ///< the job this one tries again; empty for most
    JobStatus status = JobStatus::Pending;
    JobStage stage = JobStage::Queued;
    std::optional<int>
        progress;    ///< percent, 0 to 100; nothing when the upstream does not say: show a busy bar, invent no number
    QString message; ///< the upstream's own words on progress; may be empty
    std::optional<int> position; ///< place in the queue, from 1
    std::optional<int> etaSeconds;
    QString prompt;
    Orientation orientation = Orientation::Portrait;
    QString model;
    QString upstream;
    std::optional<int> seconds; ///< length of the clip asked for
    QString size;               ///< "720x1280"; empty when the model does not say
    QString negativePrompt;
    std::optional<qint64> seed; ///< nothing: the upstream's choice
    QStringList cameos;         ///< ids; some may be gone
    QString referenceId;        ///< the upload it began with
    QString remixOf = {};       ///< a video, which may be gone; empty for most
    std::optional<qint64> priceMicroUsd;
    Charged charged = Charged::No;
    int attempts = 0;              ///< creates tried
    std::optional<JobError> error; ///< set when status is Failed
    QString videoId;               ///< set when status is Completed (or a late result arrived)
    bool cancelRequested = false;  ///< it may still finish and be charged
    bool demo = false;             ///< made by the stand-in, not by a real upstream
    QDateTime createdAt;           ///< all times UTC, milliseconds
    QDateTime startedAt;           ///< invalid until it started
    QDateTime finishedAt;          ///< invalid until it finished

    bool operator==(const Job&) const = default;
};

/// True for Completed, Failed and Canceled: nothing leaves these.
[[nodiscard]] bool isTerminal(JobStatus status);

/// True when `next` tells at least as much as `known` about the same job. Answers and events may overtake each other: a
/// terminal status is never replaced by another status, and within one attempt the percent does not fall.
[[nodiscard]] bool isNewer(const Job& next, const Job& known);

[[nodiscard]] QString toWire(JobStatus status);
[[nodiscard]] std::optional<JobStatus> jobStatusFromWire(QStringView wire);
[[nodiscard]] QString toWire(JobStage stage);
[[nodiscard]] JobStage jobStageFromWire(QStringView wire);
[[nodiscard]] QString toWire(Charged charged);
[[nodiscard]] Charged chargedFromWire(QStringView wire);
[[nodiscard]] JobFailure jobFailureFromWire(QStringView wire);

} // namespace kinora
