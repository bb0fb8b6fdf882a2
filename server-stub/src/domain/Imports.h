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
    std::string model;                    ///< may be empty
    std::string upstream;                 ///< that made it, likewise
    std::optional<json::object> settings; ///< as they were asked for; with all members
    std::optional<std::int64_t> chargedMicroUsd;
    std::optional<std::string> remixOf; ///< an id, of a video that may not be here
    std::optional<std::string> batchId; ///< likewise of what it is a take of
    bool demo = false;
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
    static constexpr std::size_t PromptMaxLength = 20'000; ///< code points: the most that any model may take
    static constexpr std::size_t ModelMaxLength = 100;     ///< of an upstream's name, too
    static constexpr std::size_t SizeMaxLength = 20;
    static constexpr std::size_t CameosMax = 50;
    static constexpr std::int64_t SecondsMax = 86'400;
    static constexpr std::int64_t ChargeMax = 1'000'000'000'000;

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
