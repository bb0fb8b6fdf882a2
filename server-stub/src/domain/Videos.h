// The videos a user has.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kinora::domain {

enum class VideoFile { Content = 1, Poster };

/// A file ready to be sent, with what a cache needs to know.
struct StoredFile {
    std::filesystem::path path;
    std::string sha256; ///< hex; the file under one id never changes
    std::string contentType;
};

/// Every read goes through canSee(): a foreign id answers as an absent one does.
class Videos {
public:
    /// All references must outlive this object.
    Videos(pg::Pool& pool, media::ContentStore& content);

    [[nodiscard]] Task<Result<json::object>> list(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);
    [[nodiscard]] Task<Result<json::object>> get(Principal principal, std::string videoId);
    [[nodiscard]] Task<Result<StoredFile>> file(Principal principal, std::string videoId, VideoFile which);
    [[nodiscard]] Task<json::object> stats(Principal principal);

private:
    pg::Pool& m_pool;
    media::ContentStore& m_content;
};

} // namespace kinora::domain
