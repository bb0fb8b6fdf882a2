// The videos of one library, newest first.
#pragma once

#include "core/KeepRules.h"
#include "core/LibraryVideo.h"
#include "core/VideoEdit.h"
#include "core/VideoFilter.h"
#include "storage/Database.h"
#include "storage/EditQueue.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <limits>
#include <memory>
#include <optional>

namespace kinora {

struct KnownPlaces;

/// Lives in the thread of its Database's owner and must go before the Database. Reads are direct and short, those that
/// answer a future run in a thread of their own; writes are queued, and what they changed is told by changed() once it
/// is committed. Trashed videos are kept out where nothing else is said: a gallery does not show them.
class VideoStore : public QObject {
    Q_OBJECT
public:
    explicit VideoStore(Database& database, QObject* parent = nullptr);

    /// Every place that passes the filter, or the first of them: with a limit the newest of 100,000 take a millisecond,
    /// all of them far more than the GUI thread has.
    [[nodiscard]] Result<QList<VideoPlace>> places(
        const VideoFilter& filter = {}, std::optional<qsizetype> limit = {}) const;
    /// The same beside the thread that asks. Cancel the future of a search that is out of date: one that has not begun
    /// is left out.
    [[nodiscard]] QFuture<Result<QList<VideoPlace>>> search(
        const VideoFilter& filter, std::optional<qsizetype> limit = {}) const;
    /// Models and tags to choose from.
    [[nodiscard]] QFuture<Result<LibraryWords>> words() const;
    /// The rows of these keys, in the order asked; keys without a row are left out. At most 500 keys.
    [[nodiscard]] Result<QList<LibraryVideo>> rows(const QList<qint64>& keys) const;
    /// The next `limit` rows after the cursor, from the newest without one.
    [[nodiscard]] Result<QList<LibraryVideo>> page(const std::optional<VideoCursor>& after, int limit) const;
    /// NotFound when the library does not have it. Trashed ones too.
    [[nodiscard]] Result<LibraryVideo> find(const QString& id) const;
    /// Their ids, likewise, for any number of keys.
    [[nodiscard]] Result<QStringList> ids(const QList<qint64>& keys) const;
    /// What they have in common, for any number, beside the thread that asks.
    [[nodiscard]] QFuture<Result<ManyVideos>> many(const QList<qint64>& keys) const;
    /// As rows(), beside the thread that asks.
    [[nodiscard]] QFuture<Result<QList<LibraryVideo>>> rowsLater(const QList<qint64>& keys) const;
    /// The video with all that is of its kin: takes of the same request, the newest of its prompt, what it is a remix
    /// of, other remixes of that and its own remixes; newest first.
    [[nodiscard]] Result<QList<LibraryVideo>> family(const QString& id) const;
    /// Ids whose file is wanted and smaller than this, the newest first and no more than `limit`.
    [[nodiscard]] Result<QStringList> wanted(
        qint64 smallerThan = std::numeric_limits<qint64>::max(), int limit = std::numeric_limits<int>::max()) const;
    /// Ids without a poster on this computer, newest first.
    [[nodiscard]] Result<QStringList> withoutPoster(int limit) const;
    /// Keys, ids, sizes in bytes and files that should be on this computer.
    struct LocalFile {
        qint64 key = 0;
        QString id;
        QString file;
        qint64 bytes = 0;
    };
    [[nodiscard]] QFuture<Result<QList<LocalFile>>> localFiles() const;

    /// All contents that the library has, by SHA-256. Of several with one content one that is not in the trash.
    [[nodiscard]] QFuture<Result<QHash<QString, KnownContent>>> contents() const;

    /// The imported video that the relay has yet to get and that came first, but for these keys and what it refuses.
    [[nodiscard]] Result<std::optional<LibraryVideo>> importToSend(const QList<qint64>& except) const;
    [[nodiscard]] Result<ImportCounts> importCounts() const;
    /// An imported video with this content is about to be sent: from now on the relay may have it. False when there is
    /// none (any more).
    QFuture<Result<bool>> offerImport(const QString& sha256, const QDateTime& at);
    /// The relay's answer to it: the video it has with this content, to be stored as upsert() does, or that it has
    /// none.
    QFuture<Result<void>> settleImport(const QString& sha256, const std::optional<Video>& video);
    /// The relay has told all that it had at this moment: of imported videos that were deleted for ever long before,
    /// while they were sent or after an answer was lost, none will come any more.
    QFuture<Result<void>> forgetSettledImports(const QDateTime& toldAt);

    [[nodiscard]] QFuture<Result<LibraryTotals>> totals() const;

    /// Stores what the relay says. Rows that are here keep their file and poster; a version older than the stored one
    /// (by seq) is ignored; an imported one that only lay here becomes the one with the same bytes; edits that the
    /// relay has not heard yet stay in effect, and what is being deleted does not come back; nor does an imported one
    /// that was deleted for ever while it was sent: the relay is told to.
    QFuture<Result<void>> upsert(const QList<Video>& videos);
    /// What has changed on the relay up to a number, which is kept as this bookmark: of `gone` as remove(), of `videos`
    /// as upsert(), all of it or nothing. Answers what is left of those that are gone.
    QFuture<Result<QList<LeftFiles>>> takeChanges(
        const QList<Video>& videos, const QStringList& gone, const QString& bookmark, qint64 upTo);
    /// Videos whose files were brought to the library's folder. Those that are known, by their ids or their contents,
    /// get their file if they have none and do not lie in the trash, and what was not known of them; the others are
    /// new, and no relay is known to have them. Answers what became of each, in this order.
    QFuture<Result<QList<BroughtVideo>>> addLocal(const QList<LocalVideo>& videos);
    /// What has been found out about an imported video that is here, under the id of `told`: what it was made with,
    /// where nothing was known of it. What a person may have written stays as it is. A relay is not told.
    QFuture<Result<void>> fillIn(const Video& told);
    /// Of what lies in the library's folder (`root`) and no row has, the videos that are known by their ids get their
    /// file, the others are new: but what a person deleted for ever,
    /// whether or not the relay has heard it or the files are cleared away, what has another name by now, and what does
    /// not lie there any more. Answers how many rows are new.
    QFuture<Result<qint64>> takeBack(const QString& root, const QList<LocalVideo>& videos);
    /// Puts the rules into effect: what they ask for becomes Wanted, what they have no room for and may go becomes
    /// Absent. While something would have to go that may not, only what fits beside all that is here becomes Wanted.
    QFuture<Result<KeptFiles>> keep(const KeepRules& rules, const LetGo& letGo);
    /// Wanted and failed files become Absent, except of these videos.
    QFuture<Result<void>> unwant(const QStringList& except);
    /// Absent and failed files of these videos become Wanted, and all of them count as watched at this time, UTC. With
    /// a limit (0: none) as many as fit, in this order; answers the ids of the others, which stay as they are.
    QFuture<Result<QStringList>> want(const QStringList& ids, const QDateTime& at, qint64 limitBytes = 0);
    /// Files that failed, for this reason only where one is given, become Wanted again.
    QFuture<Result<void>> wantFailed(std::optional<ErrorCode> problem = {});
    /// Takes videos that are gone elsewhere out of the library, with the edits that wait for them. Answers what is left
    /// of them, here and by removeForever(); it is noted as leftFiles() until dropLeft().
    QFuture<Result<QList<LeftFiles>>> remove(const QStringList& ids);
    QFuture<Result<void>> setFileHere(const QString& id, const QString& relativeFile);
    QFuture<Result<void>> setFileState(const QString& id, FileState state, std::optional<ErrorCode> problem = {});
    /// Pictures: NotFound when the video has left the library.
    QFuture<Result<void>> setPoster(const QString& id, const QString& relativeFile);
    QFuture<Result<void>> setSprite(const QString& id, const QString& relativeFile);
    /// This poster or sprite sheet is no longer there, or cannot be read: there is none, until another is made.
    QFuture<Result<void>> forgetPicture(const QString& id, const QString& relativeFile);
    /// Played at this time, UTC.
    QFuture<Result<void>> setWatched(const QString& id, const QDateTime& at);
    /// The relay does not take this one: it is not sent until forgetRefusals().
    QFuture<Result<void>> setRefused(const QString& id, ErrorCode why);
    QFuture<Result<void>> forgetRefusals();
    QFuture<Result<void>> setTook(const QString& id, qint64 milliseconds);

    /// A number kept under this name; nothing before the first setBookmark().
    [[nodiscard]] Result<std::optional<qint64>> bookmark(const QString& name) const;
    QFuture<Result<void>> setBookmark(const QString& name, qint64 value);
    QFuture<Result<void>> dropBookmark(const QString& name);
    /// The highest number under which the relay has told of a video that is here; 0 without one.
    [[nodiscard]] Result<qint64> highestNumber() const;
    /// The relay was set back, to a backup perhaps: versions under these numbers are not newer than what it says now.
    /// Where there were any, which is answered, this bookmark is dropped in the same transaction: all has to be listed.
    QFuture<Result<bool>> forgetNumbers(const QList<LostNumbers>& lost, const QString& bookmark);
    /// There is a video that the relay is not known to have.
    [[nodiscard]] Result<bool> isAnyHereAlone() const;
    /// All that the relay has was listed, beginning when it stood at `from`: answers what it has deleted, and notes
    /// what it has lost (see forgetNumbers) as being only here. What came after `from` counts as listed.
    QFuture<Result<QStringList>> settleListing(const QSet<QString>& listed, qint64 from);

    /// Takes effect at once and is queued for the relay, in one transaction; ids that are unknown are passed over.
    /// `editedAt` is the moment by this computer's clock, as far as it can be: see momentAfter().
    QFuture<Result<void>> edit(const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt);
    /// Deleted for ever: out of the library at once, on the relay when it hears it.
    QFuture<Result<QList<LeftFiles>>> removeForever(const QStringList& ids, const QDateTime& editedAt);
    /// What lay here of videos that had been taken out when this was asked, and is not yet dropped; nothing of those
    /// that have come back.
    [[nodiscard]] QFuture<Result<QList<LeftFiles>>> leftFiles() const;
    /// These are cleared away.
    QFuture<Result<void>> dropLeft(const QList<qint64>& numbers);
    /// What to send next, at most `limit` videos; nothing when the relay knows all.
    [[nodiscard]] Result<std::optional<QueuedEdits>> nextEdits(int limit) const;
    /// The relay has answered edits: what it says of the videos, and the end of these edits, in one transaction.
    /// Answers the ids of which something newer came before this answer; it was stored with our edit in effect, so that
    /// only asking the relay again tells what became of it.
    QFuture<Result<QStringList>> settleEdits(const QList<qint64>& numbers, const QList<Video>& videos);

signals:
    void changed(const kinora::VideoChanges& changes);
    /// There is something new to tell the relay: nextEdits().
    void editsQueued();

private:
    /// `work` answers what changed and puts what the caller wants to know into its second argument.
    template <class T>
    QFuture<Result<T>> writeTelling(std::function<Result<VideoChanges>(QSqlDatabase&, T&)> work);
    QFuture<Result<void>> writeChanges(std::function<Result<VideoChanges>(QSqlDatabase&)> work);
    void tellChanges(VideoChanges changes);
    QFuture<Result<QList<LeftFiles>>> takeOut(const QStringList& ids, const std::optional<QDateTime>& forEverAt);

    Database& m_database;
    std::shared_ptr<KnownPlaces> m_known; ///< of the thread for long reads
};

} // namespace kinora
