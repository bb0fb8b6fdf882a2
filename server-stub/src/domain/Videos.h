// The videos a user has.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "domain/WorkPools.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"
#include "store/Video.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kinora::domain {

enum class VideoFile { Content = 1, Poster, Sprite };

/// A file ready to be sent, with what a cache needs to know.
struct StoredFile {
    std::filesystem::path path;
    std::string sha256;    ///< hex; the file under one id never changes
    bool ofOneself = true; ///< another's is shown for as long as they like
    std::string contentType;
};

struct OwnVideosQuery {
    std::optional<std::string> text = {}; ///< part of title, prompt or a tag
    std::optional<std::string> orientation = {};
    std::optional<std::string> state = {}; ///< nothing: all but what is in the trash
    std::optional<std::string> favorite = {};
    std::optional<std::string> sort = {};
    std::optional<std::string> limit = {};
    std::optional<std::string> cursor = {};
};

/// Every read goes through canSee(): a foreign id answers as an absent one does.
class Videos {
public:
    /// All references must outlive this object. `work` is where videos are decoded.
    Videos(pg::Pool& pool, media::ContentStore& content, WorkPools work);

    [[nodiscard]] Task<Result<json::object>> list(Principal principal, OwnVideosQuery query);
    [[nodiscard]] Task<Result<json::object>> get(Principal principal, std::string videoId);
    /// A sprite sheet that is not there yet is made now. NotFound for one that cannot be made, and for a file that the
    /// content store has lost; Unavailable while the store cannot be read.
    [[nodiscard]] Task<Result<StoredFile>> file(Principal principal, std::string videoId, VideoFile which);
    [[nodiscard]] Task<json::object> stats(Principal principal);

private:
    /// The hash of its sprite sheet.
    [[nodiscard]] Task<Result<std::string>> makeSprite(store::Video video);

    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPools m_work;
};

} // namespace kinora::domain
