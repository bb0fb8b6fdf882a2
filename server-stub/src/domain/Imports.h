// Videos that were made elsewhere, brought here by their owner.
#pragma once

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Library.h"
#include "domain/Principal.h"
#include "domain/VideoEvents.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"
#include "store/Blobs.h"
#include "store/Video.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kinora::domain {

/// What is known of a video that comes.
struct ImportWish {
    std::string prompt; ///< may be empty
    std::optional<std::string> title;
    std::string model; ///< may be empty
    std::vector<std::string> tags;
    std::optional<TimePoint> createdAt; ///< nothing: now
};
/// From base64url of a JSON object; nothing is known where there is none. BadRequest, ValidationFailed.
[[nodiscard]] Result<ImportWish> readImportWish(const std::string& encoded);

/// A file that has come; whoever has it removes it unless it was taken over.
struct ArrivedFile {
    std::filesystem::path path;
    std::string sha256; ///< hex
    std::uint64_t bytes = 0;
};

class Imports {
public:
    static constexpr std::size_t LargestFile = std::size_t{2} << 30;
    static constexpr std::size_t PromptMaxLength = 1000; ///< code points
    static constexpr std::size_t ModelMaxLength = 100;

    /// All references must outlive this. `work` is where videos are decoded.
    explicit Imports(const Library::Parts& parts);

    struct Imported {
        json::object video;
        bool isNew = false; ///< else the user has these bytes already, and the video is that one as it stands
    };
    /// InvalidVideo for what is none; StorageFull; Unavailable when it may be tried again.
    [[nodiscard]] Task<Result<Imported>> add(Principal principal, ImportWish wish, ArrivedFile file);

private:
    /// The files are in the store.
    [[nodiscard]] Task<Result<Imported>> enter(
        store::Video video, std::vector<store::BlobRow> files, json::object media);

    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPools m_work;
    VideoEvents m_events;
};

} // namespace kinora::domain
