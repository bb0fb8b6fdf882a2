// Plays one local video file.
#pragma once

#include "core/Error.h"

#include <QObject>
#include <QString>
#include <QVideoFrame>

#include <optional>

namespace kinora {

/// One file at a time, from disk only. Positions and durations are milliseconds. Lives in the GUI thread; everything is
/// asynchronous and told by signals.
class Player : public QObject {
    Q_OBJECT
public:
    enum class State {
        Empty,   ///< nothing opened
        Loading, ///< opened, first frame still to come
        Paused,
        Playing,
        Ended,  ///< at the last frame; play() starts again
        Failed, ///< error() says why; open() another
    };
    Q_ENUM(State)

    using QObject::QObject;

    /// Opens the file and shows its first frame, playing at once if asked. Replaces what was open.
    virtual void open(const QString& file, bool playing) = 0;
    /// Lets the file go (on Windows it can be deleted only then).
    virtual void close() = 0;
    virtual void play() = 0;
    virtual void pause() = 0;
    /// Exact to the frame; clamped to the duration. While a seek is under way later ones replace each other, so
    /// dragging stays fluid.
    virtual void seek(qint64 position) = 0;
    /// Pauses and goes one frame forward (+1) or back (-1).
    virtual void step(int frames) = 0;
    virtual void setLooping(bool looping) = 0;
    /// 0 to 1, as heard (the curve to amplitude is the player's).
    virtual void setVolume(double volume) = 0;
    virtual void setMuted(bool muted) = 0;
    virtual void setRate(double rate) = 0;

    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] virtual qint64 position() const = 0;
    [[nodiscard]] virtual qint64 duration() const = 0;
    [[nodiscard]] virtual bool isLooping() const = 0;
    [[nodiscard]] virtual double volume() const = 0;
    [[nodiscard]] virtual bool isMuted() const = 0;
    [[nodiscard]] virtual double rate() const = 0;
    /// Whether there is a device to hear the sound on; without one videos play silently.
    [[nodiscard]] virtual bool canBeHeard() const = 0;
    [[nodiscard]] virtual std::optional<Error> error() const = 0;

    void toggle() { state() == State::Playing ? pause() : play(); }

signals:
    void stateChanged(kinora::Player::State state);
    void positionChanged(qint64 milliseconds);
    void durationChanged(qint64 milliseconds);
    /// Volume, muting or whether it can be heard at all.
    void soundChanged();
    void loopingChanged(bool looping);
    void rateChanged(double rate);
    /// A picture to show, still in the decoder's format: convert it with VideoFrameConverter, and only when it is
    /// painted.
    void frameChanged(const QVideoFrame& frame);
};

} // namespace kinora
