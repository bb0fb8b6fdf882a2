#include "media/sound/Speaker.h"

#include <QMediaDevices>

#include <algorithm>
#include <cmath>

namespace kinora {

using namespace std::chrono_literals;

namespace {

// Of a device that came or went no signal tells everywhere: with Qt 6.4 and PulseAudio none does.
constexpr auto lookInterval = 500ms;
constexpr auto feedInterval = 10ms;
constexpr double bufferSeconds = 0.1;
/// What it takes from the first sample written to the first heard; how long it is, can be measured a while later.
constexpr double startSeconds = 0.01;
/// Sound and picture may be so far apart before a piece is left out or said twice.
constexpr double tolerance = 0.03;
constexpr double measuredAfter = 0.4;

/// What the device likes best, but in samples of 16 bits where it takes them.
QAudioFormat formatFor(const QAudioDevice& device) {
    QAudioFormat format = device.preferredFormat();
    format.setSampleFormat(QAudioFormat::Int16);
    return device.isFormatSupported(format) ? format : device.preferredFormat();
}

double secondsSince(std::chrono::steady_clock::time_point moment) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - moment).count();
}

} // namespace

Speaker::Speaker(std::chrono::seconds patience, QObject* parent)
    : QObject(parent)
    , m_patience(patience) {
    connect(&m_devices, &QMediaDevices::audioOutputsChanged, this, &Speaker::lookForDevice);
    connect(&m_look, &QTimer::timeout, this, &Speaker::lookForDevice);
    m_look.start(lookInterval);
    m_feed.setTimerType(Qt::PreciseTimer);
    m_feed.setInterval(feedInterval);
    connect(&m_feed, &QTimer::timeout, this, &Speaker::feed);
    QTimer::singleShot(0, this, &Speaker::lookForDevice);
}

void Speaker::lookForDevice() {
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (m_sink && device.id() != m_device.id()) {
        emit lost();
        return;
    }
    m_device = device;
    if (m_told == m_device.isNull()) {
        m_told = !m_device.isNull();
        emit canBeHeardChanged(m_told);
    }
    if (!m_order || m_sink)
        return;
    if (!m_device.isNull()) {
        m_missing.invalidate();
        begin();
    } else if (!m_missing.isValid()) {
        m_missing.start();
    } else if (std::chrono::milliseconds(m_missing.elapsed()) >= m_patience) {
        emit missed(); // who found no sound server once does not look for one again
    }
}

void Speaker::play(const PlaySound& order) {
    if (m_order && (m_order->file != order.file || m_order->rate != order.rate))
        stop();
    m_order = order;
    if (!m_sink)
        lookForDevice();
}

void Speaker::stop() {
    m_order.reset();
    m_feed.stop();
    m_into = nullptr;
    m_sink.reset();
    m_reader.reset();
}

void Speaker::setAmplitude(double amplitude) {
    m_amplitude = amplitude;
    if (m_sink)
        m_sink->setVolume(amplitude);
}

void Speaker::begin() {
    const QAudioFormat format = formatFor(m_device);
    auto opened = SoundReader::open(m_order->file, format, m_order->rate);
    if (!opened) { // no sound in it
        m_order.reset();
        return;
    }
    m_reader = std::move(*opened);
    m_sink = std::make_unique<QAudioSink>(m_device, format);
    m_sink->setBufferSize(format.bytesForDuration(std::llround(bufferSeconds * 1e6)));
    m_sink->setVolume(m_amplitude);
    m_written = 0;
    m_into = m_sink->start();
    if (!m_into) {
        emit lost();
        return;
    }
    m_feed.start();
    feed();
}

double Speaker::latency() const {
    const double played = static_cast<double>(m_sink->processedUSecs()) / 1e6;
    const double passed = m_written > 0 ? secondsSince(m_began) : 0;
    return passed < measuredAfter ? m_written - passed + startSeconds : m_written - played;
}

void Speaker::feed() {
    const QAudioFormat format = m_sink->format();
    const qsizetype room = m_sink->bytesFree();
    const QAudio::Error error = m_sink->error();
    if (room < 0 || m_sink->state() == QAudio::StoppedState ||
        (error != QAudio::NoError && error != QAudio::UnderrunError)) {
        emit lost();
        return;
    }
    const qsizetype frames = format.framesForBytes(static_cast<qint32>(room));
    if (frames == 0)
        return;
    const double wanted = std::chrono::duration<double>(m_order->position).count() +
                          m_order->rate * (secondsSince(m_order->at) + latency());
    if (std::abs(wanted - m_reader->position()) > tolerance * m_order->rate)
        m_reader->goTo(std::max(0.0, wanted));
    if (m_written == 0)
        m_began = std::chrono::steady_clock::now();
    m_into->write(m_reader->take(frames));
    m_written += static_cast<double>(frames) / format.sampleRate();
}

} // namespace kinora
