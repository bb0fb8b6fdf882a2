// From a picture that somebody sends to a file in the content store: what avatars and uploads share.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "domain/Videos.h"
#include "media/ContentStore.h"
#include "media/Picture.h"
#include "store/Blobs.h"

#include <string>
#include <string_view>

namespace kinora::domain {

inline constexpr auto PictureContentType = "image/jpeg";

struct MadePicture {
    media::Picture picture;
    store::BlobRow row; ///< to be inserted before keepPicture()
};

/// `make` turns the bytes that were sent into a picture of our own, on `work`. ValidationFailed, with its sentence, if
/// it cannot; Unavailable if too much work is waiting.
[[nodiscard]] Task<Result<MadePicture>> makePicture(
    WorkPool& work, std::string sent, media::PictureResult (*make)(std::string_view));

/// Writes the file. After its row, in the same transaction: somebody who lets go of an equal picture removes the file
/// only while there is no row.
[[nodiscard]] Task<Result<>> keepPicture(WorkPool& work, media::ContentStore& content, std::string jpeg);

/// A picture that was kept, to be sent; Unavailable if its file is away.
[[nodiscard]] Result<StoredFile> openPicture(const media::ContentStore& content, const std::string& sha256);

} // namespace kinora::domain
