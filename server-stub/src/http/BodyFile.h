// A request's body that went to the disk as it came, because it may be larger than the memory.
#pragma once

#include "base/Crypto.h"
#include "base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kinora::http {

/// The file goes with the object, unless somebody has renamed it by then. write() blocks no longer than the system
/// takes to keep a few kilobytes in mind.
class BodyFile {
public:
    /// Nothing may be there; the folder must. StorageFull or Internal.
    [[nodiscard]] static Result<BodyFile> create(std::filesystem::path path);
    BodyFile(BodyFile&& other) noexcept;
    BodyFile& operator=(BodyFile&& other) noexcept;
    ~BodyFile();

    [[nodiscard]] Result<> write(std::string_view bytes);
    /// After the last byte.
    void close();

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// Hex; once it is closed.
    [[nodiscard]] const std::string& sha256() const { return m_digest; }

private:
    BodyFile(std::filesystem::path path, int descriptor);

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uint64_t m_bytes = 0;
    Sha256 m_hash;
    std::string m_digest;
};

} // namespace kinora::http
