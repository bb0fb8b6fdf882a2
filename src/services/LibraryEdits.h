// What a person changes about their videos: in effect here at once, and queued for the relay.
#pragma once

#include "core/Clock.h"
#include "core/Result.h"
#include "core/VideoEdit.h"
#include "services/EditSender.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QStringList>

namespace kinora {

/// Works the same with and without a relay. The answers come when the edit is on this disk and the views have been told
/// (Library::videosChanged); errors as the disk gives them: DiskFull, FileFailed, Busy. Ids that the library does not
/// have are passed over. GUI thread only.
class LibraryEdits final : public QObject {
    Q_OBJECT

public:
    static constexpr int bestRating = 5;
    static constexpr int longestTitle = 200; ///< what is longer is cut
    static constexpr int longestTag = 50;

    /// All outlive this.
    LibraryEdits(LibraryApi& library, RelayApi& relay, VideoStore& videos, const MediaFolder& folder,
        const Clock& clock, QObject* parent = nullptr);

    /// The relay can be asked: it hears of the edits that wait.
    void setOnline(bool online);
    /// The relay is there again: what waits after a failure need not wait longer.
    void sendNow();

    /// An empty title takes it away.
    QFuture<Result<void>> setTitle(const QString& id, const QString& title);
    QFuture<Result<void>> setFavorite(const QStringList& ids, bool favorite);
    /// 0 (none) to bestRating.
    QFuture<Result<void>> setRating(const QStringList& ids, int rating);
    /// White space around a tag does not count; an empty one is none.
    QFuture<Result<void>> addTag(const QStringList& ids, const QString& tag);
    QFuture<Result<void>> removeTag(const QStringList& ids, const QString& tag);
    /// For everybody on the relay to see, or for oneself alone again. Not for what is in the trash.
    QFuture<Result<void>> setPublished(const QStringList& ids, bool published);
    QFuture<Result<void>> trash(const QStringList& ids);
    /// Out of the trash, as what they were: what was published is so again.
    QFuture<Result<void>> restore(const QStringList& ids);
    /// Also the files on this computer, at once.
    QFuture<Result<void>> removeForever(const QStringList& ids);

signals:
    /// The relay refused edits of these videos for good (see Error); the library shows its word again.
    void refused(const QStringList& ids, const kinora::Error& error);
    /// Deleted for ever here: what lay on this computer is about to be cleared away.
    void removed(const QList<kinora::LeftFiles>& left);
    /// Edited here, and not on the relay (any more): deleted for ever elsewhere, or lost. See
    /// LibrarySync::lookForGone().
    void missing(const QStringList& ids);
    /// The relay has heard some of the edits that waited.
    void heard();

private:
    QFuture<Result<void>> edit(const QStringList& ids, const VideoEdit& edit);

    VideoStore& m_videos;
    const MediaFolder& m_folder;
    const Clock& m_clock;
    EditSender m_sender;
};

} // namespace kinora
