// Damaged databases that were moved out of the way. Used by Database only.
#pragma once

#include "core/Result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace kinora {

/// A mark beside the database names each of them from before it is moved until what waited in it is taken over and
/// somebody was told: a program that is killed in between goes on with that when it starts next. Nothing is deleted:
/// what can still be read may be all there is.
class SetAside {
public:
    /// `database` is its file.
    explicit SetAside(QString database);

    /// What earlier runs have noted; a move that was broken off is ended. Before the database is opened: SQLite deletes
    /// a WAL without its file. FileFailed.
    [[nodiscard]] Result<void> read();
    /// Moves the file and its WAL out of the way. DiskFull, FileFailed: where it cannot be noted nothing is moved.
    [[nodiscard]] Result<void> move();

    /// The latest that the mark names; empty without one.
    [[nodiscard]] QString latest() const;
    /// Those from which nothing was taken over yet, the latest first.
    [[nodiscard]] QStringList waiting() const;
    void noteTakenOver(const QString& file);
    /// Somebody knows of them.
    void told();

private:
    struct File {
        QString path;
        bool isTakenOver = false;
    };
    [[nodiscard]] QString markFile() const;
    [[nodiscard]] Result<void> writeMark() const;
    [[nodiscard]] QString freePath() const;
    [[nodiscard]] Result<void> moveCompanions(const QString& aside) const;

    QString m_database;
    QList<File> m_files; ///< the latest last
};

} // namespace kinora
