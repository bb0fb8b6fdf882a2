#include "services/StoredJobs.h"

namespace kinora {

StoredJobs::StoredJobs(JobStore& jobs)
    : m_jobs(jobs) {
}

QFuture<Result<QList<Job>>> StoredJobs::load() {
    return readyResult(m_jobs.all());
}

// A cache that cannot be written costs a moment at the next start; the storage has logged why.

void StoredJobs::put(const Job& job) {
    [[maybe_unused]] const auto saved = m_jobs.save(job);
}

void StoredJobs::remove(const QString& jobId) {
    [[maybe_unused]] const auto removed = m_jobs.remove(jobId);
}

} // namespace kinora
