#include "domain/KeptPictures.h"

#include "base/Crypto.h"

#include <utility>

namespace kinora::domain {

Task<Result<MadePicture>> makePicture(
    WorkPool& work, std::string sent, media::PictureResult (*make)(std::string_view)) {
    auto making = [sent = std::move(sent), make]() -> Result<MadePicture> {
        media::PictureResult picture = make(sent);
        if (!picture)
            return failField("body", "invalid", picture.error());
        MadePicture made;
        made.row.sha256 = toHex(sha256(picture->jpeg));
        made.row.bytes = picture->jpeg.size();
        made.row.contentType = PictureContentType;
        made.picture = std::move(*picture);
        return made;
    };
    Result<Result<MadePicture>> done = co_await work.run(std::move(making));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    co_return std::move(*done);
}

Task<Result<>> keepPicture(WorkPool& work, media::ContentStore& content, std::string jpeg) {
    auto writing = [&content, jpeg = std::move(jpeg)]() -> Result<> {
        const Result<media::Blob> added = content.add(jpeg, PictureContentType);
        if (!added)
            return std::unexpected(added.error());
        return {};
    };
    Result<Result<>> done = co_await work.run(std::move(writing));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    co_return std::move(*done);
}

Result<StoredFile> openPicture(const media::ContentStore& content, const std::string& sha256) {
    auto opened = content.open(sha256);
    if (!opened)
        return fail(Code::Unavailable, "This picture cannot be read at the moment.");
    return StoredFile{.path = std::move(opened->path), .sha256 = sha256, .contentType = PictureContentType};
}

} // namespace kinora::domain
