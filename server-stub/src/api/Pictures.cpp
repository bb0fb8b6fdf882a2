#include "api/Pictures.h"

#include "base/Unicode.h"
#include "domain/Render.h"

#include <algorithm>
#include <array>

namespace kinora::api {

Result<> checkPictureType(const http::Request& request) {
    constexpr std::array<std::string_view, 3> types{"image/png", "image/jpeg", "image/webp"};
    const std::string_view type = trim(request.headers.value("Content-Type"));
    if (std::ranges::any_of(types, [type](std::string_view each) { return http::equalsIgnoringCase(type, each); }))
        return {};
    return fail(Code::UnsupportedMediaType, "A picture is image/png, image/jpeg or image/webp.");
}

http::Response pictureResponse(const Call& call, domain::StoredFile file) {
    const bool named = call.query("v") == file.sha256.substr(0, domain::PictureVersionLength);
    http::FileBody body{.path = std::move(file.path), .etag = "\"" + file.sha256 + "\""};
    http::Response response = http::Response::file(std::move(body), std::move(file.contentType));
    response.headers.set("Cache-Control", named ? "private, max-age=31536000, immutable" : "private, no-cache");
    return response;
}

} // namespace kinora::api
