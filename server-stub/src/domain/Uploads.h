// Pictures that people send to use them in a job or for a cameo.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/KeptPictures.h"
#include "domain/Principal.h"
#include "domain/WorkPools.h"
#include "pg/Pool.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace kinora::domain {

class Uploads {
public:
    static constexpr std::size_t LargestFile = 10 << 20;
    static constexpr int LongestSide = 2048;
    /// That wait for being used.
    static constexpr std::int64_t MostUnused = 100;
    /// How long one that nothing uses is kept.
    static constexpr std::chrono::hours UnusedAge{24};

    /// All references must outlive this. `work` is where pictures are decoded.
    Uploads(pg::Pool& pool, media::ContentStore& content, WorkPools work);

    /// `sent`: the bytes of a PNG, JPEG or WebP, whatever they are called. ValidationFailed if they are none, Conflict
    /// if too many lie about unused.
    [[nodiscard]] Task<Result<json::object>> add(Principal principal, std::string sent);
    /// The picture that was kept of it; NotFound unless it is this user's and still there.
    [[nodiscard]] Task<Result<StoredFile>> image(Principal principal, std::string id);
    /// What has been unused for too long.
    [[nodiscard]] Task<> sweep();

private:
    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPools m_work;
};

} // namespace kinora::domain
