// The account's library on its relay: what changed there, and what is to be changed.
#pragma once

#include "core/Error.h"
#include "core/Result.h"
#include "core/Video.h"
#include "core/VideoEdit.h"

#include <QDateTime>
#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>

namespace kinora {

/// What happened after a number, in order; of each video only the last.
struct LibraryChanges {
    QList<Video> videos;
    QStringList deleted;     ///< for ever
    qint64 next = 0;         ///< to ask for what comes after
    bool more = false;       ///< there is more at once
    QList<LostNumbers> lost; ///< all that the relay knows of
};

struct EditedVideos {
    QList<Video> videos; ///< as they stand; where a later edit holds, without this one
    QStringList missing; ///< the relay does not have them (any more)
};

/// Rules and common errors as RelayApi.
class LibraryApi {
public:
    static constexpr int mostEdited = 1000;
    static constexpr int mostChanges = 500;
    /// Never given out by a relay: asking for what comes after it tells where the relay stands.
    static constexpr qint64 unknownChange = 9007199254740991;

    virtual ~LibraryApi() = default;

    /// How far the relay's clock is ahead of this computer's, as far as it is known by now.
    [[nodiscard]] virtual std::chrono::milliseconds relayAhead() const = 0;

    /// Changes videos alike, but VideoEdit::restore, for which there is restoreVideo(). May be sent again: per field
    /// the edit with the later `editedAt` (by this computer's clock; the relay is told it by its own) holds.
    /// ValidationFailed, Conflict.
    [[nodiscard]] virtual QFuture<Result<EditedVideos>> editVideos(
        const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) = 0;
    /// Out of the trash, to what it was before; as it stands then. One that is not in the trash stays as it is. An edit
    /// of the state as by editVideos(): what was done later holds, and it may be sent again. NotFound.
    [[nodiscard]] virtual QFuture<Result<Video>> restoreVideo(const QString& videoId, const QDateTime& editedAt) = 0;
    /// Brings the relay a video that it did not make: the file, its title, prompt, model and date, and what it was made
    /// with; of a prompt and settings beyond some 4,000 characters the beginning. Answers the
    /// video that has these bytes on the relay, which may have been there before, under its own id. InvalidVideo,
    /// PayloadTooLarge, StorageFull, ValidationFailed; FileFailed; NotFound from a relay that takes none.
    [[nodiscard]] virtual QFuture<Result<Video>> importVideo(const QString& file, const Video& video) = 0;
    /// For ever. NotFound where it is gone already.
    [[nodiscard]] virtual QFuture<Result<void>> removeVideo(const QString& videoId) = 0;
    /// ResyncRequired with Error::seq and Error::lost for a number that the relay does not know; NotFound from a relay
    /// that cannot tell.
    [[nodiscard]] virtual QFuture<Result<LibraryChanges>> changes(qint64 since) = 0;
};

} // namespace kinora
