// Keeps the account's library equal to the relay's.
#pragma once

#include "core/Clock.h"
#include "net/LibraryApi.h"
#include "net/RelayApi.h"
#include "services/CreationService.h"
#include "services/Downloads.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QDateTime>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <optional>

namespace kinora {

/// Asks what has changed since the number it stored last when it starts and whenever the connection comes back, and
/// takes what CreationService tells meanwhile. Without a number that the relay knows it lists everything, which also
/// finds what was deleted. What was deleted elsewhere leaves the list; its file is moved to the library's folder
/// "removed", never deleted, and goneElsewhere() says so. GUI thread only.
class LibrarySync final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    LibrarySync(RelayApi& relay, LibraryApi& changes, CreationService& creation, VideoStore& videos,
        const MediaFolder& folder, Downloads& downloads, const Clock& clock, QObject* parent = nullptr);

    enum class State { Offline, Syncing, Synced, Failed };

    /// Signed in: catches up once.
    void start();
    /// Offline: stops asking.
    void stop();
    /// Asks again now.
    void syncNow();
    /// The library has lost what it knew of the relay: all is listed again, with the next round.
    void askForAll();
    /// The relay does not have these (any more). Whether they were deleted for ever, or only lost with a backup, it
    /// tells with what has changed, which is asked now; at a relay that cannot tell they were deleted.
    void lookForGone(const QStringList& ids);

    [[nodiscard]] State state() const { return m_state; }
    /// When the library was last equal to the relay's, in this session; UTC, invalid before.
    [[nodiscard]] QDateTime lastSynced() const { return m_lastSynced; }
    /// Why it Failed; it is tried again by itself.
    [[nodiscard]] std::optional<Error> error() const { return m_error; }

signals:
    void stateChanged();
    /// So many videos were deleted elsewhere; `filesKept` of them had a file here, which lies in the folder "removed".
    void goneElsewhere(int videos, int filesKept);

private:
    /// A walk through everything the relay has.
    struct Listing {
        QSet<QString> seen;
        QStringList gone;
        qint64 from = 0;           ///< where the relay stood before
        bool tellsChanges = false; ///< else it is a relay from before there were changes to ask for
        bool trash = false;
    };

    void catchUp();
    void askChanges(qint64 since);
    void compareNumbers(const LibraryChanges& changes);
    void takeChanges(const LibraryChanges& changes);
    void store(const QList<Video>& videos, const QStringList& gone, qint64 upTo, const std::function<void()>& next);
    void notStored(const Error& error);
    void beginListing(qint64 from, QList<LostNumbers> lost);
    void beginBareListing();
    void askPage(const QString& cursor);
    void takePage(const Page<Video>& page);
    void endListing();
    void askDeleted(qint64 since);
    void takeListing();
    void finish(bool isCertain);
    void takeCutOff();
    void fail(const Error& error);
    void setState(State state);
    void takeVideo(const Video& video);
    void takeGone(const QStringList& ids);
    void takeFinished(const Job& job, const std::optional<Video>& video);
    void keepFiles(const QList<LeftFiles>& left);
    template <class T, class Handler>
    void inRound(const QFuture<Result<T>>& future, Handler handler);

    RelayApi& m_relay;
    LibraryApi& m_changes;
    VideoStore& m_videos;
    const MediaFolder& m_folder;
    Downloads& m_downloads;
    const Clock& m_clock;
    QDateTime m_begunAt; ///< the round under way
    State m_state = State::Offline;
    Listing m_listing;
    QStringList m_missing; ///< see lookForGone()
    QDateTime m_lastSynced;
    std::optional<Error> m_error;
    QTimer m_retry;
    qint64 m_highest = 0;     ///< number of a row when the round began; 0 once it was compared and forgotten
    quint64 m_round = 0;      ///< answers of a round that was given up are dropped
    bool m_wasCutOff = false; ///< since the round began
    bool m_again = false;     ///< asked for while syncing
    bool m_askAll = false;
};

} // namespace kinora
