// Where the bytes are: content-addressed files, whole under their final name or not there at all.
#pragma once

#include "base/Result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::media {

struct Blob {
    std::string sha256; ///< hex
    std::uint64_t bytes = 0;
    std::string contentType;
};

/// <root>/ab/cd/<sha256>; several relays may share one root. Everything here blocks: use it on a WorkPool. Errors are
/// Code::StorageFull or Code::Internal; their details name no path.
class ContentStore {
public:
    explicit ContentStore(std::filesystem::path root);

    /// Makes the folders and removes what was left half-written more than a day ago.
    [[nodiscard]] Result<> prepare();

    /// A name nobody else uses, on the same file system as the store, for a file that is still arriving.
    [[nodiscard]] std::filesystem::path newIncoming() const;
    /// Takes over a complete file from newIncoming(): fsync, rename, fsync of the folders. `sha256` (hex) is believed.
    [[nodiscard]] Result<> adopt(const std::filesystem::path& incoming, std::string_view sha256);
    /// A small file from memory.
    [[nodiscard]] Result<Blob> add(std::string_view bytes, std::string contentType);
    void discard(const std::filesystem::path& incoming) const noexcept;

    /// Of a file that nothing refers to any more; one that is not here is fine.
    void remove(std::string_view sha256) const noexcept;

    struct Opened {
        std::filesystem::path path;
        std::uint64_t bytes = 0;
    };
    /// NotFound if it is not here; Unavailable if the store itself is not, a disk that is not mounted perhaps, or
    /// cannot be read.
    [[nodiscard]] Result<Opened> open(std::string_view sha256) const;
    struct Entry {
        std::string sha256;
        std::uint64_t bytes = 0;
        std::chrono::seconds age{0};
    };
    /// All that is in the store, in no order; what is still arriving is not.
    [[nodiscard]] std::vector<Entry> entries() const;
    /// Bytes can be written here right now.
    [[nodiscard]] Result<> check() const;

private:
    /// prepare() has been in this folder.
    [[nodiscard]] bool isHere() const;
    [[nodiscard]] std::filesystem::path pathOf(std::string_view sha256) const;
    [[nodiscard]] Result<std::filesystem::path> makeFolderFor(std::string_view sha256);

    std::filesystem::path m_root;
};

} // namespace kinora::media
