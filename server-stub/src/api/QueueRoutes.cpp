#include "api/QueueRoutes.h"

#include "api/Body.h"
#include "domain/Queue.h"

namespace kinora::api {

namespace {

Task<Result<http::Response>> view(const Call& call, domain::Queue& queue) {
    auto answer = co_await queue.view(call.principal());
    co_return jsonResponse(std::move(answer));
}

Task<Result<http::Response>> pause(const Call& call, domain::Queue& queue) {
    auto answer = co_await queue.pause(call.principal());
    co_return jsonResponse(std::move(answer));
}

Task<Result<http::Response>> resume(const Call& call, domain::Queue& queue) {
    auto answer = co_await queue.resume(call.principal());
    co_return jsonResponse(std::move(answer));
}

Task<Result<http::Response>> move(const Call& call, domain::Queue& queue) {
    auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto answer = co_await queue.move(call.principal(), call.parameter("id"), std::move(*body));
    co_return jsonResponse(std::move(answer));
}

} // namespace

std::vector<Endpoint> queueRoutes(domain::Queue& queue) {
    const auto on = [&queue](Task<Result<http::Response>> (*handler)(const Call&, domain::Queue&)) -> Handler {
        return [&queue, handler](const Call& call) {
            return handler(call, queue);
        };
    };
    return {
        {"GET", "/api/v1/queue", Access::User, on(view), domain::Scope::JobsRead},
        {"POST", "/api/v1/queue/pause", Access::User, on(pause), domain::Scope::JobsWrite},
        {"POST", "/api/v1/queue/resume", Access::User, on(resume), domain::Scope::JobsWrite},
        {"POST", "/api/v1/jobs/{id}/move", Access::User, on(move), domain::Scope::JobsWrite},
    };
}

} // namespace kinora::api
