#include "sim/VideosDialect.h"

#include "sim/ApiError.h"
#include "sim/VideosRequest.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace kinora::sim {

namespace json = boost::json;

namespace {

std::int64_t unixSeconds(TimePoint time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::string_view statusWord(State state) {
    switch (state) {
    case State::Queued:
        return "queued";
    case State::Rendering:
        return "in_progress";
    case State::Completed:
        return "completed";
    case State::Refused:
    case State::Broken:
        return "failed";
    }
    return "failed";
}

json::object toJson(const Job& job, const Standing& standing) {
    json::object video{{"id", job.id}, {"object", "video"}, {"model", job.model},
        {"status", statusWord(standing.state)}, {"progress", standing.percent}, {"prompt", job.prompt},
        {"created_at", unixSeconds(job.acceptedAt)}, {"completed_at", nullptr}, {"expires_at", nullptr},
        {"seconds", std::to_string(job.seconds)}, {"size", fmt::format("{}x{}", job.width, job.height)},
        {"remixed_from_video_id", nullptr}, {"error", nullptr}};
    if (!job.remixOf.empty()) {
        video["remixed_from_video_id"] = job.remixOf;
    }
    if (standing.state == State::Completed) {
        video["completed_at"] = unixSeconds(job.acceptedAt + job.duration);
    } else if (standing.state == State::Refused) {
        video["error"] = json::object{
            {"code", "moderation_blocked"}, {"message", "Your request was blocked by our moderation system."}};
    } else if (standing.state == State::Broken) {
        video["error"] = json::object{{"code", "server_error"}, {"message", "The video could not be rendered."}};
    }
    return video;
}

ApiError noSuchVideo(std::string_view id) {
    return {
        .status = 404, .code = "not_found", .message = fmt::format("Video with id '{}' not found.", id), .param = {}};
}

ApiError invalidQuery(std::string name, std::string message) {
    return {.status = 400, .code = "invalid_value", .message = std::move(message), .param = std::move(name)};
}

} // namespace

Task<http::Response> VideosDialect::answer(const http::Request& request, std::vector<std::string> segments) {
    if (segments.empty()) {
        if (request.method == "POST") {
            co_return co_await create(request);
        }
        if (request.method == "GET") {
            co_return co_await answerList(request);
        }
        co_return toResponse(unknownUrl(request.method, request.path));
    }
    const std::optional<Job> job = m_desk.jobs().find(segments.front());
    // What the other dialect made is not on this list.
    if (!job || job->dialect != Dialect::Videos) {
        co_return toResponse(noSuchVideo(segments.front()));
    }
    const bool reading = request.method == "GET" || request.method == "HEAD";
    if (segments.size() == 1 && reading) {
        co_return co_await show(*job);
    }
    if (segments.size() == 1 && request.method == "DELETE") {
        co_return remove(*job);
    }
    if (segments.size() == 2 && segments.back() == "remix" && request.method == "POST") {
        co_return co_await remix(request, *job);
    }
    if (segments.size() == 2 && segments.back() == "content" && reading) {
        co_return co_await content(request, *job);
    }
    co_return toResponse(unknownUrl(request.method, request.path));
}

Task<http::Response> VideosDialect::create(const http::Request& request) {
    const auto wanted = readVideosRequest(request.headers.value("Content-Type"), request.body);
    if (!wanted) {
        co_return toResponse(wanted.error());
    }
    Order order{.dialect = Dialect::Videos,
        .model = wanted->model,
        .prompt = wanted->prompt,
        .width = wanted->width,
        .height = wanted->height,
        .seconds = wanted->seconds,
        .microUsdPerSecond = wanted->microUsdPerSecond,
        .seed = wanted->seed,
        .reference = wanted->reference};
    co_return co_await take(std::move(order));
}

Task<http::Response> VideosDialect::remix(const http::Request& request, const Job& source) {
    auto prompt = readRemixRequest(request.headers.value("Content-Type"), request.body);
    if (!prompt) {
        co_return toResponse(prompt.error());
    }
    if (m_desk.standing(source).state != State::Completed) {
        const ApiError error{
            .status = 400, .code = "invalid_state", .message = "Only completed videos can be remixed.", .param = {}};
        co_return toResponse(error);
    }
    Order order{.dialect = Dialect::Videos,
        .model = source.model,
        .prompt = *std::move(prompt),
        .width = source.width,
        .height = source.height,
        .seconds = source.seconds,
        .microUsdPerSecond = source.chargedMicroUsd / source.seconds,
        .seed = source.seed,
        .remixOf = source.id};
    co_return co_await take(std::move(order));
}

Task<http::Response> VideosDialect::take(Order order) {
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Create, order.prompt);
    const bool refusesAtOnce = fault == FaultKind::Busy || fault == FaultKind::RateLimited ||
                               fault == FaultKind::InviteFull || fault == FaultKind::ServerError ||
                               fault == FaultKind::Gone;
    std::optional<Job> job;
    if (!refusesAtOnce) {
        const Result<Job> accepted = m_desk.accept(order, fault);
        if (!accepted) {
            const ApiError error{
                .status = 500, .code = "server_error", .message = accepted.error().detail, .param = {}};
            co_return toResponse(error);
        }
        job = *accepted;
    }
    if (fault) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        if (reply) {
            co_return *std::move(reply);
        }
    }
    co_return videoResponse(*job);
}

Task<http::Response> VideosDialect::answerList(const http::Request& request) {
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::List, {});
    if (fault) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        if (reply) {
            co_return *std::move(reply);
        }
    }
    co_return list(request);
}

http::Response VideosDialect::list(const http::Request& request) const {
    constexpr std::size_t largestPage = 100;
    std::size_t limit = 20;
    if (const auto text = request.queryValue("limit")) {
        const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), limit);
        if (failure != std::errc{} || end != text->data() + text->size() || limit < 1 || limit > largestPage) {
            return toResponse(invalidQuery("limit", "Invalid 'limit': expected an integer from 1 to 100."));
        }
    }
    const std::string_view order = request.queryValue("order").value_or("desc");
    if (order != "asc" && order != "desc") {
        return toResponse(invalidQuery("order", "Invalid 'order': expected 'asc' or 'desc'."));
    }
    std::vector<Job> jobs = m_desk.jobs().all();
    std::erase_if(jobs, [](const Job& job) { return job.dialect != Dialect::Videos || job.deleted; });
    if (order == "desc") {
        std::ranges::reverse(jobs);
    }
    auto first = jobs.begin();
    if (const auto after = request.queryValue("after")) {
        first = std::ranges::find(jobs, *after, &Job::id);
        if (first == jobs.end()) {
            return toResponse(invalidQuery("after", fmt::format("There is no video '{}'.", *after)));
        }
        ++first;
    }
    const auto count = std::min(limit, static_cast<std::size_t>(jobs.end() - first));
    const auto last = first + static_cast<std::ptrdiff_t>(count);
    json::array data;
    for (auto job = first; job != last; ++job) {
        data.push_back(toJson(*job, m_desk.standing(*job)));
    }
    json::object page{{"object", "list"}, {"data", std::move(data)}, {"first_id", nullptr}, {"last_id", nullptr},
        {"has_more", last != jobs.end()}};
    if (count > 0) {
        page["first_id"] = first->id;
        page["last_id"] = (last - 1)->id;
    }
    return http::Response::json(200, page);
}

Task<http::Response> VideosDialect::show(const Job& job) {
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Poll, job.prompt);
    if (fault) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        if (reply) {
            co_return *std::move(reply);
        }
    }
    co_return videoResponse(job);
}

Task<http::Response> VideosDialect::content(const http::Request& request, const Job& job) {
    if (m_desk.standing(job).state != State::Completed) {
        const ApiError error{.status = 404,
            .code = "not_ready",
            .message = "The video is not ready: only completed videos have content.",
            .param = {}};
        co_return toResponse(error);
    }
    const std::string variant(request.queryValue("variant").value_or("video"));
    if (variant == "video") {
        co_return co_await m_desk.video(job);
    }
    if (variant == "thumbnail") {
        co_return co_await m_desk.still(job, Still::Thumbnail);
    }
    if (variant == "spritesheet") {
        co_return co_await m_desk.still(job, Still::SpriteSheet);
    }
    co_return toResponse(invalidQuery("variant", "Invalid 'variant': expected 'video', 'thumbnail' or 'spritesheet'."));
}

http::Response VideosDialect::remove(const Job& job) {
    const State state = m_desk.standing(job).state;
    if (state == State::Queued || state == State::Rendering) {
        const ApiError error{.status = 400,
            .code = "invalid_state",
            .message = "Only completed or failed videos can be deleted.",
            .param = {}};
        return toResponse(error);
    }
    if (const Result<> removed = m_desk.remove(job); !removed) {
        const ApiError error{.status = 500, .code = "server_error", .message = removed.error().detail, .param = {}};
        return toResponse(error);
    }
    return http::Response::json(200, {{"id", job.id}, {"deleted", true}, {"object", "video.deleted"}});
}

http::Response VideosDialect::videoResponse(const Job& job) const {
    return http::Response::json(200, toJson(job, m_desk.standing(job)));
}

} // namespace kinora::sim
