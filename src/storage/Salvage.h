// What can be had of a damaged library beside its videos, which come back from their files. Used by Database only.
#pragma once

#include <QSqlDatabase>

namespace kinora {

/// Copies, row by row and as far as it can be read, what a person did and no relay has heard yet: edits, requests, and
/// what is being written. Rows that are there already stay. Answers how many came.
qint64 takeQueue(const QSqlDatabase& from, const QSqlDatabase& into);

} // namespace kinora
