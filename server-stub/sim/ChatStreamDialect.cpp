#include "sim/ChatStreamDialect.h"

#include "base/Timeout.h"
#include "sim/ApiError.h"
#include "sim/ChatRequest.h"
#include "sim/Conversation.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>

namespace kinora::sim {

namespace json = boost::json;

namespace {

constexpr std::int64_t microUsdPerSecond = 100'000;

std::string originOf(const http::Request& request) {
    return fmt::format("http://{}", request.headers.value("Host"));
}

/// Where the result of a job lies; one family hides that it is a file.
std::string addressOf(const std::string& origin, ChatFamily family, const Job& job) {
    return family == ChatFamily::Platform ? fmt::format("{}/sora/media/{}", origin, job.resultName)
                                          : fmt::format("{}/results/{}.mp4", origin, job.resultName);
}

ChatFamily familyOf(const Job& job) {
    const std::optional<ChatModel> model = chatModelOf(job.model);
    return model ? model->family : ChatFamily::Runner;
}

Task<> say(std::string words, http::StreamWriter& writer) {
    (void)co_await writer.write(std::move(words));
}

/// Says one thing and ends, as these gateways refuse: with HTTP 200.
http::Response answer(std::string words) {
    return http::Response::events(
        [words = std::move(words)](http::StreamWriter& writer) { return say(words, writer); });
}

Task<> saySilence(http::StreamWriter&) {
    constexpr std::chrono::hours never{24 * 365};
    (void)co_await sleepFor(never);
}

http::Response conversation(Desk& desk, const Talk& talk) {
    return http::Response::events([&desk, talk](http::StreamWriter& writer) { return converse(desk, talk, writer); });
}

} // namespace

Task<http::Response> ChatStreamDialect::create(const http::Request& request) {
    const auto wanted = readChatRequest(request.body, request.path);
    if (!wanted) {
        co_return toResponse(wanted.error());
    }
    const ChatModel& making = wanted->making;
    std::optional<Job> source;
    if (!wanted->remixTarget.empty()) {
        source = m_desk.jobs().find(taskIdOf(wanted->remixTarget));
    }
    if (!source && !wanted->remixTarget.empty()) {
        const ApiError error{.status = 400,
            .code = "remix_target_not_found",
            .message = fmt::format("There is no video {}.", wanted->remixTarget),
            .param = "remix_target_id"};
        co_return toResponse(error);
    }
    ChatTopic topic{.model = wanted->model,
        .prompt = wanted->prompt,
        .taskId = {},
        .origin = originOf(request),
        .landscape = making.width > making.height,
        .begun = m_desk.now()};
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Create, wanted->prompt);
    if (fault == FaultKind::Busy || fault == FaultKind::InviteFull) {
        const std::unique_ptr<ChatVoice> voice = voiceOf(making.family, std::move(topic));
        co_return answer(voice->refusal(fault == FaultKind::Busy ? Refusal::Busy : Refusal::InviteFull));
    }
    if (fault == FaultKind::RateLimited || fault == FaultKind::ServerError || fault == FaultKind::Gone) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        co_return *std::move(reply);
    }
    const Order order{.dialect = Dialect::ChatStream,
        .model = wanted->model,
        .prompt = wanted->prompt,
        .width = making.width,
        .height = making.height,
        .seconds = making.seconds,
        .microUsdPerSecond = microUsdPerSecond,
        .reference = wanted->reference,
        .remixOf = source ? source->id : std::string()};
    const Result<Job> accepted = m_desk.accept(order, fault);
    if (!accepted) {
        const ApiError error{.status = 500, .code = "server_error", .message = accepted.error().detail, .param = {}};
        co_return toResponse(error);
    }
    if (fault == FaultKind::Hang) {
        http::StreamBody silence;
        silence.run = saySilence;
        co_return http::Response::stream(std::move(silence), "text/event-stream");
    }
    if (fault == FaultKind::DropAfterAccept || fault == FaultKind::Garbage) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        co_return *std::move(reply);
    }
    topic.taskId = accepted->id;
    const std::string url = addressOf(topic.origin, making.family, *accepted);
    const Talk talk{.job = *accepted,
        .voice = voiceOf(making.family, std::move(topic)),
        .resultUrl = url,
        .inlineResult = m_inlineResults};
    co_return conversation(m_desk, talk);
}

Task<http::Response> ChatStreamDialect::result(const http::Request& request, std::string name) {
    std::optional<Job> job;
    if (request.method == "GET" || request.method == "HEAD") {
        job = m_desk.jobs().findResult(name);
    }
    if (!job || m_desk.standing(*job).state != State::Completed) {
        co_return toResponse(unknownUrl(request.method, request.path));
    }
    co_return co_await m_desk.video(*job);
}

Task<http::Response> ChatStreamDialect::task(const http::Request& request, std::string id) {
    const std::optional<Job> job = m_desk.jobs().find(id);
    if (!job || job->dialect != Dialect::ChatStream || familyOf(*job) != ChatFamily::Task || request.method != "GET") {
        co_return toResponse(unknownUrl(request.method, request.path));
    }
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Poll, job->prompt);
    if (fault) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        if (reply) {
            co_return *std::move(reply);
        }
    }
    const Standing standing = m_desk.standing(*job);
    const bool over =
        standing.state == State::Completed || standing.state == State::Refused || standing.state == State::Broken;
    json::object page{{"id", job->id}, {"running", !over}, {"progress", standing.percent}, {"prompt", job->prompt},
        {"video_url", nullptr}, {"error", nullptr}};
    switch (standing.state) {
    case State::Queued:
        page["status"] = "pending";
        break;
    case State::Rendering:
        page["status"] = "video_generating";
        break;
    case State::Completed:
        page["status"] = "video_generation_completed";
        page["video_url"] = addressOf(originOf(request), ChatFamily::Task, *job);
        break;
    case State::Refused:
        page["status"] = "failed";
        page["error"] = "This content may violate our content policy (content_policy_violation)";
        break;
    case State::Broken:
        page["status"] = "failed";
        page["error"] = "The video could not be rendered.";
        break;
    }
    co_return http::Response::json(200, page);
}

} // namespace kinora::sim
