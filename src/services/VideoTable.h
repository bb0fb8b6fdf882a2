// What is known of a video, as text for other programs and for people: beside an exported file, and read back from
// there.
#pragma once

#include "core/Video.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

/// The names of the columns, as the members of storage/VideoRecord are called (those of its settings with what was
/// asked for, where the video has its own), and the cells of a row.
[[nodiscard]] QStringList tableColumns();
[[nodiscard]] QStringList tableCells(const Video& video);
/// A text as it stands in a cell: with an apostrophe before what spreadsheet programs would take for a formula. The
/// texts of tableCells() are so already.
[[nodiscard]] QString textCell(const QString& text);
/// One line of comma-separated values with its line end (RFC 4180).
[[nodiscard]] QString csvLine(const QStringList& cells);

struct TableRow {
    Video video;  ///< with the hash of the original
    QString file; ///< the name of the copy; empty where none was written
};
/// What stands in a table with these columns and "file", as an export writes it; nothing for a table of anything else.
/// Texts are without the apostrophes of textCell(), and as they stand where an earlier Kinora wrote none. Rows that
/// tell of no video are left out.
[[nodiscard]] std::optional<QList<TableRow>> readVideoTable(const QByteArray& content);

} // namespace kinora
