// Edits that the relay has not heard yet: of each field of a video the last one, of its state the last publishing or
// unpublishing and the last way into the trash or out of it. Used by VideoStore only; runs inside its transactions.
#pragma once

#include "core/LibraryVideo.h"
#include "core/VideoEdit.h"
#include "storage/Database.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace kinora {

/// The same edit of some videos, made in one moment.
struct QueuedEdits {
    QList<qint64> numbers; ///< of the queue's rows; an edit made again since has another number
    QStringList ids;       ///< of the videos, as many as numbers
    VideoEdit edit;        ///< of one field
    bool removal = false;  ///< deleted for ever; the edit is then empty
    QDateTime editedAt;    ///< by this computer's clock as it was then, UTC
    QDateTime seen;        ///< the last change of the videos known then, by the relay's clock; invalid without one
};

/// When an edit was made; see QueuedEdits.
struct EditMoment {
    QDateTime editedAt;
    QDateTime seen;
};

/// When an edit of these videos was made that `editedAt` is the moment of: by either clock later than the edits of its
/// fields that wait, though this computer's was set back meanwhile, or is behind.
[[nodiscard]] Result<EditMoment> momentAfter(
    const QSqlDatabase& connection, const QList<LibraryVideo>& rows, const VideoEdit& edit, const QDateTime& editedAt);
[[nodiscard]] Result<void> queueEdit(
    const QSqlDatabase& connection, const QString& id, const VideoEdit& edit, const EditMoment& moment);
/// One that was made before, under another id perhaps: where a later one of its field waits, that one stays.
[[nodiscard]] Result<void> queueEditMade(
    const QSqlDatabase& connection, const QString& id, const VideoEdit& edit, const QDateTime& editedAt);
/// Edits of the video that wait are dropped: deleted for ever wins over all. No import with the same content is sent
/// before the relay has heard it.
[[nodiscard]] Result<void> queueRemoval(
    const QSqlDatabase& connection, const QString& id, const QString& sha256, const QDateTime& editedAt);
/// It is not deleted after all.
[[nodiscard]] Result<void> dropRemoval(const QSqlDatabase& connection, const QString& id);
/// It is being deleted for ever.
[[nodiscard]] Result<bool> isRemovalQueued(const QSqlDatabase& connection, const QString& id);
/// The video has another id from now on; of what waits for either the later stays.
[[nodiscard]] Result<void> renameQueued(const QSqlDatabase& connection, const QString& from, const QString& to);
[[nodiscard]] Result<void> dropQueued(const QSqlDatabase& connection, const QList<qint64>& numbers);

/// What the relay says, with what it has not heard yet done to it; nothing for a video that is being deleted.
[[nodiscard]] Result<std::optional<Video>> withQueued(const QSqlDatabase& connection, const Video& video);

/// The oldest edit with those like it, at most `limit`; nothing when the queue is empty. Edits of imports that no relay
/// is known to have stay in the queue until one is.
[[nodiscard]] Result<std::optional<QueuedEdits>> oldestQueued(const QSqlDatabase& connection, int limit);

} // namespace kinora
