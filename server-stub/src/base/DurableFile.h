// Files that are whole under their final name or not there at all, power cut included.
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <sys/types.h>

namespace kinora {

/// Written under a temporary name in the folder of the final one; commit() is write, fsync, rename, fsync of the
/// folder. Without commit() nothing stays behind. Blocking: use on a WorkPool when it may be large. Errors:
/// Code::StorageFull when there is no room (or quota), else Code::Internal; details name no path.
class DurableFile {
public:
    /// Creates the temporary file beside `target` (whose folder must exist), readable as `mode` says.
    [[nodiscard]] static Result<DurableFile> create(const std::filesystem::path& target, mode_t mode = 0600);
    DurableFile(DurableFile&& other) noexcept;
    DurableFile& operator=(DurableFile&& other) noexcept;
    ~DurableFile();

    [[nodiscard]] Result<> write(std::string_view bytes);
    /// Gives the file its final name, replacing what is there.
    [[nodiscard]] Result<> commit();
    /// As commit(), under another name in the same file system (for names known only once all bytes are: hashes).
    [[nodiscard]] Result<> commitAs(const std::filesystem::path& target);

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Where the bytes are until commit().
    [[nodiscard]] const std::filesystem::path& temporaryPath() const { return m_temporary; }

private:
    DurableFile(int descriptor, std::filesystem::path target, std::filesystem::path temporary);
    void discard() noexcept;

    int m_descriptor = -1;
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    std::uint64_t m_size = 0;
};

/// A small file in one go.
[[nodiscard]] Result<> writeDurably(const std::filesystem::path& target, std::string_view bytes, mode_t mode = 0600);
/// Makes renames and new names in `folder` survive a power cut.
[[nodiscard]] Result<> syncFolder(const std::filesystem::path& folder);
/// The whole of a small file.
[[nodiscard]] Result<std::string> readFile(
    const std::filesystem::path& path, std::size_t limit = std::size_t{16} << 20);

} // namespace kinora
