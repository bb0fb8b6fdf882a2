#include "api/UploadRoutes.h"

#include "api/Body.h"
#include "api/Pictures.h"
#include "domain/Uploads.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> add(const Call& call, domain::Uploads& uploads) {
    const Result<> typed = checkPictureType(call.request);
    if (!typed)
        co_return std::unexpected(typed.error());
    auto added = co_await uploads.add(call.principal(), call.request.body);
    if (!added)
        co_return std::unexpected(std::move(added.error()));
    co_return jsonResponse(201, std::move(*added));
}

Task<Result<http::Response>> image(const Call& call, domain::Uploads& uploads) {
    auto stored = co_await uploads.image(call.principal(), call.parameter("id"));
    if (!stored)
        co_return std::unexpected(stored.error());
    co_return pictureResponse(call, std::move(*stored));
}

} // namespace

std::vector<Endpoint> uploadRoutes(domain::Uploads& uploads) {
    auto answerAdd = [&uploads](const Call& call) {
        return add(call, uploads);
    };
    auto answerImage = [&uploads](const Call& call) {
        return image(call, uploads);
    };
    return {
        {"POST", "/api/v1/uploads", Access::User, answerAdd, domain::Scope::JobsWrite, domain::Uploads::LargestFile},
        {"GET", "/api/v1/uploads/{id}/image", Access::User, answerImage, domain::Scope::JobsRead},
    };
}

} // namespace kinora::api
