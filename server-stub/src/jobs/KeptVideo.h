// From a file that has arrived to a video in the content store: probed, with poster and sprite sheet beside it.
#pragma once

#include "media/ContentStore.h"
#include "media/Probe.h"
#include "store/Blobs.h"
#include "store/Video.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kinora::jobs {

struct KeptVideo {
    store::BlobRow content;
    store::BlobRow poster;
    std::optional<store::BlobRow> sprite; ///< none if it cannot be made: that is no reason to lose the video
    media::MediaFacts facts;

    /// In the order of their hashes, so that nobody waits in a circle.
    [[nodiscard]] std::vector<store::BlobRow> files() const;
    /// What the probe found, as it is kept with the video.
    [[nodiscard]] boost::json::object media() const;
    /// Size, length and files, put into a video.
    void describe(store::Video& video) const;
};

enum class NotKept {
    Invalid = 1, ///< these bytes are no video
    StorageFull,
    Failed,
};
struct KeepError {
    NotKept why = NotKept::Failed;
    std::string detail; ///< for the log
};

/// Takes the file over, unless it is Invalid. `sha256` (hex) and `bytes` are believed. Blocks: use it on a WorkPool.
[[nodiscard]] std::expected<KeptVideo, KeepError> keepVideo(
    media::ContentStore& store, const std::filesystem::path& incoming, const std::string& sha256, std::uint64_t bytes);

/// Once the rows of all files are locked, from when on nobody removes them.
[[nodiscard]] bool areThere(const media::ContentStore& store, const std::vector<store::BlobRow>& files);

} // namespace kinora::jobs
