#include "upstreams/ChatTask.h"

#include "base/Json.h"
#include "base/Unicode.h"
#include "upstreams/ChatProse.h"
#include "upstreams/VideosReply.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace kinora::upstreams {

namespace json = boost::json;

namespace {

constexpr int MaxDepth = 8;
// The names under which results are found, best first; any other address inside counts only if it is a video file.
constexpr std::array<std::string_view, 5> ResultNames{"video_url", "videoUrl", "url", "downloadable_url", "media_url"};

bool isAddress(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

std::string addressIn(const json::value& value, int depth = 0) {
    if (depth > MaxDepth)
        return {};
    if (const auto* text = value.if_string())
        return isAddress(*text) && isVideoAddress(*text) ? std::string(*text) : std::string();
    if (const auto* list = value.if_array()) {
        for (const auto& entry : *list)
            if (std::string found = addressIn(entry, depth + 1); !found.empty())
                return found;
    }
    if (const auto* object = value.if_object()) {
        for (const std::string_view name : ResultNames)
            if (const auto* member = object->if_contains(name))
                if (std::string found = addressIn(*member, depth + 1); !found.empty())
                    return found;
        for (const auto& member : *object)
            if (std::string found = addressIn(member.value(), depth + 1); !found.empty())
                return found;
    }
    return {};
}

// "video_generation_completed" and its like hold the word somewhere.
Phase phaseOf(std::string_view word) {
    const Phase exact = phaseOfStatusWord(word);
    if (exact != Phase::Running)
        return exact;
    if (word.contains("complete") || word.contains("success") || word.contains("succeed"))
        return Phase::Done;
    return word.contains("fail") || word.contains("error") ? Phase::Failed : Phase::Running;
}

std::string reasonIn(const json::object& object) {
    for (const std::string_view name : {"error", "error_message", "fail_reason", "failure_reason", "message"}) {
        const auto* value = object.if_contains(name);
        if (value == nullptr)
            continue;
        if (const auto* inner = value->if_object())
            if (std::string message(stringMember(*inner, "message")); !message.empty())
                return message;
        if (std::string message(stringMember(object, name)); !message.empty())
            return message;
    }
    return {};
}

void readObject(const json::object& object, Observation& observation) {
    std::string_view status = stringMember(object, "status");
    if (status.empty())
        status = stringMember(object, "state");
    const Phase phase = status.empty() ? Phase::Running : phaseOf(status);
    observation.phase = phase == Phase::Done ? Phase::Running : phase;
    if (const auto* progress = object.if_contains("progress"))
        observation.progress = readPercent(*progress);
    // What else it holds may be a preview or an earlier clip: only a task that does not fail is asked for its result.
    const std::string url = phase == Phase::Failed ? std::string() : addressIn(object);
    const auto* running = object.if_contains("running");
    const bool busy = phase != Phase::Done && running != nullptr && running->is_bool() && running->get_bool();
    if (!url.empty() && !busy) {
        observation.phase = Phase::Done;
        observation.state["resultUrl"] = url;
    } else if (phase == Phase::Failed) {
        const std::string reason = reasonIn(object);
        observation.failure = Failure{classifyWords({}, reason), std::string(clipped(reason, FailureDetailMaxBytes))};
    }
    observation.reply = object;
}

bool readProse(std::string_view page, Observation& observation) {
    const std::string text = repaired(page);
    ChatProse prose;
    prose.feed(text);
    prose.finish(true);
    const auto link = findVideoLink(text);
    observation.phase = prose.progress() ? Phase::Running : Phase::Queued;
    observation.progress = prose.progress();
    if (link && link->certain) {
        observation.phase = Phase::Done;
        observation.state["resultUrl"] = link->url;
    } else if (!prose.failure().empty()) {
        observation.phase = Phase::Failed;
        observation.failure = Failure{classifyWords({}, prose.failure()), prose.failure()};
    }
    return prose.hasBegun() || observation.phase == Phase::Done || observation.phase == Phase::Failed;
}

} // namespace

std::optional<Observation> readTaskPage(std::string_view body) {
    Observation observation;
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (!error && value.is_object())
        readObject(value.get_object(), observation);
    else if (!error || !readProse(body, observation))
        return std::nullopt;
    if (observation.phase == Phase::Done)
        observation.progress = 100;
    else if (observation.progress)
        observation.progress = std::min(*observation.progress, 99);
    return observation;
}

} // namespace kinora::upstreams
