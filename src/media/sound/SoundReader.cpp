#include "media/sound/SoundReader.h"

#include <algorithm>
#include <array>
#include <cmath>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

namespace kinora {

namespace {

AVSampleFormat libavFormat(QAudioFormat::SampleFormat format) {
    switch (format) {
    case QAudioFormat::UInt8:
        return AV_SAMPLE_FMT_U8;
    case QAudioFormat::Int32:
        return AV_SAMPLE_FMT_S32;
    case QAudioFormat::Float:
        return AV_SAMPLE_FMT_FLT;
    default:
        return AV_SAMPLE_FMT_S16;
    }
}

} // namespace

void SoundReader::FreeResampler::operator()(SwrContext* context) const {
    swr_free(&context);
}

SoundReader::SoundReader(const QAudioFormat& format, double rate)
    : m_format(format)
    , m_rate(rate) {
}

SoundReader::~SoundReader() = default;

Result<std::unique_ptr<SoundReader>> SoundReader::open(const QString& file, const QAudioFormat& format, double rate) {
    std::unique_ptr<SoundReader> reader(new SoundReader(format, rate));
    auto opened = openMedia(file);
    if (!opened)
        return std::unexpected(opened.error());
    reader->m_input = std::move(*opened);
    AVFormatContext* input = reader->m_input.get();
    const AVCodec* codec = nullptr;
    reader->m_stream = av_find_best_stream(input, AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (reader->m_stream < 0)
        return notAVideo(file, reader->m_stream);
    for (unsigned i = 0; i < input->nb_streams; ++i) {
        if (static_cast<int>(i) != reader->m_stream)
            input->streams[i]->discard = AVDISCARD_ALL;
    }
    auto decoder = openDecoder(*input, reader->m_stream, codec, file);
    if (!decoder)
        return std::unexpected(decoder.error());
    reader->m_decoder = std::move(*decoder);
    return reader;
}

qsizetype SoundReader::framesIn(double seconds) const {
    return std::llround(seconds / m_rate * m_format.sampleRate());
}

double SoundReader::secondsIn(qsizetype frames) const {
    return static_cast<double>(frames) * m_rate / m_format.sampleRate();
}

qsizetype SoundReader::framesOf(const QByteArray& samples) const {
    return m_format.framesForBytes(static_cast<qint32>(samples.size()));
}

QByteArray SoundReader::silence(qsizetype frames) const {
    const char nothing = m_format.sampleFormat() == QAudioFormat::UInt8 ? '\x80' : '\0';
    return {frames * m_format.bytesPerFrame(), nothing};
}

void SoundReader::goTo(double seconds) {
    const qsizetype ahead = framesIn(seconds - m_position) * m_format.bytesPerFrame();
    if (ahead >= 0 && ahead <= m_ready.size()) {
        m_ready.remove(0, ahead);
    } else {
        m_ready.clear();
        const AVRational base = m_input->streams[m_stream]->time_base;
        const auto at = static_cast<int64_t>(std::floor(seconds / av_q2d(base)));
        av_seek_frame(m_input.get(), m_stream, at, AVSEEK_FLAG_BACKWARD);
        avcodec_flush_buffers(m_decoder.get());
        m_resampler.reset();
        m_ended = false;
    }
    m_position = seconds;
}

QByteArray SoundReader::take(qsizetype frames) {
    const qsizetype bytes = frames * m_format.bytesPerFrame();
    while (m_ready.size() < bytes && decode()) {
    }
    QByteArray taken = m_ready.left(bytes);
    m_ready.remove(0, taken.size());
    if (taken.size() < bytes)
        taken += silence(frames - framesOf(taken));
    m_position += secondsIn(frames);
    return taken;
}

bool SoundReader::decode() {
    while (!m_ended) {
        const int received = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (received == 0) {
            append(*m_frame);
            return true;
        }
        if (received != AVERROR(EAGAIN)) {
            m_ended = true;
        } else if (av_read_frame(m_input.get(), m_packet.get()) < 0) {
            avcodec_send_packet(m_decoder.get(), nullptr);
        } else {
            if (m_packet->stream_index == m_stream)
                avcodec_send_packet(m_decoder.get(), m_packet.get());
            av_packet_unref(m_packet.get());
        }
    }
    return false;
}

bool SoundReader::convertFrom(AVFrame& frame) {
    if (m_resampler && m_sampleFormat == frame.format && m_sampleRate == frame.sample_rate &&
        m_channels == frame.ch_layout.nb_channels)
        return true;
    AVChannelLayout out{};
    av_channel_layout_default(&out, m_format.channelCount());
    SwrContext* made = nullptr;
    const int status = swr_alloc_set_opts2(&made, &out, libavFormat(m_format.sampleFormat()), m_format.sampleRate(),
        &frame.ch_layout, static_cast<AVSampleFormat>(frame.format),
        static_cast<int>(std::lround(frame.sample_rate * m_rate)), 0, nullptr);
    m_resampler.reset(made);
    m_sampleFormat = frame.format;
    m_sampleRate = frame.sample_rate;
    m_channels = frame.ch_layout.nb_channels;
    if (status >= 0 && swr_init(made) >= 0)
        return true;
    m_resampler.reset();
    return false;
}

void SoundReader::append(AVFrame& frame) {
    if (!convertFrom(frame))
        return;
    const int room = swr_get_out_samples(m_resampler.get(), frame.nb_samples);
    QByteArray samples(qsizetype{room} * m_format.bytesPerFrame(), Qt::Uninitialized);
    std::array<uint8_t*, 1> out{reinterpret_cast<uint8_t*>(samples.data())};
    const int made = swr_convert(m_resampler.get(), out.data(), room, const_cast<const uint8_t**>(frame.extended_data),
        frame.nb_samples); // NOLINT: as libav declares it
    samples.truncate(qsizetype{std::max(0, made)} * m_format.bytesPerFrame());
    // Where the sound begins later than asked for, or has a hole, there is silence; what comes before is left out.
    constexpr double noticed = 0.01;
    constexpr double longestHole = 5;
    const AVRational base = m_input->streams[m_stream]->time_base;
    if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
        const double begins = static_cast<double>(frame.best_effort_timestamp) * av_q2d(base);
        const double reached = m_position + secondsIn(framesOf(m_ready));
        if (begins > reached + noticed)
            m_ready += silence(framesIn(std::min(begins - reached, longestHole)));
        else if (begins < reached - noticed || m_ready.isEmpty())
            samples.remove(0, std::max<qsizetype>(0, framesIn(reached - begins)) * m_format.bytesPerFrame());
    }
    m_ready += samples;
}

} // namespace kinora
