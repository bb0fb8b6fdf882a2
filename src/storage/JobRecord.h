// How the library writes a job into one cell.
#pragma once

#include "core/Job.h"

#include <QByteArray>

#include <optional>

namespace kinora {

/// JSON with the relay's words for states; a member that holds its default may be left out.
QByteArray writeJobRecord(const Job& job);
/// Nothing when it is not a job record.
std::optional<Job> readJobRecord(const QByteArray& record);

} // namespace kinora
