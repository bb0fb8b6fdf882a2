// The picture that goes to the upstream with a job's words.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "media/ContentStore.h"
#include "upstreams/Upstream.h"

#include <optional>
#include <string>

namespace kinora::jobs {

class References {
public:
    /// Both must outlive this.
    References(const media::ContentStore& store, WorkPool& pool);

    /// `sha256` (hex) of a picture in the store; cut and scaled to `size` ("720x1280") where the upstream names one, as
    /// it wants a first frame of exactly that. Unavailable if too much work is waiting: ask again later. Any other
    /// error stays.
    [[nodiscard]] Task<Result<upstreams::Reference>> read(std::string sha256, std::optional<std::string> size);

private:
    const media::ContentStore& m_store;
    WorkPool& m_pool;
};

} // namespace kinora::jobs
