#include "media/QtPlayer.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "media/FrameTimes.h"

#include <QAudio>
#include <QFileInfo>
#include <QMediaMetaData>
#include <QUrl>
#include <QVideoSink>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace kinora {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A seek whose picture has not come by then is over: past the last frame there is none.
constexpr auto longestSeek = 700ms;
constexpr auto wakeTime = 120ms;
/// By which the back end may count a frame's start earlier than the file does, in milliseconds.
constexpr double rounded = 0.5;
constexpr double infinity = std::numeric_limits<double>::infinity();
/// Without a picture for so long, the back end has fallen asleep.
constexpr auto firstNudge = 700ms;
constexpr auto laterNudge = 1000ms;

/// The back end calls whatever it cannot parse a file it could not open, so the difference is found here.
ErrorCode codeOf(const QUrl& source) {
    return QFileInfo(source.toLocalFile()).isReadable() ? ErrorCode::CorruptFile : ErrorCode::FileFailed;
}

} // namespace

QtPlayer::QtPlayer(QObject* parent, const SoundProgram& sound)
    : Player(parent)
    , m_sound(sound) {
    m_seekTimeout.setSingleShot(true);
    m_seekTimeout.setInterval(longestSeek);
    connect(&m_seekTimeout, &QTimer::timeout, this, &QtPlayer::finishSeek);
    m_nudge.setSingleShot(true);
    connect(&m_nudge, &QTimer::timeout, this, &QtPlayer::nudge);
    m_wake.setSingleShot(true);
    m_wake.setInterval(wakeTime);
    connect(&m_wake, &QTimer::timeout, this, [this] { m_player->pause(); });
    connect(&m_sound, &Sound::canBeHeardChanged, this, &Player::soundChanged);
}

QtPlayer::~QtPlayer() = default;

void QtPlayer::begin(const QString& file) {
    // Queued, so that none of the player's own calls is under way when a clip is closed, and it can go at once.
    const auto later = [this](auto signal, auto handler) {
        connect(
            m_player.get(), signal, this,
            [this, handler, clip = m_clips](const auto&... arguments) {
                if (clip == m_clips)
                    (this->*handler)(arguments...);
            },
            Qt::QueuedConnection);
    };
    m_player = std::make_unique<QMediaPlayer>();
    later(&QMediaPlayer::mediaStatusChanged, &QtPlayer::onMediaStatus);
    later(&QMediaPlayer::positionChanged, &QtPlayer::onPosition);
    later(&QMediaPlayer::durationChanged, &QtPlayer::onDuration);
    later(&QMediaPlayer::errorOccurred, &QtPlayer::onError);
    auto* sink = new QVideoSink(m_player.get());
    connect(
        sink, &QVideoSink::videoFrameChanged, sink,
        [this](const QVideoFrame& frame) {
            if (frame.isValid())
                m_clock.shown(PictureClock::Micro(frame.startTime()));
        },
        Qt::DirectConnection); // in the back end's thread
    // Pictures of the clip before may still wait in the queue. One that is taken for the first of this clip keeps it
    // from being played.
    connect(sink, &QVideoSink::videoFrameChanged, this, [this, clip = m_clips](const QVideoFrame& frame) {
        if (clip == m_clips)
            onFrame(frame);
    });
    m_player->setVideoSink(sink);
    m_player->setSource(QUrl::fromLocalFile(file));
}

void QtPlayer::open(const QString& file, bool playing) {
    resetForNext();
    m_wantsToPlay = playing;
    if (!QFileInfo::exists(file)) {
        fail(ErrorCode::FileFailed, file);
        return;
    }
    begin(file);
    m_sound.tryNow();
    setState(State::Loading);
}

void QtPlayer::askForStarts() {
    m_startsAsked = readUnevenFrames(m_player->source().toLocalFile());
    receive(m_startsAsked, this, [this, clip = m_clips](const Result<QList<qint64>>& starts) {
        if (clip != m_clips || !starts || starts->isEmpty())
            return;
        m_starts = *starts;
        if (!m_seeking && !(m_state == State::Paused && m_wished))
            return;
        // By the rate it went to another frame, or waits for one that never comes.
        m_nextSeek = m_nextSeek.value_or(*m_wished);
        finishSeek();
    });
}

void QtPlayer::close() {
    resetForNext();
    setState(State::Empty);
}

void QtPlayer::resetForNext() {
    m_player.reset();
    ++m_clips;
    m_error.reset();
    m_wantsToPlay = false;
    m_seeking.reset();
    m_nextSeek.reset();
    m_wished.reset();
    m_awaited.reset();
    m_seekTimeout.stop();
    m_wake.stop();
    m_nudge.stop();
    m_frameStart = 0;
    m_startsAsked.cancel();
    m_starts.clear();
    m_duration = 0;
    emit durationChanged(0);
    emit positionChanged(0);
}

void QtPlayer::play() {
    m_wantsToPlay = true;
    if (!m_player)
        return;
    m_sound.tryNow();
    m_wake.stop();
    switch (m_state) {
    case State::Ended:
        m_player->setPosition(0);
        m_player->play();
        setState(State::Playing);
        return;
    case State::Paused:
        // A busy machine lets the back end run on from the picture shown (onFrame); at the end it would begin anew.
        if (!m_seeking && (m_player->mediaStatus() == QMediaPlayer::EndOfMedia ||
                              std::abs(static_cast<double>(m_player->position()) - m_frameStart) > 2 * m_frameMs))
            m_player->setPosition(std::lround(m_frameStart));
        m_player->play();
        setState(State::Playing);
        return;
    case State::Loading: // begins with the first frame
        if (m_player->mediaStatus() == QMediaPlayer::LoadedMedia)
            m_player->play();
        return;
    case State::Playing:
    case State::Empty:
    case State::Failed:
        return;
    }
}

void QtPlayer::pause() {
    m_wantsToPlay = false;
    if (m_state != State::Playing || !m_player)
        return;
    m_player->pause();
    setState(State::Paused);
}

int QtPlayer::frameAt(double milliseconds) const {
    if (!m_starts.isEmpty()) {
        // Positions are whole milliseconds, rounded down.
        const auto after = std::ranges::lower_bound(m_starts, (static_cast<qint64>(milliseconds) + 1) * 1000);
        return std::max(0, static_cast<int>(after - m_starts.begin()) - 1);
    }
    return std::clamp(static_cast<int>(std::floor(milliseconds / m_frameMs + 0.01)), 0, lastFrame());
}

int QtPlayer::lastFrame() const {
    if (!m_starts.isEmpty())
        return static_cast<int>(m_starts.size()) - 1;
    // The end itself has no picture: the last frame is the one that ends there.
    return std::max(0, static_cast<int>(std::ceil(static_cast<double>(m_duration) / m_frameMs - 0.5)) - 1);
}

int QtPlayer::wantedFrame() const {
    if (m_nextSeek)
        return frameAt(static_cast<double>(*m_nextSeek));
    // Looked for within the frame and not at its start, so that rounding cannot miss it.
    const double within = m_starts.isEmpty() ? m_frameMs / 2 : rounded;
    return frameAt((m_seeking ? static_cast<double>(*m_seeking) : m_frameStart) + within);
}

qint64 QtPlayer::startOf(int frame) const {
    if (!m_starts.isEmpty())
        return m_starts.at(std::clamp(frame, 0, static_cast<int>(m_starts.size()) - 1)) / 1000;
    return static_cast<qint64>(std::floor(frame * m_frameMs + 0.01));
}

void QtPlayer::seek(qint64 position) {
    if (m_state == State::Empty || m_state == State::Failed || !m_player)
        return;
    if (m_state == State::Loading || m_seeking) {
        m_nextSeek = position;
    } else {
        m_wished = position;
        startSeek(frameAt(static_cast<double>(position)));
    }
    emit positionChanged(this->position());
}

void QtPlayer::startSeek(int frame) {
    fallSilent();
    m_seeking = startOf(frame);
    if (m_starts.isEmpty()) // the first that begins from here on, and within the time of one frame just one does
        m_awaited = {.from = double(*m_seeking) - 1, .before = double(*m_seeking) - 1 + m_frameMs};
    else
        m_awaited = {.from = double(*m_seeking) - rounded,
            .before = frame < lastFrame() ? double(startOf(frame + 1)) - rounded : infinity};
    m_seekTimeout.start();
    // The back end shows the first frame that begins at or after the position, hence a touch before the one wanted.
    m_player->setPosition(std::max<qint64>(0, *m_seeking - 1));
    if (m_state == State::Playing)
        return;
    // Once Qt 6.4's demuxer has read to the end of the file, a seek while paused shows nothing until the back end is
    // woken like this.
    m_player->play();
    m_wake.start();
    setState(State::Paused);
}

void QtPlayer::finishSeek() {
    m_seekTimeout.stop();
    // The next seek begins from rest: on its way to the end the back end would miss it.
    if (m_wake.isActive()) {
        m_wake.stop();
        m_player->pause();
    }
    m_seeking.reset();
    if (m_nextSeek)
        seek(*std::exchange(m_nextSeek, std::nullopt));
}

void QtPlayer::step(int frames) {
    if (m_state == State::Empty || m_state == State::Failed || m_state == State::Loading)
        return;
    pause();
    const int from = wantedFrame();
    const int to = std::clamp(from + frames, 0, lastFrame());
    if (to == from)
        return;
    // To the middle of the frame, for the same reason as in wantedFrame(); known starts are exact.
    seek(m_starts.isEmpty() ? std::lround((to + 0.5) * m_frameMs) : startOf(to));
}

void QtPlayer::setLooping(bool looping) {
    if (m_looping == looping)
        return;
    m_looping = looping;
    emit loopingChanged(looping);
}

void QtPlayer::setVolume(double volume) {
    m_volume = std::clamp(volume, 0.0, 1.0);
    applyVolume();
    emit soundChanged();
}

void QtPlayer::setMuted(bool muted) {
    m_muted = muted;
    applyVolume();
    emit soundChanged();
}

void QtPlayer::setRate(double rate) {
    if (m_rate == rate)
        return;
    m_rate = rate;
    fallSilent();
    if (m_player)
        m_player->setPlaybackRate(rate);
    emit rateChanged(rate);
}

void QtPlayer::applyVolume() {
    const auto heard = static_cast<float>(m_muted ? 0 : m_volume);
    m_sound.setAmplitude(QAudio::convertVolume(heard, QAudio::LogarithmicVolumeScale, QAudio::LinearVolumeScale));
}

void QtPlayer::keepInStep(qint64 pictureStart) {
    const PictureClock::Step step = m_clock.follow(PictureClock::Micro(pictureStart), m_rate);
    if (step.begun) {
        m_sound.play({.file = m_player->source().toLocalFile(),
            .position = step.begun->position,
            .at = step.begun->at,
            .rate = m_rate});
    }
    m_player->setPlaybackRate(m_rate * step.hurry);
}

void QtPlayer::fallSilent() {
    m_clock.reset();
    m_sound.stop();
}

qint64 QtPlayer::position() const {
    if (m_nextSeek)
        return *m_nextSeek;
    if (m_seeking)
        return *m_seeking;
    switch (m_state) {
    case State::Ended:
        return m_duration;
    case State::Paused: // the back end may be past it (onFrame)
        return std::lround(m_frameStart);
    default:
        return m_player ? m_player->position() : 0;
    }
}

void QtPlayer::setState(State state) {
    if (m_state == state)
        return;
    m_state = state;
    if (state != State::Playing) {
        fallSilent();
        m_nudge.stop();
    }
    emit stateChanged(state);
}

void QtPlayer::fail(ErrorCode code, const QString& detail) {
    qCWarning(logMedia) << "cannot play:" << errorCodeName(code) << detail;
    m_error = Error{.code = code, .detail = detail};
    m_wantsToPlay = false;
    setState(State::Failed);
}

/// Comes from where the decoder was before the seek. A picture of then that is the one awaited is as good.
bool QtPlayer::isStale(double start) const {
    return start < m_awaited->from || start >= m_awaited->before;
}

std::chrono::microseconds QtPlayer::lengthOf(const QVideoFrame& frame) const {
    if (m_starts.isEmpty())
        return std::chrono::microseconds(std::max<qint64>(0, frame.endTime() - frame.startTime()));
    // The back end takes all for equally long.
    const int next = frameAt(static_cast<double>(frame.startTime()) / 1000 + rounded) + 1;
    return std::chrono::microseconds(next < m_starts.size() ? m_starts.at(next) - m_starts.at(next - 1) : 0);
}

void QtPlayer::onFrame(const QVideoFrame& frame) {
    // Stopping sends an empty frame; the last picture is to stay. After an error the back end walks on regardless.
    if (!frame.isValid() || m_state == State::Failed || m_state == State::Empty)
        return;
    // A seek while paused wakes the back end (startSeek), and on a busy machine it runs on before it is paused again.
    if (m_state == State::Paused && !m_awaited)
        return;
    const double start = static_cast<double>(frame.startTime()) / 1000; // from microseconds
    if ((m_seeking || m_state == State::Paused) && isStale(start))
        return;
    m_awaited.reset();
    m_frameStart = start;
    const int clip = m_clips;
    emit frameChanged(turned(frame));
    if (clip != m_clips) // whoever saw it went on to another
        return;
    if (m_state == State::Loading) {
        m_sound.begin();
        askForStarts(); // not before there is a picture to look at
        setState(m_wantsToPlay ? State::Playing : State::Paused);
        if (m_nextSeek)
            seek(*std::exchange(m_nextSeek, std::nullopt));
    } else if (m_seeking) {
        finishSeek();
    }
    if (m_state != State::Playing)
        return;
    // Some videos are a few stills, shown for long.
    m_nudge.start(laterNudge + std::chrono::duration_cast<std::chrono::milliseconds>(lengthOf(frame) / m_rate));
    if (!m_seeking)
        keepInStep(frame.startTime());
}

QVideoFrame QtPlayer::turned(QVideoFrame frame) const {
    // Qt 6.4's back end leaves pictures as they are coded.
    if (frame.rotationAngle() == QVideoFrame::Rotation0 && !frame.mirrored()) {
        frame.setRotationAngle(m_turn.angle);
        frame.setMirrored(m_turn.mirrored);
    }
    return frame;
}

void QtPlayer::onMediaStatus(QMediaPlayer::MediaStatus status) {
    if (m_state == State::Failed || m_state == State::Empty)
        return;
    if (status == QMediaPlayer::EndOfMedia && m_player->mediaStatus() != status) // it went back meanwhile
        return;
    if (status == QMediaPlayer::LoadedMedia && m_state == State::Loading) {
        if (const double rate = m_player->metaData().value(QMediaMetaData::VideoFrameRate).toDouble(); rate > 0)
            m_frameMs = 1000 / rate;
        m_player->setPlaybackRate(m_rate);
        m_wantsToPlay ? m_player->play() : m_player->pause();
        m_turn = readTurn(m_player->source().toLocalFile()); // while the first picture is decoded
        m_nudge.start(firstNudge);
        QTimer::singleShot(0, this, &QtPlayer::lookForPicture);
    } else if (status == QMediaPlayer::InvalidMedia) {
        fail(ErrorCode::CorruptFile, m_player->errorString());
    } else if (status == QMediaPlayer::EndOfMedia && m_state == State::Loading) {
        fail(ErrorCode::CorruptFile, u"none of its pictures can be read"_s);
    } else if (status == QMediaPlayer::EndOfMedia && m_state != State::Paused) { // where it ran on: play() goes back
        onEnd();
    }
}

void QtPlayer::nudge() {
    // Qt 6.4's threads for reading, decoding and showing at times miss each other's signals, and all of them wait
    // (once in some hundred clips on a busy machine). A seek wakes them.
    qCInfo(logMedia) << "no picture for" << m_nudge.interval() << "ms at" << m_player->position();
    fallSilent();
    m_player->setPosition(m_seeking.value_or(std::lround(m_frameStart)));
    m_nudge.start(2 * m_nudge.intervalAsDuration()); // it may be the machine that takes so long
}

void QtPlayer::lookForPicture() {
    // Asked a moment later: right after a file that could not be opened the back end speaks of that one still.
    if (m_state == State::Loading && m_player->mediaStatus() >= QMediaPlayer::LoadedMedia && !m_player->hasVideo())
        fail(ErrorCode::CorruptFile, u"no picture in it"_s);
}

void QtPlayer::onError(QMediaPlayer::Error /*error*/, const QString& text) {
    fail(codeOf(m_player->source()), text);
}

void QtPlayer::onEnd() {
    // setLoops does nothing in Qt 6.4's ffmpeg back end.
    if (m_looping && m_wantsToPlay) {
        m_player->setPosition(0);
        m_player->play();
        return;
    }
    m_wantsToPlay = false;
    setState(State::Ended);
    emit positionChanged(m_duration);
}

void QtPlayer::onPosition(qint64 /*position*/) {
    // While a seek is under way the place asked for is shown, not where the decoder comes from.
    if (m_state != State::Failed && m_state != State::Empty && !m_seeking)
        emit positionChanged(position());
}

void QtPlayer::onDuration(qint64 duration) {
    if (m_state == State::Failed || m_state == State::Empty)
        return;
    m_duration = duration;
    emit durationChanged(duration);
}

} // namespace kinora
