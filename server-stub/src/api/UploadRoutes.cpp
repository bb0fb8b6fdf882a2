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

} // namespace

std::vector<Endpoint> uploadRoutes(domain::Uploads& uploads) {
    auto answerAdd = [&uploads](const Call& call) {
        return add(call, uploads);
    };
    return {
        {"POST", "/api/v1/uploads", Access::User, answerAdd, domain::Scope::JobsWrite, domain::Uploads::LargestFile},
    };
}

} // namespace kinora::api
