// What is known of a video, as text for other programs and for people: beside an exported file, and read back from
// there.
#pragma once

#include "core/Video.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace kinora {

/// Every member of the video but what only its relay needs (seq), with the names of the relay's interface.
[[nodiscard]] QJsonObject videoRecord(const Video& video);

/// The same as a table: the names of the columns, and the cells of a row.
[[nodiscard]] QStringList tableColumns();
[[nodiscard]] QStringList tableCells(const Video& video);
/// One line of comma-separated values with its line end (RFC 4180).
[[nodiscard]] QString csvLine(const QStringList& cells);

} // namespace kinora
