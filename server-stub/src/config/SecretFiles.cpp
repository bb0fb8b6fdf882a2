#include "config/SecretFiles.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Unicode.h"

#include <fmt/format.h>

#include <sys/stat.h>

namespace kinora::config {
namespace fs = std::filesystem;

fs::path secretFolder(const fs::path& dataDirectory) {
    return dataDirectory / "secrets";
}

Result<Secret> loadOrMakeSecret(const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error)
        return fail(
            Code::Internal, fmt::format("{} cannot be created: {}", file.parent_path().string(), error.message()));
    fs::permissions(file.parent_path(), fs::perms::owner_all, error);
    if (!fs::exists(file)) {
        constexpr std::size_t secretBytes = 32;
        const Result<> written = writeDurably(file, toBase64Url(randomBytes(secretBytes)) + "\n", 0600);
        if (!written)
            return fail(Code::Internal, fmt::format("{} cannot be written: {}", file.string(), written.error().detail));
    }
    struct stat status{};
    if (stat(file.c_str(), &status) != 0)
        return fail(Code::Internal, fmt::format("{} cannot be read", file.string()));
    if ((status.st_mode & 077U) != 0)
        return fail(Code::Internal,
            fmt::format("{0} can be read by others. Replace the secret, or run: chmod 600 {0}", file.string()));
    const Result<std::string> text = readFile(file);
    if (!text)
        return fail(Code::Internal, fmt::format("{} cannot be read: {}", file.string(), text.error().detail));
    const std::string_view value = trim(*text);
    if (value.empty())
        return fail(Code::Internal,
            fmt::format(
                "{} is empty. Restore it from a backup: every password and session depends on it.", file.string()));
    return Secret(value);
}

std::string secretFingerprint(const Secret& jwtSecret, const Secret& pepper) {
    // Keyed, so that the stored text does not help in guessing a weak secret faster than its own use would.
    const std::string first = hmacSha256(jwtSecret.reveal(), "kinora secret fingerprint v1");
    const std::string second = hmacSha256(pepper.reveal(), first);
    return toHex(second.substr(0, 16));
}

} // namespace kinora::config
