// Pictures out: from whatever was decoded to a JPEG in the right colours. For this folder only.
#pragma once

#include "media/Libav.h"

#include <expected>
#include <string>

namespace kinora::media {

/// Null if there is no memory for it.
[[nodiscard]] Libav<AVFrame> newFrame(AVPixelFormat format, int width, int height);
/// Turned, scaled to that size once it is, and as JPEG means colours (BT.601, full range); BT.709 in where the source
/// says so or is large. Null on failure.
[[nodiscard]] Libav<AVFrame> forJpeg(const AVFrame& source, Turn turn, int width, int height);
/// Of a frame from forJpeg(). The error is a sentence for the log.
[[nodiscard]] std::expected<std::string, std::string> encodeJpeg(AVFrame& frame);

} // namespace kinora::media
