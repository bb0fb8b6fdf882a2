// From "the upstream says it is done" to a hashed, probed file under its final name with a poster beside it.
#pragma once

#include "base/Task.h"
#include "base/WorkPool.h"
#include "media/ContentStore.h"
#include "media/Probe.h"
#include "store/Blobs.h"
#include "store/Job.h"
#include "store/Video.h"
#include "upstreams/Upstream.h"

#include <boost/json/object.hpp>

#include <expected>

namespace kinora::jobs {

struct SavedResult {
    store::BlobRow content;
    store::BlobRow poster;
    media::MediaFacts facts;
};

/// What the probe found, as it is kept with the video.
[[nodiscard]] boost::json::object mediaOf(const media::MediaFacts& facts);
[[nodiscard]] store::Video videoOf(const store::Job& job, const SavedResult& saved);

class ResultSaver {
public:
    ResultSaver(media::ContentStore& store, WorkPool& pool);

    /// One try. A trouble with a verdict is about these bytes or this disk; without one it may be tried again.
    [[nodiscard]] Task<std::expected<SavedResult, upstreams::Trouble>> save(
        upstreams::Upstream& upstream, boost::json::object state);

private:
    media::ContentStore& m_store;
    WorkPool& m_pool;
};

} // namespace kinora::jobs
