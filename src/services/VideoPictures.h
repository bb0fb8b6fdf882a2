// Posters and sprite sheets of the library: made here from the video where it is, fetched from the relay where not.
#pragma once

#include "core/LibraryVideo.h"
#include "media/Thumbnailer.h"
#include "net/RelayApi.h"
#include "services/RetryTimer.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

namespace kinora {

/// Two pictures at a time: posters of what is on screen first, then the sprite sheets that were asked for, then the
/// posters of everything else, newest first. GUI thread only.
class VideoPictures final : public QObject {
    Q_OBJECT

public:
    static constexpr int lanes = 2;
    static constexpr int posterSide = 640; ///< longest side of a poster made here, in pixels

    /// All outlive this.
    VideoPictures(RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer,
        QObject* parent = nullptr);
    ~VideoPictures() override;

    /// The relay can be asked; what it could not give before is asked for again.
    void start();
    /// The relay cannot be asked. Pictures of videos that are here are still made.
    void stop();
    /// Looks for missing pictures.
    void check();
    void setOnScreen(const QStringList& videoIds);
    /// The sheet comes, if it can be had, and the store tells.
    void wantSprite(const QString& videoId);

private:
    /// One picture of one video.
    struct Picture {
        QString videoId;
        VideoPart part = VideoPart::Poster;
        bool operator==(const Picture&) const = default;
    };
    friend size_t qHash(const Picture& picture, size_t seed) {
        return qHashMulti(seed, picture.videoId, static_cast<int>(picture.part));
    }

    bool begin(const Picture& picture);
    void fetch(const Picture& picture);
    void make(const Picture& picture, const QString& videoFile);
    void done(const Picture& picture, bool made);
    [[nodiscard]] static QString fileOf(const Picture& picture);

    RelayApi& m_relay;
    VideoStore& m_videos;
    const MediaFolder& m_folder;
    Thumbnailer& m_thumbnailer;
    QHash<Picture, QFuture<Result<Download>>> m_running; ///< the future of one made here is empty
    QSet<Picture> m_notFetched; ///< the relay does not have them; not asked for again until the next start()
    QSet<Picture> m_notMade;
    QStringList m_onScreen;
    QStringList m_sprites;   ///< asked for, latest first
    RetryTimer m_retry;      ///< after the store has refused one
    RetryTimer m_fetchAgain; ///< after the relay could not be reached, or could not answer
    bool m_started = false;
};

} // namespace kinora
