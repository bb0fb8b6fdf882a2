#include "media/Sound.h"

#include "core/Logging.h"
#include "media/ModuleFolders.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace kinora {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto shortestPause = 100ms;
constexpr auto longestPause = 8000ms;
/// A program that ran for so long has not failed at once.
constexpr auto ranWell = 10s;
/// Who leaves that much unread does not read any more.
constexpr qint64 mostUnread = 65536;

} // namespace

Sound::Sound(QObject* parent)
    : QObject(parent)
    , m_pause(shortestPause) {
    m_program.setProcessChannelMode(QProcess::SeparateChannels);
    if (!logMedia().isDebugEnabled())
        m_program.setStandardErrorFile(QProcess::nullDevice()); // Qt speaks up every time it finds no sound server
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &Sound::start);
    connect(&m_program, &QProcess::readyReadStandardOutput, this, &Sound::onAnswer);
    connect(&m_program, &QProcess::finished, this, &Sound::onEnd);
    connect(&m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        qCInfo(logMedia) << "kinora-sound:" << error << m_program.errorString();
        if (error == QProcess::FailedToStart)
            onEnd();
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

void Sound::start() {
    const QString program = QStandardPaths::findExecutable(u"kinora-sound"_s, moduleFolders());
    if (program.isEmpty()) {
        qCWarning(logMedia) << "the program kinora-sound is missing";
        return;
    }
    m_started = std::chrono::steady_clock::now();
    m_program.start(program, QStringList());
    send(SoundVolume{m_amplitude});
    if (m_playing)
        send(*m_playing);
}

void Sound::onEnd() {
    setCanBeHeard(false);
    const bool well = std::chrono::steady_clock::now() - m_started > ranWell;
    m_pause = well ? std::chrono::milliseconds(shortestPause)
                   : std::min<std::chrono::milliseconds>(2 * m_pause, longestPause);
    m_restart.start(m_pause);
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
