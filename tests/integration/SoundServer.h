// A PulseAudio server of the test's own, without a sound card.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace kinora::tests {

/// The programs that the test starts find it by PULSE_SERVER, no other server. Ended with its owner, also where the
/// owner crashes.
class SoundServer {
public:
    SoundServer();
    ~SoundServer();
    SoundServer(const SoundServer&) = delete;
    SoundServer& operator=(const SoundServer&) = delete;

    /// Starts it with one device for each name; false, and its words on standard error, when it does not answer.
    bool start(const QStringList& devices);
    void addDevice(const QString& name);
    void removeDevice(const QString& name);
    /// Sounds that are being played on that device, as the server tells.
    [[nodiscard]] int soundsOn(const QString& device) const;
    [[nodiscard]] qint64 processId() const { return m_server.processId(); }
    void kill();
    /// Holds it, as if it were stuck, or lets it go on.
    void hold();
    void release();

private:
    QString control(const QStringList& arguments) const;

    QTemporaryDir m_folder;
    QProcess m_server;
    bool m_held = false;
};

} // namespace kinora::tests
