#include "media/Sound.h"

#include "core/Logging.h"
#include "media/ModuleFolders.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Who leaves that much unread does not read any more.
constexpr qint64 mostUnread = 65536;

} // namespace

Sound::Sound(SoundProgram program, QObject* parent)
    : QObject(parent)
    , m_way(std::move(program))
    , m_pause(m_way.shortestPause)
    , m_patience(m_way.shortestPatience) {
    m_program.setProcessChannelMode(QProcess::SeparateChannels);
    if (!logMedia().isDebugEnabled())
        m_program.setStandardErrorFile(QProcess::nullDevice()); // Qt speaks up every time it finds no sound server
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &Sound::start);
    connect(&m_program, &QProcess::readyReadStandardOutput, this, &Sound::onAnswer);
    connect(&m_program, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        onEnd(status == QProcess::NormalExit && code == noSoundDevice);
    });
    connect(&m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        qCInfo(logMedia) << "kinora-sound:" << error << m_program.errorString();
        if (error == QProcess::FailedToStart)
            onEnd(false);
    });
}

Sound::~Sound() {
    m_program.disconnect(this);
    m_program.kill();
    m_program.waitForFinished(); // who was killed ends, whatever it was waiting for
}

void Sound::begin() {
    if (m_begun)
        return;
    m_begun = true;
    start();
}

void Sound::tryNow() {
    m_pause = m_way.shortestPause;
    m_patience = m_way.shortestPatience;
    if (m_restart.isActive()) {
        start();
    } else if (m_program.state() != QProcess::NotRunning && !m_canBeHeard && ranFor(m_way.shortestPatience)) {
        m_startsNext = true;
        m_program.kill();
    }
}

void Sound::start() {
    m_restart.stop();
    const QString program =
        m_way.file.isEmpty() ? QStandardPaths::findExecutable(u"kinora-sound"_s, moduleFolders()) : m_way.file;
    if (program.isEmpty()) {
        qCWarning(logMedia) << "the program kinora-sound is missing";
        return;
    }
    m_started = std::chrono::steady_clock::now();
    m_program.start(program, {QString::number(m_patience.count())});
    send(SoundVolume{m_amplitude});
    if (m_playing)
        send(*m_playing);
}

void Sound::onEnd(bool missedDevice) {
    setCanBeHeard(false);
    if (std::exchange(m_startsNext, false)) {
        start();
    } else if (missedDevice) {
        m_patience = std::min(2 * m_patience, m_way.longestPatience);
        m_restart.start(m_way.shortestPause);
    } else {
        restartLater();
    }
}

void Sound::restartLater() {
    m_pause = ranFor(m_way.ranWell) ? m_way.shortestPause : std::min(2 * m_pause, m_way.longestPause);
    m_restart.start(m_pause);
}

bool Sound::ranFor(std::chrono::milliseconds time) const {
    return std::chrono::steady_clock::now() - m_started >= time;
}

void Sound::onAnswer() {
    while (m_program.canReadLine()) {
        const QByteArray answer = m_program.readLine().trimmed();
        if (answer == sound_answer::canBeHeard)
            setCanBeHeard(true);
        else if (answer == sound_answer::cannotBeHeard)
            setCanBeHeard(false);
    }
}

void Sound::setCanBeHeard(bool canBeHeard) {
    if (m_canBeHeard == canBeHeard)
        return;
    m_canBeHeard = canBeHeard;
    if (canBeHeard)
        m_patience = m_way.shortestPatience;
    emit canBeHeardChanged();
}

void Sound::send(const SoundOrder& order) {
    if (m_program.state() == QProcess::NotRunning)
        return;
    if (m_program.bytesToWrite() > mostUnread)
        m_program.kill();
    else
        m_program.write(lineOf(order));
}

void Sound::play(const PlaySound& order) {
    m_playing = order;
    send(order);
}

void Sound::stop() {
    if (!std::exchange(m_playing, std::nullopt))
        return;
    send(StopSound{});
}

void Sound::setAmplitude(double amplitude) {
    if (m_amplitude == amplitude)
        return;
    m_amplitude = amplitude;
    send(SoundVolume{amplitude});
}

} // namespace kinora
