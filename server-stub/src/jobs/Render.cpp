#include "jobs/Render.h"

#include "base/Json.h"
#include "base/Time.h"
#include "upstreams/FailureCode.h"

#include <algorithm>

namespace kinora::jobs {

namespace {

json::value timeOrNull(const std::optional<TimePoint>& time) {
    return time ? json::value(toRfc3339(*time)) : json::value(nullptr);
}

json::value errorOf(const store::Job& job) {
    if (!job.error)
        return nullptr;
    const auto code = upstreams::failureCodeOf(job.error->code);
    json::object error;
    error["code"] = job.error->code;
    error["detail"] = job.error->detail;
    error["retryable"] = code && upstreams::isRetryable(*code);
    return error;
}

/// Its user's places become free one after the other, all of them within the time one job takes. Without one nobody
/// knows when the others make room.
std::optional<std::int64_t> waitingSeconds(
    std::optional<std::chrono::milliseconds> typicalTime, int position, int ownUnderWay) {
    if (!typicalTime || position == 0 || ownUnderWay == 0)
        return std::nullopt;
    const auto untilItsTurn = *typicalTime * position / ownUnderWay;
    return std::chrono::ceil<std::chrono::seconds>(untilItsTurn + *typicalTime).count();
}

json::value secondsOf(std::chrono::milliseconds duration) {
    if (duration.count() % 1000 == 0)
        return duration.count() / 1000;
    return static_cast<double>(duration.count()) / 1000.0;
}

} // namespace

std::optional<std::int64_t> etaSeconds(const store::Job& job, TimePoint now) {
    constexpr int enough = 5;
    if (job.stage == store::JobStage::Queued)
        return waitingSeconds(job.typicalTime, job.position.value_or(0), job.ownUnderWay);
    const bool generating = job.stage == store::JobStage::Generating;
    if ((!generating && job.stage != store::JobStage::Submitting) || (generating && !job.generatingAt))
        return std::nullopt;
    const auto spent =
        generating ? std::max(now - *job.generatingAt, std::chrono::milliseconds(0)) : std::chrono::milliseconds(0);
    std::chrono::milliseconds left{0};
    if (generating && job.progress && *job.progress >= enough)
        left = spent * (100 - *job.progress) / *job.progress;
    else if (job.typicalTime && *job.typicalTime > spent)
        left = *job.typicalTime - spent;
    else
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(left).count();
}

json::object toJson(const store::Job& job, TimePoint now) {
    json::object result;
    result["id"] = job.id;
    result["batchId"] = jsonOrNull(job.batchId);
    result["retryOf"] = jsonOrNull(job.retryOf);
    result["status"] = store::toText(job.status);
    result["stage"] = store::toText(job.stage);
    result["progress"] = jsonOrNull(job.progress);
    result["message"] = jsonOrNull(job.message);
    result["position"] = jsonOrNull(job.position);
    result["etaSeconds"] = jsonOrNull(etaSeconds(job, now));
    result["prompt"] = job.prompt;
    result["orientation"] = job.orientation;
    result["model"] = job.model;
    result["upstream"] = job.upstream;
    result["seconds"] = jsonOrNull(job.seconds);
    result["size"] = jsonOrNull(job.size);
    // Only where they were asked for: most jobs have none of them.
    if (job.inputs.negativePrompt)
        result["negativePrompt"] = *job.inputs.negativePrompt;
    if (job.inputs.seed)
        result["seed"] = *job.inputs.seed;
    if (job.inputs.referenceId)
        result["referenceId"] = *job.inputs.referenceId;
    if (!job.inputs.cameos.empty())
        result["cameos"] = json::value_from(job.inputs.cameos);
    if (job.inputs.remixOf)
        result["remixOf"] = *job.inputs.remixOf;
    result["priceMicroUsd"] = jsonOrNull(job.priceMicroUsd);
    result["charged"] = store::toText(job.charged);
    result["attempts"] = job.attempts;
    result["error"] = errorOf(job);
    result["videoId"] = jsonOrNull(job.videoId);
    result["cancelRequested"] = job.cancelRequested;
    result["demo"] = job.demo;
    result["createdAt"] = toRfc3339(job.createdAt);
    result["startedAt"] = timeOrNull(job.startedAt);
    result["finishedAt"] = timeOrNull(job.finishedAt);
    return result;
}

json::object toJson(const store::Queue& queue) {
    json::array waiting;
    for (const store::WaitingJob& job : queue.waiting) {
        json::object entry;
        entry["id"] = job.id;
        entry["stage"] = store::toText(job.stage);
        entry["position"] = job.position;
        const bool held = job.stage == store::JobStage::Held;
        entry["etaSeconds"] =
            jsonOrNull(held ? std::nullopt : waitingSeconds(job.typicalTime, job.position, job.ownUnderWay));
        waiting.push_back(std::move(entry));
    }
    json::object result;
    result["paused"] = queue.pausedAt.has_value();
    result["pausedAt"] = timeOrNull(queue.pausedAt);
    result["waiting"] = std::move(waiting);
    return result;
}

json::object toJson(const store::Video& video) {
    json::object result;
    result["id"] = video.id;
    result["seq"] = video.seq;
    result["jobId"] = jsonOrNull(video.jobId);
    result["title"] = jsonOrNull(video.title);
    result["prompt"] = video.prompt;
    result["orientation"] = video.orientation;
    result["width"] = video.width;
    result["height"] = video.height;
    result["seconds"] = secondsOf(video.duration);
    result["model"] = video.model;
    result["upstream"] = video.upstream;
    result["demo"] = video.demo;
    result["bytes"] = video.bytes;
    result["sha256"] = video.sha256;
    result["contentType"] = video.contentType;
    result["favorite"] = video.favorite;
    result["rating"] = video.rating;
    result["tags"] = json::value_from(video.tags);
    result["state"] = video.state;
    result["remixOf"] = jsonOrNull(video.remixOf);
    result["batchId"] = jsonOrNull(video.batchId);
    result["settings"] = video.settings ? json::value(*video.settings) : json::value(nullptr);
    result["source"] = video.source;
    result["chargedMicroUsd"] = jsonOrNull(video.chargedMicroUsd);
    result["createdAt"] = toRfc3339(video.createdAt);
    result["updatedAt"] = toRfc3339(video.updatedAt);
    return result;
}

} // namespace kinora::jobs
