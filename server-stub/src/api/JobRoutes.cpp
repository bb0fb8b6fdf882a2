#include "api/JobRoutes.h"

#include "api/Body.h"
#include "domain/EventStream.h"
#include "domain/Jobs.h"
#include "http/ServerSentEvents.h"

namespace kinora::api {

namespace {

constexpr int RetryMilliseconds = 2000;

std::optional<std::string> lastEventId(const Call& call) {
    const std::string_view value = call.request.headers.value("Last-Event-ID");
    return value.empty() ? std::nullopt : std::optional(std::string(value));
}

Result<http::Response> toResponse(Result<domain::Answer> answer) {
    if (!answer)
        return std::unexpected(std::move(answer.error()));
    return http::Response::json(answer->status, std::move(answer->body));
}

Task<Result<http::Response>> models(const Call&, domain::Jobs& jobs) {
    auto answer = co_await jobs.models();
    co_return jsonResponse(200, answer);
}

Task<Result<http::Response>> create(const Call& call, domain::Jobs& jobs) {
    auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    std::string key(call.request.headers.value("Idempotency-Key"));
    auto answer = co_await jobs.create(call.principal(), std::move(key), std::move(*body));
    co_return toResponse(std::move(answer));
}

Task<Result<http::Response>> retry(const Call& call, domain::Jobs& jobs) {
    auto wishes = readOptionalBody(call.request);
    if (!wishes)
        co_return std::unexpected(wishes.error());
    std::string key(call.request.headers.value("Idempotency-Key"));
    auto answer = co_await jobs.retry(call.principal(), std::move(key), call.parameter("id"), std::move(*wishes));
    co_return toResponse(std::move(answer));
}

Task<Result<http::Response>> cancel(const Call& call, domain::Jobs& jobs) {
    auto answer = co_await jobs.cancel(call.principal(), call.parameter("id"));
    co_return toResponse(std::move(answer));
}

Task<Result<http::Response>> get(const Call& call, domain::Jobs& jobs) {
    auto answer = co_await jobs.get(call.principal(), call.parameter("id"));
    co_return jsonResponse(std::move(answer));
}

Task<Result<http::Response>> list(const Call& call, domain::Jobs& jobs) {
    domain::OwnJobsQuery query;
    query.statuses = call.query("status");
    query.text = call.query("q");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    auto answer = co_await jobs.list(call.principal(), std::move(query));
    co_return jsonResponse(std::move(answer));
}

domain::EventSink sinkTo(http::StreamWriter& writer) {
    return [&writer](domain::OutgoingEvent event) -> Task<bool> {
        std::optional<std::string> id;
        if (event.id)
            id = std::to_string(*event.id);
        std::string text = http::sseEvent(event.name, event.data, id);
        co_return co_await writer.write(std::move(text));
    };
}

http::Response eventResponse(std::function<Task<>(domain::EventSink)> body) {
    auto run = [body = std::move(body)](http::StreamWriter& writer) -> Task<> {
        const bool open = co_await writer.write(http::sseRetry(RetryMilliseconds));
        if (!open)
            co_return;
        domain::EventSink sink = sinkTo(writer);
        co_await body(std::move(sink));
    };
    return http::Response::events(std::move(run), http::sseEvent("going-away", "{}"));
}

Task<Result<http::Response>> userEvents(const Call& call, const domain::EventStream& events) {
    auto body = [&events, principal = call.principal(), last = lastEventId(call)](domain::EventSink sink) {
        return events.run(principal, last, std::move(sink));
    };
    co_return eventResponse(std::move(body));
}

Task<Result<http::Response>> jobEvents(const Call& call, const domain::EventStream& events) {
    const std::string& id = call.parameter("id");
    const auto visible = co_await events.check(call.principal(), id);
    if (!visible)
        co_return std::unexpected(visible.error());
    auto body = [&events, principal = call.principal(), id, last = lastEventId(call)](domain::EventSink sink) {
        return events.runJob(principal, id, last, std::move(sink));
    };
    co_return eventResponse(std::move(body));
}

} // namespace

std::vector<Endpoint> jobRoutes(domain::Jobs& jobs, const domain::EventStream& events) {
    const auto onJobs = [&jobs](Task<Result<http::Response>> (*handler)(const Call&, domain::Jobs&)) -> Handler {
        return [&jobs, handler](const Call& call) {
            return handler(call, jobs);
        };
    };
    const auto onEvents =
        [&events](Task<Result<http::Response>> (*handler)(const Call&, const domain::EventStream&)) -> Handler {
        return [&events, handler](const Call& call) {
            return handler(call, events);
        };
    };
    return {
        {"GET", "/api/v1/models", Access::User, [&jobs](const Call& call) { return models(call, jobs); },
            domain::Scope::JobsRead},
        {"POST", "/api/v1/jobs", Access::User, onJobs(create), domain::Scope::JobsWrite},
        {"GET", "/api/v1/jobs", Access::User, onJobs(list), domain::Scope::JobsRead},
        {"GET", "/api/v1/jobs/{id}", Access::User, onJobs(get), domain::Scope::JobsRead},
        {"POST", "/api/v1/jobs/{id}/cancel", Access::User, onJobs(cancel), domain::Scope::JobsWrite},
        {"POST", "/api/v1/jobs/{id}/retry", Access::User, onJobs(retry), domain::Scope::JobsWrite},
        {.method = "GET",
            .path = "/api/v1/jobs/{id}/events",
            .access = Access::User,
            .handler = onEvents(jobEvents),
            .scope = domain::Scope::JobsRead,
            .isEventStream = true},
        {.method = "GET",
            .path = "/api/v1/events",
            .access = Access::User,
            .handler = onEvents(userEvents),
            .scope = domain::Scope::JobsRead,
            .isEventStream = true},
    };
}

} // namespace kinora::api
