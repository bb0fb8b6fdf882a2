// Brings videos and posters from the relay to this computer.
#pragma once

#include "core/Error.h"
#include "media/Thumbnailer.h"
#include "net/RelayApi.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

/// What is wanted is kept in the VideoStore (FileState::Wanted) and survives restarts; a file appears under its final
/// name only once its size and SHA-256 were verified. Two videos and two posters at a time, newest first, what a person
/// asked for before all. An interrupted transfer goes on where it stopped. GUI thread only.
class Downloads final : public QObject {
    Q_OBJECT

public:
    static constexpr int lanes = 2;
    static constexpr int posterSide = 640; ///< longest side of a poster made here, in pixels

    /// All outlive this.
    Downloads(RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer,
        QObject* parent = nullptr);
    ~Downloads() override;

    /// The relay can be asked: works through all that is wanted, and gives files that failed before another try.
    void start();
    /// The relay cannot be asked: lets go of transfers under way, keeping what has arrived. Posters of videos that are
    /// here are still made.
    void stop();

    /// Looks for newly wanted files and missing posters; call after the store has changed.
    void check();
    /// Brings this video now, also after it failed or its file was deleted here.
    void want(const QString& videoId);

    struct Progress {
        qint64 received = 0;
        qint64 total = 0;
    };
    /// Set while the video is being transferred.
    [[nodiscard]] std::optional<Progress> progress(const QString& videoId) const;

signals:
    void progressChanged(const QString& videoId);
    /// The file is on this computer; the store says so already.
    void finished(const QString& videoId);
    /// It could not be stored. After network trouble there is no such signal: it stays wanted and is tried again.
    void failed(const QString& videoId, const kinora::Error& error);

private:
    struct Transfer {
        Video video;
        QFuture<Result<Download>> future;
        Progress progress;
        bool secondTry = false; ///< the first try brought other bytes than announced
    };

    void fillLanes();
    void begin(const Video& video, bool secondTry);
    void received(const QString& videoId, const Result<Download>& download);
    void adopt(const Video& video, bool secondTry);
    void adopted(const Video& video, bool secondTry, const Result<QString>& file);
    void giveUp(const QString& videoId, const Error& error);
    void waitAndRetry();
    void fillPosterLanes();
    void fetchPoster(const LibraryVideo& row);
    void makePoster(const LibraryVideo& row);
    void posterDone(const QString& videoId, bool made);

    RelayApi& m_relay;
    VideoStore& m_videos;
    const MediaFolder& m_folder;
    Thumbnailer& m_thumbnailer;
    QThreadPool m_hashing; ///< reads whole files: one at a time, off the GUI thread
    QHash<QString, Transfer> m_transfers;
    QSet<QString> m_settling; ///< transferred or given up, not yet so in the store: must not begin again
    QStringList m_first;      ///< asked for by the person, latest first
    QHash<QString, QFuture<Result<Download>>> m_posters;
    QSet<QString> m_postersNotFetched; ///< not asked for again until the next start()
    QSet<QString> m_postersNotMade;
    QTimer m_retry;
    std::chrono::milliseconds m_backOff{0};
    bool m_started = false;
};

} // namespace kinora
