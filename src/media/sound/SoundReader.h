// The sound of a media file as samples, decoded by libav.
#pragma once

#include "media/libav/MediaInput.h"

#include <QAudioFormat>
#include <QByteArray>

#include <memory>

struct SwrContext;

namespace kinora {

/// Hands out the sound of the best audio stream in a device's format, faster or slower by a factor (and higher or
/// lower by it). Seconds are those of the file.
class SoundReader {
public:
    /// CorruptFile when there is no sound in it.
    static Result<std::unique_ptr<SoundReader>> open(const QString& file, const QAudioFormat& format, double rate);
    ~SoundReader();
    SoundReader(const SoundReader&) = delete;
    SoundReader& operator=(const SoundReader&) = delete;

    /// The moment of the next sample.
    [[nodiscard]] double position() const { return m_position; }
    void goTo(double seconds);
    /// As many frames (a sample for each channel): silence where the file has no sound.
    QByteArray take(qsizetype frames);

private:
    SoundReader(const QAudioFormat& format, double rate);
    [[nodiscard]] qsizetype framesIn(double seconds) const;
    [[nodiscard]] double secondsIn(qsizetype frames) const;
    [[nodiscard]] qsizetype framesOf(const QByteArray& samples) const;
    [[nodiscard]] QByteArray silence(qsizetype frames) const;
    /// Makes more of m_ready; false at the end.
    bool decode();
    void append(AVFrame& frame);
    bool convertFrom(AVFrame& frame);

    struct FreeResampler {
        void operator()(SwrContext* context) const;
    };

    QAudioFormat m_format;
    double m_rate;
    std::unique_ptr<AVFormatContext, CloseInput> m_input;
    std::unique_ptr<AVCodecContext, FreeCodec> m_decoder;
    std::unique_ptr<AVFrame, FreeFrame> m_frame{av_frame_alloc()};
    std::unique_ptr<AVPacket, FreePacket> m_packet{av_packet_alloc()};
    std::unique_ptr<SwrContext, FreeResampler> m_resampler;
    int m_stream = -1;
    // What the resampler was made for.
    int m_sampleFormat = -1;
    int m_sampleRate = 0;
    int m_channels = 0;

    QByteArray m_ready;    ///< from m_position on
    double m_position = 0; ///< of the first frame of m_ready
    bool m_ended = false;
};

} // namespace kinora
