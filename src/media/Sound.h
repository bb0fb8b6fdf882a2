// The sound of the video that is played.
#pragma once

#include "media/SoundOrder.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

/// How the program is started; tests have another, and less time.
struct SoundProgram {
    QString file = {}; ///< empty: kinora-sound, beside the app
    std::chrono::milliseconds shortestPause = std::chrono::milliseconds(100);
    std::chrono::milliseconds longestPause = std::chrono::minutes(1);
    /// One that ran for so long has not failed at once.
    std::chrono::milliseconds ranWell = std::chrono::seconds(10);
    std::chrono::seconds shortestPatience = std::chrono::seconds(3);
    std::chrono::seconds longestPatience = std::chrono::minutes(1);
};

/// Played by a program of its own, kinora-sound: whatever becomes of the sound server, and of who waits for it, the app
/// neither waits nor falls. When that program ends, another is started after a while: where it fails, and where there
/// is no device, ever more rarely.
class Sound : public QObject {
    Q_OBJECT
public:
    explicit Sound(SoundProgram program = {}, QObject* parent = nullptr);
    ~Sound() override;

    /// Starts the program, unless it has been; nothing is heard before.
    void begin();
    /// A person waits for it: what cannot be heard so far is tried anew now.
    void tryNow();
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
    void onEnd(bool missedDevice);
    void restartLater();
    [[nodiscard]] bool ranFor(std::chrono::milliseconds time) const;
    void send(const SoundOrder& order);
    void setCanBeHeard(bool canBeHeard);

    SoundProgram m_way;
    QProcess m_program;
    QTimer m_restart;
    std::chrono::milliseconds m_pause;
    std::chrono::seconds m_patience; ///< of the next program, without a device
    std::chrono::steady_clock::time_point m_started;
    bool m_begun = false;
    bool m_startsNext = false; ///< this one was ended to make room for another
    bool m_canBeHeard = false;
    std::optional<PlaySound> m_playing;
    double m_amplitude = 1;
};

} // namespace kinora
