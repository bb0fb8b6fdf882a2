// From "the upstream says it is done" to a hashed, probed file under its final name with a poster beside it.
#pragma once

#include "base/Task.h"
#include "base/WorkPool.h"
#include "jobs/Journal.h"
#include "jobs/KeptVideo.h"
#include "media/ContentStore.h"
#include "store/Job.h"
#include "upstreams/Upstream.h"

#include <boost/json/object.hpp>

#include <expected>
#include <string>

namespace kinora::jobs {

class ResultSaver {
public:
    ResultSaver(media::ContentStore& store, WorkPool& pool);

    /// One try. A trouble with a verdict is about these bytes or this disk; without one it may be tried again.
    [[nodiscard]] Task<std::expected<KeptVideo, upstreams::Trouble>> save(
        upstreams::Upstream& upstream, boost::json::object state);
    /// What is to be stored of it.
    [[nodiscard]] Journal::Result describe(const store::Job& job, std::string attemptId, const KeptVideo& saved) const;

private:
    media::ContentStore& m_store;
    WorkPool& m_pool;
};

} // namespace kinora::jobs
