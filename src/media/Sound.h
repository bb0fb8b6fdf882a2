// The sound of the video that is played.
#pragma once

#include "media/SoundOrder.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

/// Played by a program of its own, kinora-sound: whatever becomes of the sound server, and of who waits for it, the app
/// neither waits nor falls. When that program ends, another is started after a while.
class Sound : public QObject {
    Q_OBJECT
public:
    explicit Sound(QObject* parent = nullptr);
    ~Sound() override;

    /// Starts the program, unless it has been; nothing is heard before.
    void begin();
    void play(const PlaySound& order);
    void stop();
    /// 0 to 1.
    void setAmplitude(double amplitude);
    /// Whether there is a device.
    [[nodiscard]] bool canBeHeard() const { return m_canBeHeard; }

signals:
    void canBeHeardChanged();

private:
    void start();
    void onAnswer();
    void onEnd();
    void send(const SoundOrder& order);
    void setCanBeHeard(bool canBeHeard);

    QProcess m_program;
    QTimer m_restart;
    std::chrono::milliseconds m_pause;
    std::chrono::steady_clock::time_point m_started;
    bool m_begun = false;
    bool m_canBeHeard = false;
    std::optional<PlaySound> m_playing;
    double m_amplitude = 1;
};

} // namespace kinora
