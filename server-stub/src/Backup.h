// Saving everything a relay cannot make again, and bringing it back.
#pragma once

#include "DatabaseAccess.h"
#include "base/Json.h"
#include "base/Result.h"
#include "config/Config.h"

#include <filesystem>

namespace kinora {

/// Database, videos, the secrets that password hashes and sessions depend on, and the kept head of the audit log, into
/// a folder that is made (or empty), readable by its owner only. The database is one snapshot, and every file that the
/// snapshot knows is copied and its hash checked, also while relays go on working. What was saved: the manifest. A
/// backup that is not complete is an error, and its folder is left without a manifest.
[[nodiscard]] Result<json::object> makeBackup(
    DatabaseAccess& database, const config::Config& config, const std::filesystem::path& target);

/// Into a data folder, a database and a media folder that are empty; anything else is refused before anything is
/// changed. Checked by hashes before (the dump, each file) and after (every table's count and checksum, the audit log's
/// chain). Upstreams of a backup with jobs that had not ended are drained: what waited then may have been made and paid
/// for since. What was restored: the manifest, with "drained".
[[nodiscard]] Result<json::object> restoreBackup(const config::Config& config, const std::filesystem::path& source);

} // namespace kinora
