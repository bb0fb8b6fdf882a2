// Brings the relay the imported videos that only lie here.
#pragma once

#include "core/Clock.h"
#include "net/LibraryApi.h"
#include "services/RetryTimer.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QObject>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

namespace kinora {

/// Why the relay takes no imports for now; whatever else it says of one is for good.
inline constexpr std::array importsWaitFor{ErrorCode::StorageFull, ErrorCode::NotFound};

[[nodiscard]] constexpr bool importsWait(ErrorCode code) {
    return std::ranges::find(importsWaitFor, code) != importsWaitFor.end();
}

/// One at a time, those that came first; what is to be sent stands in the library, so that a crash or a lost answer
/// only means sending it again: the relay knows videos by their bytes. What it refuses for good is noted and stays
/// here, until offerAgain(). GUI thread only.
class ImportSender final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    ImportSender(LibraryApi& library, VideoStore& videos, const MediaFolder& folder, const Clock& clock,
        QObject* parent = nullptr);

    /// The relay can be asked, and has told what was deleted.
    void setOnline(bool online);
    /// The relay is there again: what waits after a failure need not wait longer.
    void sendNow();
    /// Looks for what can be sent now.
    void check();
    /// What it has refused is asked of the relay once more.
    void offerAgain();

signals:
    /// The relay does not take so many: for good, or for now (importsWait()). Each is told once, for now again only
    /// after one was taken meanwhile. Or it was not asked, since the file cannot be read here (FileFailed).
    void left(int videos, const kinora::Error& error);
    /// The relay gave it another id, which it has in the store as well.
    void idChanged(const QString& oldId);

private:
    void offer(const LibraryVideo& row);
    void send(const LibraryVideo& row);
    void giveUp();
    void take(const LibraryVideo& row, const Result<Video>& answer);
    void refuse(const LibraryVideo& row, const Error& error);
    void tellOnce(const Error& error);
    void forgetTold();
    void settle(const LibraryVideo& row, const Video& video);

    LibraryApi& m_library;
    VideoStore& m_videos;
    const MediaFolder& m_folder;
    const Clock& m_clock;
    RetryTimer m_retry;
    QFuture<Result<Video>> m_sending;
    qint64 m_sendingKey = 0;         ///< of the row that is being sent; 0 for none
    QSet<qint64> m_passedOver;       ///< keys of what this relay has refused, or has answered for
    quint64 m_run = 0;               ///< answers after going offline are dropped: it is sent again
    std::optional<ErrorCode> m_told; ///< why some wait, since this was made
    bool m_mayBeTold = true;         ///< by the bookmark of a start before
    bool m_online = false;
    bool m_busy = false;
    bool m_isDueAgain = false; ///< the relay may be another by now than the one that is being asked
};

} // namespace kinora
