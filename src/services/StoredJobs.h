// JobCache in the account's library.
#pragma once

#include "services/JobCache.h"
#include "storage/JobStore.h"

namespace kinora {

class StoredJobs final : public JobCache {
public:
    /// `jobs` outlives this.
    explicit StoredJobs(JobStore& jobs);

    [[nodiscard]] QFuture<Result<QList<Job>>> load() override;
    void put(const Job& job) override;
    void remove(const QString& jobId) override;

private:
    JobStore& m_jobs;
};

} // namespace kinora
