// The schema of a library, as numbered steps.
#pragma once

#include "core/Result.h"

#include <QSqlDatabase>
#include <QStringList>

#include <functional>
#include <span>

namespace kinora {

/// One step: its statements, then its work, run in one transaction together with the version number that records it.
struct Migration {
    int version;
    QStringList statements;
    /// What SQL alone cannot do; nothing for most.
    std::function<Result<void>(QSqlDatabase&)> work = {};
};

/// All steps in order; versions count up from 1 without gaps.
std::span<const Migration> libraryMigrations();

/// Brings the database from its `user_version` to the last of `migrations`. A step that fails leaves the version before
/// it. LaterVersion when the file is from a later Kinora, otherwise as runSql.
Result<void> migrate(QSqlDatabase& connection, std::span<const Migration> migrations);

} // namespace kinora
