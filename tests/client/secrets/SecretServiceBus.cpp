#include "SecretServiceBus.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace kinora::tests {

namespace {

void end(std::unique_ptr<QProcess>& process) {
    if (!process)
        return;
    process->kill();
    process->waitForFinished();
    process.reset();
}

/// A test that is aborted must not leave daemons behind.
std::unique_ptr<QProcess> makeProcess() {
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    return process;
}

} // namespace

SecretServiceBus::~SecretServiceBus() {
    end(m_keyring);
    end(m_bus);
}

QString SecretServiceBus::missing() {
    for (const QString& program :
        {QStringLiteral("dbus-daemon"), QStringLiteral("dbus-send"), QStringLiteral("gnome-keyring-daemon")}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program + QStringLiteral(" is not installed");
    }
    return {};
}

bool SecretServiceBus::start() {
    m_bus = makeProcess();
    m_bus->start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                                                    QStringLiteral("--config-file=") + writeConfig()});
    if (!m_bus->waitForReadyRead())
        return false;
    return qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->readLine().trimmed());
}

QString SecretServiceBus::writeConfig() const {
    QFile file(m_dir.filePath(QStringLiteral("bus.conf")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
               "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\"><busconfig><type>session</type>"
               "<listen>unix:dir=" +
               m_dir.path().toUtf8() +
               "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
               "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    return file.fileName();
}

bool SecretServiceBus::startKeyring(bool unlocked) {
    m_keyring = makeProcess();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GNOME_KEYRING_TEST_PATH"), m_dir.path());
    m_keyring->setProcessEnvironment(environment);
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
    if (unlocked)
        arguments.append(QStringLiteral("--unlock"));
    m_keyring->start(QStringLiteral("gnome-keyring-daemon"), arguments);
    if (unlocked)
        m_keyring->write("test");
    m_keyring->closeWriteChannel();
    return waitForService(true);
}

bool SecretServiceBus::killKeyring() {
    end(m_keyring);
    return waitForService(false);
}

void SecretServiceBus::pauseKeyring() const {
    ::kill(static_cast<pid_t>(m_keyring->processId()), SIGSTOP);
}

void SecretServiceBus::resumeKeyring() const {
    ::kill(static_cast<pid_t>(m_keyring->processId()), SIGCONT);
}

bool SecretServiceBus::waitForService(bool present) {
    return QTest::qWaitFor(
        [present] {
            QProcess ask;
            ask.start(
                QStringLiteral("dbus-send"), {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                                                 QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                                                 QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                                                 QStringLiteral("string:org.freedesktop.secrets")});
            ask.waitForFinished();
            return ask.readAllStandardOutput().contains("true") == present;
        },
        10000);
}

} // namespace kinora::tests
