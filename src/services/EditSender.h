// Tells the relay of the edits that wait in the library. Used by LibraryEdits.
#pragma once

#include "net/LibraryApi.h"
#include "net/RelayApi.h"
#include "services/RetryTimer.h"
#include "storage/VideoStore.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

namespace kinora {

/// Oldest first, edits that are alike in one request, one request at a time. An edit leaves the queue only with the
/// relay's answer, in the transaction that stores the answer: what a crash or a lost answer leaves over is sent again,
/// which changes nothing there. GUI thread only.
class EditSender final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    EditSender(LibraryApi& library, RelayApi& relay, VideoStore& videos, QObject* parent = nullptr);

    /// The relay can be asked.
    void start();
    void stop();
    /// Tries again what failed, without waiting longer.
    void retryNow();

signals:
    /// The relay will not have these edits, now or later; the library shows its word again.
    void refused(const QStringList& ids, const kinora::Error& error);
    /// Edited here, and not on the relay (any more): deleted for ever elsewhere, or lost.
    void missing(const QStringList& ids);
    /// Some edits less wait.
    void heard();

private:
    void check();
    void send(const QueuedEdits& edits);
    [[nodiscard]] QDateTime momentOf(const QueuedEdits& edits) const;
    void remove(const QueuedEdits& one);
    void restore(const QueuedEdits& one);
    void tellApart(const QueuedEdits& one, const Error& notFound);
    void takeEdited(const QueuedEdits& edits, const Result<EditedVideos>& answer);
    void takeRemoved(const QueuedEdits& edits, const Result<void>& answer);
    void settle(const QueuedEdits& edits, const QList<Video>& videos);
    void takeFailure(const QueuedEdits& edits, const Error& error);
    void askAgain(const QString& id);
    void tellMissing(const QStringList& ids);

    LibraryApi& m_library;
    RelayApi& m_relay;
    VideoStore& m_videos;
    RetryTimer m_retry;
    qint64 m_oneByOneTo = 0; ///< up to this number of the queue: the relay has refused them together
    quint64 m_run = 0;       ///< answers after stop() are dropped: the edits are sent again
    bool m_online = false;
    bool m_busy = false;
    bool m_isDueAgain = false; ///< asked to try again while something was under way
};

} // namespace kinora
