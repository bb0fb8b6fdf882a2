// Player over QMediaPlayer with Qt's ffmpeg back end.
#pragma once

#include "core/Result.h"
#include "media/FrameTurn.h"
#include "media/PictureClock.h"
#include "media/Player.h"
#include "media/Sound.h"

#include <QFuture>
#include <QList>
#include <QMediaPlayer>
#include <QTimer>
#include <QVideoFrame>

#include <chrono>
#include <memory>
#include <optional>

namespace kinora {

/// QT_MEDIA_BACKEND=ffmpeg must be set before the application object is made: the other back end blocks the GUI and can
/// crash.
class QtPlayer final : public Player {
    Q_OBJECT
public:
    explicit QtPlayer(QObject* parent = nullptr, const SoundProgram& sound = {});
    ~QtPlayer() override;

    void open(const QString& file, bool playing) override;
    void close() override;
    void play() override;
    void pause() override;
    void seek(qint64 position) override;
    void step(int frames) override;
    void setLooping(bool looping) override;
    void setVolume(double volume) override;
    void setMuted(bool muted) override;
    void setRate(double rate) override;

    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] qint64 position() const override;
    [[nodiscard]] qint64 duration() const override { return m_duration; }
    [[nodiscard]] bool isLooping() const override { return m_looping; }
    [[nodiscard]] double volume() const override { return m_volume; }
    [[nodiscard]] bool isMuted() const override { return m_muted; }
    [[nodiscard]] double rate() const override { return m_rate; }
    [[nodiscard]] bool canBeHeard() const override { return m_sound.canBeHeard(); }
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }

private:
    /// Of the times at which a frame may begin, in milliseconds.
    struct Span {
        double from = 0;
        double before = 0;
    };

    void setState(State state);
    void fail(ErrorCode code, const QString& detail);
    void resetForNext();
    void begin(const QString& file);
    void applyVolume();
    void keepInStep(qint64 pictureStart);
    void fallSilent();
    [[nodiscard]] int frameAt(double milliseconds) const;
    [[nodiscard]] int lastFrame() const;
    /// The one that is on screen once all seeks are over.
    [[nodiscard]] int wantedFrame() const;
    [[nodiscard]] qint64 startOf(int frame) const;
    [[nodiscard]] bool isStale(double start) const;
    [[nodiscard]] std::chrono::microseconds lengthOf(const QVideoFrame& frame) const;
    [[nodiscard]] QVideoFrame turned(QVideoFrame frame) const;
    void askForStarts();
    void startSeek(int frame);
    void finishSeek();
    void onFrame(const QVideoFrame& frame);
    void onMediaStatus(QMediaPlayer::MediaStatus status);
    void nudge();
    void lookForPicture();
    void onError(QMediaPlayer::Error error, const QString& text);
    void onEnd();
    void onPosition(qint64 position);
    void onDuration(qint64 duration);

    PictureClock m_clock; ///< goes after the player, which tells it of pictures
    /// Shows pictures; it has no audio output. One for each clip: Qt 6.4's back end, told to stop or to take another
    /// source, decodes the beginning of the old one once more and waits for it.
    std::unique_ptr<QMediaPlayer> m_player;
    int m_clips = 0; ///< how many were opened or closed
    Sound m_sound;

    State m_state = State::Empty;
    std::optional<Error> m_error;
    qint64 m_duration = 0;
    double m_frameStart = 0;        ///< of the frame on screen, in milliseconds
    double m_frameMs = 1000.0 / 30; ///< how long a frame lasts, by the rate
    QList<qint64> m_starts;         ///< of all frames, in microseconds, where the rate does not tell
    QFuture<Result<QList<qint64>>> m_startsAsked;
    FrameTurn m_turn;
    bool m_wantsToPlay = false;
    bool m_looping = false;
    bool m_muted = false;
    double m_volume = 1.0;
    double m_rate = 1.0;
    std::optional<qint64> m_seeking;  ///< the seek whose picture is awaited
    std::optional<qint64> m_wished;   ///< where the last seek was to go, before it was known when frames begin
    std::optional<qint64> m_nextSeek; ///< the one to make after it
    std::optional<Span> m_awaited;    ///< the last seek, while no picture of it has come, in time or not
    QTimer m_seekTimeout;
    QTimer m_nudge; ///< runs from picture to picture (nudge)
    QTimer m_wake;  ///< runs while the back end is woken for a seek (startSeek)
};

} // namespace kinora
