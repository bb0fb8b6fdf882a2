#include "SoundServer.h"

#include <QTest>

#include <csignal>
#include <cstdio>
#include <utility>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace kinora::tests {

using namespace Qt::StringLiterals;

SoundServer::SoundServer() {
    qputenv("PULSE_RUNTIME_PATH", m_folder.path().toLocal8Bit());
    qputenv("PULSE_SERVER", "unix:" + m_folder.filePath(u"native"_s).toLocal8Bit());
#ifdef Q_OS_LINUX
    m_server.setChildProcessModifier([owner = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != owner) // it has gone just before
            ::_exit(EXIT_FAILURE);
    });
#endif
}

SoundServer::~SoundServer() {
    kill();
}

bool SoundServer::start(const QStringList& devices) {
    QStringList arguments{u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s,
        u"--disable-shm=yes"_s,
        u"--load=module-native-protocol-unix auth-anonymous=1 socket="_s + m_folder.filePath(u"native"_s)};
    for (const QString& device : devices)
        arguments << u"--load=module-null-sink sink_name="_s + device;
    QFile::remove(m_folder.filePath(u"native"_s)); // left behind where the one before was killed
    m_server.start(u"pulseaudio"_s, arguments);
    const bool answers = QTest::qWaitFor([this] { return control({u"info"_s}).contains(u"Server Name"_s); }, 20000);
    if (!answers)
        std::fprintf(stderr, "pulseaudio: %s %s\n", qPrintable(m_server.errorString()),
            m_server.readAllStandardError().constData());
    return answers;
}

QString SoundServer::control(const QStringList& arguments) const {
    QProcess pactl;
    pactl.start(u"pactl"_s, arguments);
    // Whoever plays in this thread is not to be held up by it.
    if (!QTest::qWaitFor([&] { return pactl.state() == QProcess::NotRunning; }, 20000))
        pactl.kill();
    return QString::fromUtf8(pactl.readAllStandardOutput());
}

void SoundServer::addDevice(const QString& name) {
    control({u"load-module"_s, u"module-null-sink"_s, u"sink_name="_s + name});
}

void SoundServer::removeDevice(const QString& name) {
    // A line: index, module, arguments.
    for (const QString& line : control({u"list"_s, u"short"_s, u"modules"_s}).split(u'\n')) {
        const QStringList words = line.split(u'\t');
        if (words.size() >= 3 && words[2] == u"sink_name="_s + name)
            control({u"unload-module"_s, words[0]});
    }
}

int SoundServer::soundsOn(const QString& device) const {
    QString index;
    for (const QString& line : control({u"list"_s, u"short"_s, u"sinks"_s}).split(u'\n')) {
        const QStringList words = line.split(u'\t');
        if (words.size() >= 2 && words[1] == device)
            index = words[0];
    }
    int sounds = 0;
    for (const QString& line : control({u"list"_s, u"short"_s, u"sink-inputs"_s}).split(u'\n')) {
        const QStringList words = line.split(u'\t');
        if (words.size() >= 2 && !index.isEmpty() && words[1] == index)
            ++sounds;
    }
    return sounds;
}

void SoundServer::kill() {
    release();
    m_server.kill();
    m_server.waitForFinished();
}

void SoundServer::hold() {
    ::kill(static_cast<pid_t>(m_server.processId()), SIGSTOP);
    m_held = true;
}

void SoundServer::release() {
    if (std::exchange(m_held, false))
        ::kill(static_cast<pid_t>(m_server.processId()), SIGCONT);
}

} // namespace kinora::tests
