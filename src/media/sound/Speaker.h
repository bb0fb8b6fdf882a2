// Plays the sound of one video in step with its pictures.
#pragma once

#include "media/SoundOrder.h"
#include "media/sound/SoundReader.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QElapsedTimer>
#include <QMediaDevices>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace kinora {

/// Qt 6.4 gets stuck or goes on with half its state where the sound server goes away. So nothing is mended here:
/// lost() says that it is time to begin anew, in a new process.
class Speaker : public QObject {
    Q_OBJECT
public:
    explicit Speaker(std::chrono::seconds patience, QObject* parent = nullptr);

    void play(const PlaySound& order);
    void stop();
    void setAmplitude(double amplitude);

signals:
    void canBeHeardChanged(bool canBeHeard);
    void lost();
    /// Nothing to play by for as long as the patience; what is new may be hidden from this process.
    void missed();

private:
    void lookForDevice();
    void begin();
    void feed();
    [[nodiscard]] double latency() const;

    std::chrono::seconds m_patience;
    QMediaDevices m_devices;
    QTimer m_look;
    QTimer m_feed;
    QAudioDevice m_device;
    bool m_told = false;
    QElapsedTimer m_missing; ///< since a sound is to be heard, and there is no device
    double m_amplitude = 1;

    std::optional<PlaySound> m_order;
    std::unique_ptr<QAudioSink> m_sink;
    QIODevice* m_into = nullptr;
    std::unique_ptr<SoundReader> m_reader;
    double m_written = 0; ///< seconds into the sink
    std::chrono::steady_clock::time_point m_began;
};

} // namespace kinora
