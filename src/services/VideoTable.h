// What is known of a video, as text for other programs and for people: beside an exported file, and read back from
// there.
#pragma once

#include "core/Video.h"

#include <QString>
#include <QStringList>

namespace kinora {

/// The names of the columns, as the members of storage/VideoRecord are called (those of its settings with what was
/// asked for, where the video has its own), and the cells of a row.
[[nodiscard]] QStringList tableColumns();
[[nodiscard]] QStringList tableCells(const Video& video);
/// One line of comma-separated values with its line end (RFC 4180).
[[nodiscard]] QString csvLine(const QStringList& cells);

} // namespace kinora
