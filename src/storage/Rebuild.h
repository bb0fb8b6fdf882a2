// Finds the videos of a library in its folder, when the database that knew them is lost.
#pragma once

#include "storage/FactsFolder.h"
#include "storage/VideoStore.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <atomic>

namespace kinora {

struct FoundVideos {
    /// With facts and the file they are about, whose size and hash are as they say.
    QList<LocalVideo> known;
    /// Files without facts, by SHA-256: whose they are a relay can tell.
    QHash<QString, QString> others;
};

/// Looks at everything under "facts" and "videos" but the files that are known already (relative to the root). Reads
/// every file whole: not for the GUI thread. Ends early, with what it has, once `stop` is true.
[[nodiscard]] FoundVideos findVideos(
    const QString& root, const QSet<QString>& knownFiles, const std::atomic<bool>& stop);

/// Of videos whose file is gone from its place: those that somebody has renamed or moved under "videos", with the new
/// place relative to the root. By size and hash, as their facts say; ends early likewise.
[[nodiscard]] QHash<QString, QString> findMoved(
    const QString& root, const QStringList& ids, const QSet<QString>& knownFiles, const std::atomic<bool>& stop);

/// What a list has.
struct ListedVideos {
    QSet<QString> ids;   ///< of those whose file is there
    QSet<QString> files; ///< all that a row or somebody else speaks of, relative to the root
};

/// Videos that have facts and lie where these say, whole, in a file of their own: a list that has lost them can have
/// them back. Reads the names of all files, and where one is left over the facts of all that are not listed. Ends early
/// likewise.
[[nodiscard]] QList<LocalVideo> findLost(
    const QString& root, const ListedVideos& listed, const std::atomic<bool>& stop);

/// What a list says of a folder.
struct ListedFiles {
    QList<VideoStore::LocalFile> files;
    QSet<QString> spokenFor; ///< others that it is known of why they lie there, relative to the root
    bool mayLack = false;    ///< there may be videos that it does not have
};

/// What is otherwise than a list says.
struct ChangedFiles {
    QStringList gone;              ///< videos whose file is not in its place, or of another size
    QHash<QString, QString> moved; ///< of these, as findMoved()
    QList<qint64> withoutFacts;    ///< keys of videos
    QList<LocalVideo> lost;        ///< as findLost()
};

/// Looks at each file, and where some are gone or the list may lack some at all others. Not for the GUI thread; ends
/// early likewise.
[[nodiscard]] ChangedFiles findChanges(const QString& root, const ListedFiles& listed, const std::atomic<bool>& stop);

} // namespace kinora
