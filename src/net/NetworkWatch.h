// Tells when this computer's way to others has changed: a cable, a Wi-Fi, a VPN, a wake-up.
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace kinora {

/// What the system tells, as one signal. GUI thread only.
class NetworkWatch final : public QObject {
    Q_OBJECT

public:
    explicit NetworkWatch(QObject* parent = nullptr);
    ~NetworkWatch() override;

signals:
    /// There are other addresses than before, or the system says that others can be reached again. At most a few times
    /// a second; connections of before may be dead without knowing.
    void changed();

private:
    void listen();
    void look();

    QTimer m_settle; ///< a change comes as a burst of small ones
    QStringList m_addresses;
    int m_socket = -1;
};

} // namespace kinora
