// Files that nobody refers to any more.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <string>
#include <vector>

namespace kinora {
class WorkPool;
}
namespace kinora::media {
class ContentStore;
}

namespace kinora::domain {

/// Removes from the content store those of `sha256s` that no row names; call it once the transaction that dropped their
/// rows is committed. One that somebody stores again meanwhile stays, provided that they write the file after its row,
/// or look for it then, as a job does whose result may have been stored just before.
/// What is left because too much work is waiting does no harm and is logged.
[[nodiscard]] Task<> removeUnusedFiles(
    pg::Pool& pool, const media::ContentStore& content, WorkPool& work, std::vector<std::string> sha256s);

} // namespace kinora::domain
