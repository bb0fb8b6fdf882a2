// What an upstream answers to questions: video objects, lists, errors, pages of a task, headers; and where it sends us.
#include "base/Unicode.h"
#include "fetch/Client.h"
#include "fuzz/RelayTargets.h"
#include "pg/Params.h"
#include "upstreams/ChatTask.h"
#include "upstreams/ResultPolicy.h"
#include "upstreams/RetryPolicy.h"
#include "upstreams/VideosReply.h"

#include <boost/json.hpp>

#include <algorithm>

namespace kinora::test {

namespace json = boost::json;
using namespace kinora::upstreams;

namespace {

constexpr auto Upstream = "https://gateway.example/v1/videos";

bool holdsNul(const json::value& value) {
    if (const auto* text = value.if_string())
        return text->find('\0') != json::string::npos;
    if (const auto* array = value.if_array())
        return std::ranges::any_of(*array, holdsNul);
    if (const auto* object = value.if_object())
        return std::ranges::any_of(*object, [](const auto& member) {
            return member.key().find('\0') != json::string_view::npos || holdsNul(member.value());
        });
    return false;
}

/// PostgreSQL takes neither malformed UTF-8 nor a NUL.
void judgeStorable(const json::value& value) {
    const std::string stored = *pg::Params::of(value).values().front();
    require(isUtf8(stored), "what is stored is text");
    boost::system::error_code error;
    const json::value back = json::parse(stored, error);
    require(error || !holdsNul(back), "what is stored holds no NUL");
}

void judgeObservation(const Observation& observation) {
    require(
        !observation.progress || (*observation.progress >= 0 && *observation.progress <= 100), "progress is 0 to 100");
    require(observation.phase != Phase::Done || observation.progress == 100, "what is done is done");
    require(observation.phase == Phase::Done || observation.progress.value_or(0) < 100, "and what is not is not");
    require((observation.phase == Phase::Failed) == observation.failure.has_value(), "a failure says why");
    if (observation.failure)
        require(isUtf8(observation.failure->detail) && observation.failure->detail.size() <= 500,
            "a failure is a short text");
    judgeStorable(observation.state);
    judgeStorable(observation.reply);
}

void judgeVideo(const VideoReply& video) {
    require(!video.id.empty(), "a task has an id");
    require(upstreamIdOf(video.observation.state) == video.id, "by which it is asked about");
    if (video.createdAt) {
        const TimePoint created{std::chrono::seconds(*video.createdAt)};
        require(created.time_since_epoch().count() >= 0, "a task was made in our calendar");
    }
    judgeObservation(video.observation);
}

void judgeList(const VideoList& list) {
    for (const VideoReply& video : list.videos)
        judgeVideo(video);
    require(list.videos.empty() || !list.lastId.empty(), "a list goes on behind somebody");
    (void)isLastPage(list, 100);
    (void)reachesBack(list, 1'790'000'000);
}

void judgeAddress(std::string_view text) {
    for (const auto& hosts :
        {std::optional<std::vector<std::string>>(), std::optional(std::vector<std::string>{"cdn.example"})}) {
        const ResultAccess access = resultAccess(text, Upstream, hosts);
        require(!access.allowed || text.find("://") != std::string_view::npos, "only addresses are fetched");
        require(!access.allowed || access.ownOrigin || hosts || access.publicOnly, "of others only public ones");
        require(!access.ownOrigin || access.allowed, "one's own may be fetched");
    }
    if (const auto next = resolveAddress(Upstream, text)) {
        require(isUtf8(*next), "an address is text");
        (void)resultAccess(*next, Upstream, std::nullopt);
    }
    (void)resolveAddress(text, "/v1/videos");
}

void judgeHeader(std::string_view text) {
    fetch::Head head;
    head.headers = {{"retry-after", std::string(text)}};
    const auto wait = head.retryAfter();
    require(!wait || (wait->count() >= 0 && *wait <= std::chrono::days(365)), "a pause is a while");
    const auto delay = RetryPolicy{}.delay(1, wait, 0);
    require(delay.count() > 0 && delay <= std::chrono::hours(1), "and not for ever");
}

} // namespace

void fuzzReply(std::string_view bytes) {
    if (const auto video = readVideo(bytes))
        judgeVideo(*video);
    if (const auto list = readVideoList(bytes))
        judgeList(*list);
    if (const auto page = readTaskPage(bytes))
        judgeObservation(*page);
    const ErrorReply error = readError(bytes);
    require(isUtf8(error.message) && error.message.size() <= 500, "an error is a short text");
    require(error.fromApi || error.message.empty(), "only the API speaks for itself");
    (void)classifyRefusal(400, error.code, error.message);
    judgeAddress(bytes);
    judgeHeader(bytes);
}

} // namespace kinora::test
