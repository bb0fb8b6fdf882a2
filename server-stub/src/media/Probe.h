// Media facts of a file, and whether it is whole.
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <string>

namespace kinora::media {

struct MediaFacts {
    std::string container; ///< "mp4", "webm", …
    std::string videoCodec;
    std::string audioCodec; ///< empty without sound
    int width = 0;          ///< as it is shown, turned where the file says so
    int height = 0;
    std::chrono::milliseconds duration{0};

    /// "video/mp4" or "video/webm".
    [[nodiscard]] std::string contentType() const;
};

/// Decodes the whole file, since a container's own word says nothing about bytes that never arrived. The error is a
/// sentence for the log. Blocks, about a tenth of the running time; thread-safe.
[[nodiscard]] std::expected<MediaFacts, std::string> probe(const std::filesystem::path& path);

} // namespace kinora::media
