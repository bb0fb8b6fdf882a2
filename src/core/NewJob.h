// What a person asks for: the body of POST /jobs, the unsent draft of it, and a submission whose answer is not yet
// known.
#pragma once

#include "core/Job.h"
#include "core/Orientation.h"
#include "core/Video.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

/// A picture to begin with, as it was chosen, and which part of it is wanted.
struct ReferencePicture {
    QString file;     ///< absolute, a JPEG on this computer; empty: none
    int zoom = 100;   ///< percent; 100: as much of it as fits the video's shape
    int centerX = 50; ///< of the part, in percent of the picture
    int centerY = 50;

    [[nodiscard]] bool isEmpty() const { return file.isEmpty(); }
    bool operator==(const ReferencePicture&) const = default;
};

struct NewJob {
    QString prompt = {}; ///< as typed; sent trimmed and NFC (core/PromptRules)
    Orientation orientation = Orientation::Portrait;
    QString model = {};              ///< empty: the relay's default
    std::optional<int> seconds = {}; ///< nothing: the model's default
    QString size = {};               ///< "720x1280"; empty: the model's default
    int count = 1;
    QString negativePrompt = {};     ///< as typed; empty: none
    std::optional<qint64> seed = {}; ///< nothing: another one each time
    QStringList cameos = {};         ///< ids of those whose handles stand in the prompt
    ReferencePicture reference = {}; ///< of the draft; the relay gets the upload that is made of it
    QString referenceId = {};        ///< that upload
    /// The video it is made from; then the words and the count are all that is asked for beside it.
    QString remixOf = {};

    bool operator==(const NewJob&) const = default;
};

/// What was asked for with that job, once.
[[nodiscard]] inline NewJob sameAgain(const Job& job) {
    return {.prompt = job.prompt,
        .orientation = job.orientation,
        .model = job.model,
        .seconds = job.seconds,
        .remixOf = job.remixOf};
}

/// What the video was asked for with, as far as it says; its cameos by the handles in its prompt.
[[nodiscard]] inline NewJob sameAgain(const Video& video) {
    NewJob job{.prompt = video.prompt, .orientation = video.orientation, .model = video.model};
    if (video.source == VideoSource::Job) // of what was imported, the relay does not know the parent
        job.remixOf = video.remixOf;
    if (const auto& settings = video.settings) {
        job.seconds = settings->seconds;
        job.size = settings->size;
        if (job.remixOf.isEmpty()) {
            job.negativePrompt = settings->negativePrompt;
            job.seed = settings->seed;
            if (video.source == VideoSource::Job) // another relay's uploads are not there
                job.referenceId = settings->referenceId;
        }
    }
    return job;
}

/// Another video made from this one, in its own format: what should be different is still to be said.
[[nodiscard]] inline NewJob remixOf(const Video& video) {
    NewJob job{.orientation = video.orientation, .model = video.model, .remixOf = video.id};
    if (const auto& settings = video.settings) {
        job.seconds = settings->seconds;
        job.size = settings->size;
    }
    return job;
}

/// The composer's content. Same members as a NewJob, except that nothing in it needs to be valid.
using Draft = NewJob;

/// A request to make videos that was (or is about to be) sent. It is stored before the first byte goes out and removed
/// when the relay has answered, so that asking again after a crash or a lost answer uses the same key and can never
/// make a second video.
struct PendingSubmission {
    QString idempotencyKey;
    NewJob job;
    /// Of one video, as the person was shown it; what is sent again under a key must not differ.
    std::optional<qint64> expectedPriceMicroUsd = {};
    QString retryOf;     ///< id of the failed job when this is a retry (then the relay takes the request from that job)
    QDateTime createdAt; ///< UTC

    bool operator==(const PendingSubmission&) const = default;
};

} // namespace kinora
