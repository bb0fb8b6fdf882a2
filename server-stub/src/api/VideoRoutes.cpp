#include "api/VideoRoutes.h"

#include "api/Body.h"
#include "domain/Videos.h"

namespace kinora::api {

namespace {

Task<Result<http::Response>> list(const Call& call, domain::Videos& videos) {
    domain::OwnVideosQuery query;
    query.text = call.query("q");
    query.orientation = call.query("orientation");
    query.state = call.query("state");
    query.favorite = call.query("favorite");
    query.sort = call.query("sort");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    auto page = co_await videos.list(call.principal(), std::move(query));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> get(const Call& call, domain::Videos& videos) {
    auto video = co_await videos.get(call.principal(), call.parameter("id"));
    if (!video)
        co_return std::unexpected(video.error());
    co_return jsonResponse(200, std::move(*video));
}

Task<Result<http::Response>> file(const Call& call, domain::Videos& videos, domain::VideoFile which) {
    auto stored = co_await videos.file(call.principal(), call.parameter("id"), which);
    if (!stored)
        co_return std::unexpected(stored.error());
    http::FileBody body{.path = std::move(stored->path), .etag = "\"" + stored->sha256 + "\""};
    http::Response response = http::Response::file(std::move(body), std::move(stored->contentType));
    // Never changes, but another's may be taken back.
    response.headers.set(
        "Cache-Control", stored->ofOneself ? "private, max-age=31536000, immutable" : "private, no-cache");
    co_return response;
}

Task<Result<http::Response>> content(const Call& call, domain::Videos& videos) {
    return file(call, videos, domain::VideoFile::Content);
}

Task<Result<http::Response>> poster(const Call& call, domain::Videos& videos) {
    return file(call, videos, domain::VideoFile::Poster);
}

Task<Result<http::Response>> sprite(const Call& call, domain::Videos& videos) {
    return file(call, videos, domain::VideoFile::Sprite);
}

Task<Result<http::Response>> stats(const Call& call, domain::Videos& videos) {
    auto body = co_await videos.stats(call.principal());
    co_return jsonResponse(200, std::move(body));
}

} // namespace

std::vector<Endpoint> videoRoutes(domain::Videos& videos) {
    const auto row = [&videos](Task<Result<http::Response>> (*handler)(const Call&, domain::Videos&)) -> Handler {
        return [&videos, handler](const Call& call) {
            return handler(call, videos);
        };
    };
    return {
        {"GET", "/api/v1/videos", Access::User, row(list), domain::Scope::VideosRead},
        {"GET", "/api/v1/videos/{id}", Access::User, row(get), domain::Scope::VideosRead},
        {"GET", "/api/v1/videos/{id}/content", Access::User, row(content), domain::Scope::VideosRead},
        {"GET", "/api/v1/videos/{id}/poster", Access::User, row(poster), domain::Scope::VideosRead},
        {"GET", "/api/v1/videos/{id}/sprite", Access::User, row(sprite), domain::Scope::VideosRead},
        {"GET", "/api/v1/me/stats", Access::User, row(stats), domain::Scope::VideosRead},
    };
}

} // namespace kinora::api
