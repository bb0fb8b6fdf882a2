// What can be had of a damaged library beside its videos, which come back from their files. Used by Database only.
#pragma once

#include "core/Result.h"

#include <QSqlDatabase>

namespace kinora {

/// Copies, row by row and as far as it can be read, what a person did and no relay has heard yet: edits, requests, and
/// what is being written; and what was deleted and is not cleared away yet. Rows that are there already stay. A request
/// comes only if the table and its index say the same key: under another one it could be paid twice. All or nothing;
/// answers how many rows came.
[[nodiscard]] Result<qint64> takeQueue(const QSqlDatabase& from, const QSqlDatabase& into);

} // namespace kinora
