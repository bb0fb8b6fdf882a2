// Counts over everything on this database, for administrators and monitoring.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kinora::store {

struct UpstreamFigures {
    std::string upstream;
    std::int64_t inFlight = 0; ///< places taken
    bool drained = false;
};

/// Cheap at any size of the history: only what has not ended is counted.
struct Figures {
    std::map<std::string, std::int64_t> activeByStage; ///< stages without jobs are absent
    std::int64_t monthMicroUsd = 0;                    ///< charged or set aside in this month, all users
    std::int64_t auditEntries = 0;
    std::vector<UpstreamFigures> upstreams; ///< that any relay has named
};
[[nodiscard]] Task<Figures> readFigures(pg::Connection& connection);

struct StorageFigures {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
};
/// One pass over the table of files.
[[nodiscard]] Task<StorageFigures> readStorageFigures(pg::Connection& connection);

/// A file as the database knows it.
struct StoredBlob {
    std::string sha256; ///< hex
    std::uint64_t bytes = 0;
    std::chrono::seconds age{0};
};
/// All of them.
[[nodiscard]] Task<std::vector<StoredBlob>> readBlobs(pg::Connection& connection);

} // namespace kinora::store
