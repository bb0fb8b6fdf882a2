#include "api/ImportRoutes.h"

#include "api/Body.h"
#include "base/Unicode.h"
#include "domain/Imports.h"

#include <algorithm>
#include <array>

namespace kinora::api {
namespace {

Result<> checkVideoType(const http::Request& request) {
    constexpr std::array<std::string_view, 2> types{"video/mp4", "video/webm"};
    const std::string_view type = trim(request.headers.value("Content-Type"));
    if (std::ranges::any_of(types, [type](std::string_view each) { return http::equalsIgnoringCase(type, each); }))
        return {};
    return fail(Code::UnsupportedMediaType, "A video is video/mp4 or video/webm.");
}

// The body is the file and nothing else, so that it goes to the disk as it comes and nobody has to find its ends; what
// is known of it is in one field of the head, since a prompt in the query would be three times as long, and in logs.
Task<Result<http::Response>> importVideo(const Call& call, domain::Imports& imports) {
    const Result<> typed = checkVideoType(call.request);
    if (!typed)
        co_return std::unexpected(typed.error());
    auto wish = domain::readImportWish(std::string(call.request.headers.value("Kinora-Video")));
    if (!wish)
        co_return std::unexpected(std::move(wish.error()));
    if (!call.request.file)
        co_return fail(Code::BadRequest, "The body is the video.");
    const http::BodyFile& body = *call.request.file;
    domain::ArrivedFile file{.path = body.path(), .sha256 = body.sha256(), .bytes = body.bytes()};
    auto imported = co_await imports.add(call.principal(), std::move(*wish), std::move(file));
    if (!imported)
        co_return std::unexpected(std::move(imported.error()));
    co_return jsonResponse(imported->isNew ? 201 : 200, std::move(imported->video));
}

} // namespace

std::vector<Endpoint> importRoutes(domain::Imports& imports) {
    auto answerImport = [&imports](const Call& call) {
        return importVideo(call, imports);
    };
    return {
        {.method = "POST",
            .path = "/api/v1/videos/import",
            .access = Access::User,
            .handler = answerImport,
            .scope = domain::Scope::VideosWrite,
            .bodyLimit = domain::Imports::LargestFile,
            .bodyToFile = true},
    };
}

} // namespace kinora::api
