// Threads for work that would hold up an I/O thread.
#pragma once

#include "base/WorkPool.h"

namespace kinora::domain {

/// Both must outlive whoever holds this. Decoding takes minutes with a long film; what a transaction waits for must not
/// wait behind it, so that goes to `files`.
struct WorkPools {
    WorkPool& media; ///< decoding and encoding
    WorkPool& files; ///< writing small files, removing files
};

} // namespace kinora::domain
