#include "storage/ToldRows.h"

#include "storage/EditQueue.h"
#include "storage/ImportedRows.h"

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

Result<void> insertOne(const QSqlDatabase& connection, const Video& video, VideoChanges& changes) {
    const Result<qint64> key = insertVideo(connection, video, FileState::Absent, true);
    if (!key)
        return std::unexpected(key.error());
    if (video.state != VideoState::Trashed)
        changes.inserted << placeOf(*key, video);
    return {};
}

/// The row that it is from now on, where an import has its content. Nothing, too, for one that is being deleted for
/// ever.
Result<std::optional<KnownVideo>> meetImport(const QSqlDatabase& connection, const Video& told, VideoChanges& changes) {
    const Result<bool> leaves = isRemovalQueued(connection, told.id);
    if (!leaves)
        return std::unexpected(leaves.error());
    if (*leaves)
        return std::nullopt;
    const Result<std::optional<KnownVideo>> known = becomeTold(connection, told, changes);
    if (!known)
        return known;
    if (*known)
        return known;
    const Result<std::optional<QDateTime>> deletedAt = deletedWhenOffered(connection, told);
    if (!deletedAt)
        return std::unexpected(deletedAt.error());
    if (*deletedAt) {
        // The relay may refuse it: then it is shown from now on.
        if (const Result<void> forgotten = forgetOffered(connection, told.sha256); !forgotten)
            return std::unexpected(forgotten.error());
        if (const Result<void> queued = queueRemoval(connection, told.id, told.sha256, **deletedAt); !queued)
            return std::unexpected(queued.error());
        changes.queued = true;
    }
    return std::nullopt;
}

} // namespace

void noteChange(const Video& video, const KnownVideo& before, VideoChanges& changes) {
    const bool trashed = video.state == VideoState::Trashed;
    if (trashed && !before.trashed)
        changes.removed << before.key;
    else if (!trashed && before.trashed)
        changes.inserted << placeOf(before.key, video);
    else
        changes.updated << before.key;
}

Result<void> storeTold(const QSqlDatabase& connection, const Video& told, VideoChanges& changes) {
    Result<std::optional<KnownVideo>> known = knownVideo(connection, told.id);
    if (known && !*known)
        known = meetImport(connection, told, changes);
    if (!known)
        return std::unexpected(known.error());
    if (*known && told.seq < (*known)->seq)
        return {};
    Result<std::optional<Video>> edited = withQueued(connection, told);
    if (!edited)
        return std::unexpected(edited.error());
    if (!*edited) // being deleted for ever
        return {};
    Video& video = **edited;
    if (!*known)
        return insertOne(connection, video, changes);
    if (const Result<void> kept = keepOwnFacts(connection, (*known)->key, video); !kept)
        return kept;
    if (const Result<void> done = updateVideo(connection, (*known)->key, video); !done)
        return done;
    noteChange(video, **known, changes);
    const auto noted =
        runSql(connection, u"UPDATE videos SET on_relay = 1 WHERE key = ? AND NOT on_relay"_s, {(*known)->key});
    if (!noted)
        return std::unexpected(noted.error());
    changes.queued = changes.queued || noted->numRowsAffected() > 0; // what was changed about it waited for this
    return {};
}

} // namespace kinora
