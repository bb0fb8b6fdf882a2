// Videos that people show to everybody on this relay, and who likes them.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Page.h"
#include "store/Users.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace kinora::store {

/// What others see of a video: nothing of what its owner thinks of it, nor of how it was paid for.
struct PublishedVideo {
    std::string id;
    User owner;
    std::optional<std::string> title;
    std::string prompt;
    std::string orientation;
    int width = 0;
    int height = 0;
    std::chrono::milliseconds duration{0};
    std::string model;
    bool demo = false;
    std::uint64_t bytes = 0;
    std::string sha256; ///< hex
    std::string contentType;
    std::int64_t likes = 0; ///< of those who are active
    bool liked = false;     ///< by the one who asks
    TimePoint createdAt;
    TimePoint publishedAt;
};

struct PublishedQuery {
    std::string askingUserId;
    std::optional<std::string> userId; ///< nothing: of those whom the asking one follows
    std::optional<PageKey> after;
    int limit = 0;
};
/// Of active users only; the last published first.
[[nodiscard]] Task<Page<PublishedVideo>> listPublished(pg::Pool& pool, PublishedQuery wanted);
[[nodiscard]] Task<std::optional<PublishedVideo>> findPublished(
    pg::Pool& pool, std::string videoId, std::string askingUserId);
/// Both may be repeated; nothing happens where there is no such published video of somebody active.
[[nodiscard]] Task<> like(pg::Pool& pool, std::string userId, std::string videoId);
[[nodiscard]] Task<> unlike(pg::Pool& pool, std::string userId, std::string videoId);

} // namespace kinora::store
