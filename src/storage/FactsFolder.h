// What is known of the videos whose files are here, beside the database: one small file each, so that a library can be
// rebuilt without its database and without a relay.
#pragma once

#include "core/LibraryVideo.h"
#include "core/Result.h"

#include <QList>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

/// "facts/<id>.json" below the library's root: what VideoRecord writes, and "file", where the video lies. Each is
/// written whole or not at all; one that cannot be read says nothing of the others. Thread-safe: holds nothing but the
/// root.
class FactsFolder {
public:
    explicit FactsFolder(QString root);

    /// Leaves a file that says the same already alone. Errors: DiskFull, FileFailed.
    [[nodiscard]] Result<void> write(const LocalVideo& facts) const;
    /// Those whose files are here; one that cannot be written keeps none of the others from it.
    [[nodiscard]] Result<void> writeAll(const QList<LibraryVideo>& rows) const;
    /// The same with the rows of these keys, at most 500. Errors also as runSql.
    [[nodiscard]] Result<void> writeOf(const QSqlDatabase& connection, const QList<qint64>& keys) const;
    [[nodiscard]] bool has(const QString& videoId) const;
    void remove(const QString& videoId) const;
    /// Moves them away with the video, beside it: another program, or Kinora, finds them there.
    void moveBeside(const QString& videoId, const QString& videoFile) const;
    /// Every file that can be read.
    [[nodiscard]] QList<LocalVideo> readAll() const;
    /// The videos that have facts, read or not; in any order.
    [[nodiscard]] QStringList ids() const;
    /// Nothing where they cannot be read.
    [[nodiscard]] std::optional<LocalVideo> read(const QString& videoId) const;

private:
    [[nodiscard]] QString fileOf(const QString& videoId) const;

    QString m_root;
};

} // namespace kinora
