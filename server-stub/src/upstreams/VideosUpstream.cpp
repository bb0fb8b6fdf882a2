#include "upstreams/VideosUpstream.h"

#include "base/Json.h"
#include "upstreams/Exchange.h"
#include "upstreams/VideosReply.h"

#include <boost/json.hpp>
#include <boost/url.hpp>

#include <algorithm>

namespace kinora::upstreams {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t PageSize = 100;
constexpr int MaxPages = 200;
constexpr std::chrono::milliseconds CreateLimit{300'000};
// The two clocks may differ by this much; an older task is somebody else's.
constexpr std::chrono::seconds ClockSlack{120};

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

bool agrees(std::string_view theirs, std::string_view ours) {
    return theirs.empty() || ours.empty() || theirs == ours;
}

/// `wanted`: the request as it was sent; `remixTarget`: what it is a remix of, empty if of nothing.
std::optional<Candidate> candidateOf(VideoReply video, const json::object& wanted, std::string_view remixTarget) {
    const std::string prompt(stringMember(wanted, "prompt"));
    // Whoever leaves out what a remix was made of may still have made this one.
    if (!video.remixedFrom.empty() && video.remixedFrom != remixTarget)
        return std::nullopt;
    if (!agrees(video.prompt, prompt) || !agrees(video.model, stringMember(wanted, "model")) ||
        !agrees(video.size, stringMember(wanted, "size")) || !agrees(video.seconds, stringMember(wanted, "seconds")))
        return std::nullopt;
    Candidate candidate;
    candidate.upstreamId = video.id;
    if (video.createdAt)
        candidate.createdAt = TimePoint(std::chrono::seconds(*video.createdAt));
    candidate.certain = video.prompt == prompt && video.remixedFrom == remixTarget;
    candidate.state = video.observation.state;
    candidate.observation = std::move(video.observation);
    return candidate;
}

/// A remix is asked for at the video itself, and has its size and length.
fetch::Request remixRequest(const Definition& definition, const json::object& wanted, std::string_view target) {
    return jsonPost(definition, definition.url + "/" + encoded(target) + "/remix", wanted);
}

/// That there is no such address says nothing of the upstream: it has let go of the video, or never makes remixes.
Submitted refusedRemix(const fetch::Response& response) {
    Submitted result = refusedCreate(response);
    if (response.status == 404 || response.status == 405 || response.status == 410)
        result.failure = {FailureCode::UpstreamRejected,
            "the upstream no longer has the video that this is a remix of, or makes no remixes"};
    return result;
}

/// With a picture as a form, which every server of this shape reads; some read JSON with one wrongly or not at all.
/// Characters have no place in a form.
fetch::Request createRequest(
    const Definition& definition, const json::object& wanted, const std::optional<Reference>& reference) {
    if (!reference)
        return jsonPost(definition, wanted);
    if (wanted.contains("characters")) {
        json::object body = wanted;
        body["input_reference"] = json::object{{"image_url", dataUrl(*reference)}};
        return jsonPost(definition, body);
    }
    std::vector<fetch::Part> parts;
    for (const auto& [name, value] : wanted) {
        fetch::Part part;
        part.name = name;
        part.data = value.is_string() ? std::string(value.get_string()) : json::serialize(value);
        parts.push_back(std::move(part));
    }
    fetch::Part picture;
    picture.name = "input_reference";
    picture.fileName = "reference.jpg";
    picture.contentType = "image/jpeg";
    picture.data = *reference->jpeg;
    parts.push_back(std::move(picture));
    fetch::Request request = authorizedRequest(definition, "POST", definition.url);
    request.body = std::move(parts);
    return request;
}

} // namespace

VideosUpstream::VideosUpstream(Definition definition, fetch::Client& client)
    : m_definition(std::move(definition))
    , m_client(client) {
}

json::object VideosUpstream::prepare(const Intent& intent) const {
    json::object request;
    json::object state;
    if (intent.remixTarget) {
        request["prompt"] = intent.prompt;
        state["request"] = std::move(request);
        state["remixTarget"] = *intent.remixTarget;
        return state;
    }
    const auto wire = intent.model.wireNames.find(intent.orientation);
    request["model"] = wire != intent.model.wireNames.end() ? wire->second : intent.model.id;
    request["prompt"] = intent.prompt;
    if (intent.size)
        request["size"] = *intent.size;
    // Text, not a number: the original answers 400 "Invalid type for 'seconds'" otherwise.
    if (intent.seconds)
        request["seconds"] = std::to_string(*intent.seconds);
    if (intent.negativePrompt)
        request["negative_prompt"] = *intent.negativePrompt;
    if (intent.seed)
        request["seed"] = *intent.seed;
    if (!intent.characters.empty()) {
        json::array characters;
        for (const std::string& id : intent.characters)
            characters.push_back(json::object{{"id", id}});
        request["characters"] = std::move(characters);
    }
    state["request"] = std::move(request);
    // The picture itself is not kept with the attempt.
    if (intent.reference)
        state["reference"] = intent.reference->sha256;
    return state;
}

Task<Submitted> VideosUpstream::submit(Intent intent, json::object prepared, SubmitSink& sink) {
    (void)sink; // the answer comes at once; what happens afterwards is asked for
    const json::object& wanted = prepared.at("request").as_object();
    const std::string target(stringMember(prepared, "remixTarget"));
    fetch::Request request = target.empty() ? createRequest(m_definition, wanted, intent.reference)
                                            : remixRequest(m_definition, wanted, target);
    // A service may look at the prompt for a while before it answers; hanging up on it would leave the outcome open.
    request.limits.stall = std::chrono::milliseconds{0};
    // But not for so long that the work itself could not be done in time any more.
    request.limits.total = std::min(CreateLimit, std::chrono::milliseconds(intent.model.deadline) / 2);
    auto answer = co_await m_client.send(std::move(request));
    if (!answer)
        co_return brokenCreate(answer.error());
    if (!answer->success())
        co_return target.empty() ? refusedCreate(*answer) : refusedRemix(*answer);
    auto video = readVideo(answer->body);
    Submitted result;
    if (!video) {
        // A create that was answered with success and nonsense may well be charged.
        result.detail = "the answer to a create names no task";
        co_return result;
    }
    result.answer = Submitted::Answer::Accepted;
    result.state = video->observation.state;
    result.observation = std::move(video->observation);
    co_return result;
}

Task<std::expected<Observation, Trouble>> VideosUpstream::observe(json::object state) {
    fetch::Request request = authorizedRequest(m_definition, "GET", taskUrl(state));
    request.limits.total = 30s;
    auto answer = co_await m_client.send(std::move(request));
    if (!answer)
        co_return std::unexpected(troubleOf(answer.error()));
    if (!answer->success())
        co_return std::unexpected(troubleOf(*answer));
    auto video = readVideo(answer->body);
    if (!video) {
        Trouble trouble;
        trouble.detail = "the answer is no video object";
        co_return std::unexpected(std::move(trouble));
    }
    co_return std::move(video->observation);
}

Task<Reconciled> VideosUpstream::reconcile(Intent intent, json::object prepared, TimePoint sentAt) {
    (void)intent;
    Reconciled result;
    const json::object& wanted = prepared.at("request").as_object();
    const std::string target(stringMember(prepared, "remixTarget"));
    const std::int64_t oldest =
        std::chrono::duration_cast<std::chrono::seconds>((sentAt - ClockSlack).time_since_epoch()).count();
    std::string after;
    for (int page = 0; page < MaxPages; ++page) {
        std::string url = m_definition.url + "?limit=" + std::to_string(PageSize) + "&order=desc";
        if (!after.empty())
            url += "&after=" + encoded(after);
        fetch::Request request = authorizedRequest(m_definition, "GET", std::move(url));
        request.limits.total = 30s;
        auto answer = co_await m_client.send(std::move(request));
        if (!answer) {
            result.detail = answer.error().detail;
            co_return result;
        }
        if (answer->status == 404 || answer->status == 405 || answer->status == 501) {
            result.answer = Reconciled::Answer::CannotTell;
            co_return result;
        }
        auto list = answer->success() ? readVideoList(answer->body) : std::nullopt;
        if (!list) {
            result.detail = "the list cannot be read: HTTP " + std::to_string(answer->status);
            co_return result;
        }
        const bool complete = isLastPage(*list, PageSize) || reachesBack(*list, oldest);
        for (auto& video : list->videos)
            if (!video.createdAt || *video.createdAt >= oldest)
                if (auto candidate = candidateOf(std::move(video), wanted, target))
                    result.candidates.push_back(std::move(*candidate));
        if (complete) {
            // Where what a remix was made from is told, one without it is another.
            if (!target.empty() && std::ranges::any_of(result.candidates, &Candidate::certain))
                std::erase_if(result.candidates, [](const Candidate& one) { return !one.certain; });
            result.answer = Reconciled::Answer::Listed;
            co_return result;
        }
        if (list->lastId.empty() || list->lastId == after) {
            result.detail = "the list goes on, but not where it says";
            co_return result;
        }
        after = list->lastId;
    }
    result.detail = "the list is too long to read";
    co_return result;
}

Task<std::expected<Fetched, Trouble>> VideosUpstream::fetch(json::object state, std::filesystem::path target) {
    std::string url(stringMember(state, "resultUrl"));
    if (url.empty())
        url = taskUrl(state) + "/content";
    co_return co_await fetchResult(m_client, m_definition, std::move(url), std::move(target));
}

Task<Canceled> VideosUpstream::cancel(json::object state) {
    // There is no cancel in this shape; some servers stop the work on DELETE. One that is done would lose a paid video
    // by it.
    auto now = co_await observe(state);
    if (!now)
        co_return Canceled::TryLater;
    if (now->phase == Phase::Done || now->phase == Phase::Failed)
        co_return Canceled::TooLate;
    fetch::Request request = authorizedRequest(m_definition, "DELETE", taskUrl(state));
    request.limits.total = 30s;
    auto answer = co_await m_client.send(std::move(request));
    if (!answer || answer->status == 429 || answer->status >= 500)
        co_return Canceled::TryLater;
    co_return answer->success() ? Canceled::Stopped : Canceled::Cannot;
}

std::string VideosUpstream::taskUrl(const json::object& state) const {
    return m_definition.url + "/" + encoded(stringMember(state, "upstreamId"));
}

} // namespace kinora::upstreams
