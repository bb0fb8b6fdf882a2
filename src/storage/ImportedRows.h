// Rows of videos that were brought here from elsewhere, and how they meet what the relay says of them. Used by
// VideoStore only; runs inside its transactions.
#pragma once

#include "storage/VideoRows.h"

#include <QDateTime>
#include <QHash>

#include <chrono>
#include <optional>

namespace kinora {

/// An imported video that no relay was known to have, and has the bytes of the one that is told: it is that one from
/// now on, for its remixes too. What a person changed about it before is queued for the relay. Nothing when there is
/// none.
[[nodiscard]] Result<std::optional<KnownVideo>> becomeTold(
    const QSqlDatabase& connection, const Video& told, VideoChanges& changes);

/// Other rows of imports with the content of one that is told and known, and on no relay: what they have it has from
/// now on, and they leave the list. A relay has one video of each content.
[[nodiscard]] Result<void> takeDoubles(const QSqlDatabase& connection, const Video& told, VideoChanges& changes);

/// Of an id that an import had before the relay gave it another, that one.
[[nodiscard]] Result<QString> currentId(const QSqlDatabase& connection, const QString& id);

/// Whoever still holds the first id means the video with the other one.
[[nodiscard]] Result<void> noteFormerId(const QSqlDatabase& connection, const QString& former, const QString& id);

/// Puts into `told` what is known here of an imported video, and not there: what it was made with, and the shape of a
/// file that is here.
[[nodiscard]] Result<void> keepOwnFacts(const QSqlDatabase& connection, qint64 key, Video& told);

/// Of an imported video whose upload was begun and not answered the relay may have all. What it told in doubt is taken
/// for that only if it was last changed (by the relay's clock) between `clocksDiffer` before the upload was begun, and
/// `uploadsEndWithin` after the video was deleted here: others bring files too.
inline constexpr std::chrono::minutes clocksDiffer{2};
inline constexpr std::chrono::hours uploadsEndWithin{1};

/// The upload of an imported video with this content begins. False when there is none to be sent (any more).
[[nodiscard]] Result<bool> noteOffered(const QSqlDatabase& connection, const QString& sha256, const QDateTime& at);
/// It was deleted for ever at this moment; nothing to note when it was not offered.
[[nodiscard]] Result<void> noteDeleted(const QSqlDatabase& connection, const QString& sha256, const QDateTime& at);
/// The relay has answered: what it has of it is known.
[[nodiscard]] Result<void> forgetOffered(const QSqlDatabase& connection, const QString& sha256);
/// The relay has told all that it had at this moment: what of the notes is settled goes.
[[nodiscard]] Result<void> forgetSettled(const QSqlDatabase& connection, const QDateTime& toldAt);
/// When the imported video that is told was deleted for ever here, before the relay was heard of it; nothing when it
/// was not.
[[nodiscard]] Result<std::optional<QDateTime>> deletedWhenOffered(const QSqlDatabase& connection, const Video& told);

/// The oldest imported video that lies here and on no relay, and is not among `except`; remixes after what they were
/// made from, so that a relay hears the ids that it knows; without what it has refused,
/// and what has to wait until it has deleted another one with the same content. Nothing when there is none.
[[nodiscard]] Result<std::optional<LibraryVideo>> importToSend(
    const QSqlDatabase& connection, const QList<qint64>& except);

/// See VideoStore::importCounts().
[[nodiscard]] Result<ImportCounts> importCounts(const QSqlDatabase& connection);

/// See VideoStore::forgetRefusals().
[[nodiscard]] Result<VideoChanges> forgetRefusals(const QSqlDatabase& connection);

/// See VideoStore::contents().
[[nodiscard]] Result<QHash<QString, KnownContent>> allContents(const QSqlDatabase& connection);

/// See VideoStore::fillIn().
[[nodiscard]] Result<VideoChanges> fillIn(const QSqlDatabase& connection, const Video& told);

} // namespace kinora
