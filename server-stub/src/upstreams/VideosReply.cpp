#include "upstreams/VideosReply.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

namespace kinora::upstreams {

namespace json = boost::json;

namespace {

// Text, whole numbers as text, or nothing.
std::string textOrNumber(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr)
        return {};
    if (const auto* text = value->if_string())
        return std::string(*text);
    if (const auto* number = value->if_int64())
        return std::to_string(*number);
    if (const auto* number = value->if_uint64())
        return std::to_string(*number);
    return {};
}

// Whole seconds or, as some count, with a fraction; nothing for what lies in no calendar.
std::optional<std::int64_t> momentOf(const json::object& object, std::string_view name) {
    constexpr double endOf9999 = 253'402'300'800;
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_number())
        return std::nullopt;
    const auto seconds = value->to_number<double>();
    return seconds >= 0 && seconds < endOf9999 ? std::optional(static_cast<std::int64_t>(seconds)) : std::nullopt;
}

std::string addressIn(const json::object& object) {
    for (const std::string_view name : {"url", "video_url", "result_url"})
        if (std::string url = textOrNumber(object, name); url.starts_with("http"))
            return url;
    if (const auto* video = object.if_contains("video"); video != nullptr && video->is_object())
        if (std::string url = textOrNumber(video->get_object(), "url"); url.starts_with("http"))
            return url;
    if (const auto* list = object.if_contains("urls");
        list != nullptr && list->is_array() && !list->get_array().empty())
        if (const auto* text = list->get_array().front().if_string(); text != nullptr && text->starts_with("http"))
            return std::string(*text);
    return {};
}

Failure readFailure(const json::object& object) {
    std::string code;
    std::string message;
    if (const auto* error = object.if_contains("error")) {
        if (const auto* told = error->if_object()) {
            code = textOrNumber(*told, "code");
            message = textOrNumber(*told, "message");
        } else if (const auto* text = error->if_string()) {
            message = *text;
        }
    }
    Failure failure{
        classifyWords(code, message), std::string(clipped(message.empty() ? code : message, FailureDetailMaxBytes))};
    if (failure.detail.empty())
        failure.detail = clipped(textOrNumber(object, "status"), FailureDetailMaxBytes);
    return failure;
}

} // namespace

std::optional<int> readPercent(const json::value& value) {
    double number = -1;
    if (const auto* real = value.if_double()) {
        // A fraction of one; "1.0" alone is ambiguous and comes only at the end, where it does not matter.
        number = *real > 0 && *real <= 1 ? *real * 100 : *real;
    } else if (value.is_int64() || value.is_uint64()) {
        number = value.to_number<double>();
    } else if (const auto* text = value.if_string()) {
        const char* end = text->data() + text->size();
        if (std::from_chars(text->data(), end, number).ec != std::errc())
            return std::nullopt;
    }
    if (number < 0 || !std::isfinite(number))
        return std::nullopt;
    return static_cast<int>(std::clamp(number, 0.0, 100.0));
}

std::optional<VideoReply> readVideo(std::string_view body) {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (error)
        return std::nullopt;
    return readVideoValue(value);
}

std::optional<VideoReply> readVideoValue(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr)
        return std::nullopt;
    VideoReply reply;
    for (const std::string_view name : {"id", "request_id", "task_id"})
        if (reply.id.empty())
            reply.id = textOrNumber(*object, name);
    if (reply.id.empty())
        return std::nullopt;
    reply.prompt = textOrNumber(*object, "prompt");
    reply.model = textOrNumber(*object, "model");
    reply.seconds = textOrNumber(*object, "seconds");
    reply.size = textOrNumber(*object, "size");
    reply.remixedFrom = textOrNumber(*object, "remixed_from_video_id");
    reply.createdAt = momentOf(*object, "created_at");

    Observation& observation = reply.observation;
    observation.phase = phaseOfStatusWord(textOrNumber(*object, "status"));
    if (const auto* progress = object->if_contains("progress"))
        observation.progress = readPercent(*progress);
    if (observation.phase == Phase::Done)
        observation.progress = 100;
    else if (observation.progress)
        observation.progress = std::min(*observation.progress, 99);
    if (observation.phase == Phase::Failed)
        observation.failure = readFailure(*object);
    observation.state["upstreamId"] = reply.id;
    if (const std::string url = addressIn(*object); !url.empty())
        observation.state["resultUrl"] = url;
    observation.reply = value;
    return reply;
}

std::optional<VideoList> readVideoList(std::string_view body) {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (error)
        return std::nullopt;
    const json::array* entries = value.if_array();
    VideoList list;
    if (const auto* object = value.if_object()) {
        const auto* data = object->if_contains("data");
        entries = data != nullptr ? data->if_array() : nullptr;
        const auto* more = object->if_contains("has_more");
        if (more != nullptr && more->is_bool())
            list.hasMore = more->get_bool();
        list.lastId = textOrNumber(*object, "last_id");
    }
    if (entries == nullptr)
        return std::nullopt;
    for (const auto& entry : *entries) {
        auto video = readVideoValue(entry);
        if (!video)
            return std::nullopt;
        list.videos.push_back(std::move(*video));
    }
    if (list.lastId.empty() && !list.videos.empty())
        list.lastId = list.videos.back().id;
    return list;
}

bool isLastPage(const VideoList& list, std::size_t pageSize) {
    return !list.hasMore.value_or(list.videos.size() >= pageSize);
}

bool reachesBack(const VideoList& list, std::int64_t oldest) {
    constexpr auto newestFirst = [](const VideoReply& a, const VideoReply& b) {
        return a.createdAt.value_or(0) >= b.createdAt.value_or(0);
    };
    const auto& videos = list.videos;
    const bool timed = std::ranges::all_of(videos, [](const VideoReply& video) { return video.createdAt.has_value(); });
    const bool sorted = std::ranges::adjacent_find(videos, std::not_fn(newestFirst)) == videos.end();
    // One entry alone shows no order.
    return timed && sorted && videos.size() > 1 && *videos.back().createdAt < oldest;
}

ErrorReply readError(std::string_view body) {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    ErrorReply reply;
    if (error || !value.is_object())
        return reply;
    const auto& object = value.get_object();
    if (const auto* told = object.if_contains("error")) {
        reply.fromApi = true;
        if (const auto* inner = told->if_object()) {
            reply.code = textOrNumber(*inner, "code");
            if (reply.code.empty())
                reply.code = textOrNumber(*inner, "type");
            reply.message = textOrNumber(*inner, "message");
        } else if (const auto* text = told->if_string()) {
            reply.message = *text;
        }
    } else if (const auto* detail = object.if_contains("detail")) {
        reply.fromApi = true;
        reply.message = detail->is_string() ? std::string(detail->get_string()) : json::serialize(*detail);
    } else if (const std::string message = textOrNumber(object, "message"); !message.empty()) {
        reply.fromApi = true;
        reply.code = textOrNumber(object, "code");
        reply.message = message;
    }
    reply.message = clipped(reply.message, FailureDetailMaxBytes);
    return reply;
}

} // namespace kinora::upstreams
