// The real relay with its stand-in upstream, as a child of the test, in a temporary folder.
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace kinora::tests {

class RelayProgram {
public:
    /// `jobSeconds`: how long the stand-in takes for a video.
    explicit RelayProgram(int jobSeconds);
    /// Ends the relay in order.
    ~RelayProgram();

    /// True once the relay listens. A second start uses the same folder and port.
    bool start();
    /// As a crash would end it.
    void kill();
    /// While it runs.
    [[nodiscard]] bool backUp();
    /// After kill(): the next start() is of what backUp() saved last.
    [[nodiscard]] bool restore();

    [[nodiscard]] const QUrl& address() const { return m_address; }
    /// What the relay has logged, for a failing test.
    [[nodiscard]] QByteArray log() const;

private:
    /// Bound and not listening, so that the system gives the port to nobody who asks for any, also while the relay is
    /// down; the relay gets it, which asks for this one with SO_REUSEADDR (as packaging/demo/ports.py).
    class HeldPort {
    public:
        HeldPort();
        ~HeldPort();
        HeldPort(const HeldPort&) = delete;
        HeldPort& operator=(const HeldPort&) = delete;
        HeldPort(HeldPort&&) = delete;
        HeldPort& operator=(HeldPort&&) = delete;
        [[nodiscard]] quint16 number() const { return m_number; }

    private:
        int m_socket;
        quint16 m_number = 0;
    };

    [[nodiscard]] bool run(const QString& command);
    [[nodiscard]] QString dataFolder() const;

    int m_jobSeconds;
    int m_restored = 0; ///< so often
    QTemporaryDir m_dir;
    HeldPort m_port;
    QUrl m_address;
    std::unique_ptr<QProcess> m_process;
};

} // namespace kinora::tests
