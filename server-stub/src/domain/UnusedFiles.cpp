#include "domain/UnusedFiles.h"

#include "base/Log.h"
#include "base/WorkPool.h"
#include "media/ContentStore.h"
#include "store/Blobs.h"

namespace kinora::domain {

Task<> removeUnusedFiles(
    pg::Pool& pool, const media::ContentStore& content, WorkPool& work, std::vector<std::string> sha256s) {
    for (const std::string& sha256 : sha256s) {
        // One transaction each: whoever stores two files at once, in another order, is not to wait in a circle.
        pg::Transaction transaction = co_await pool.begin();
        const bool unknown = co_await store::claimUnknownBlob(transaction.connection(), sha256);
        if (!unknown)
            continue;
        auto removal = [&content, sha256] {
            content.remove(sha256);
        };
        const Result<> removed = co_await work.run(std::move(removal));
        if (!removed)
            log::warning("media", "the unused file {} is left in the content store: too much work is waiting", sha256);
        co_await transaction.rollback();
    }
}

} // namespace kinora::domain
