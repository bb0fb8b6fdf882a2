// A message bus of the test's own, with a real Secret Service (gnome-keyring) on it when the test wants one.
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace kinora::tests {

class SecretServiceBus {
public:
    SecretServiceBus() = default;
    ~SecretServiceBus();
    SecretServiceBus(const SecretServiceBus&) = delete;
    SecretServiceBus& operator=(const SecretServiceBus&) = delete;

    /// What is not installed here; empty: everything is.
    [[nodiscard]] static QString missing();
    /// Starts the bus and makes it this process's session bus. Nothing on it starts by being called.
    [[nodiscard]] bool start();

    /// True once the service answers.
    [[nodiscard]] bool startKeyring(bool unlocked);
    /// As a crash would end it; true once the bus has noticed.
    bool killKeyring();
    /// From now on calls to it hang.
    void pauseKeyring() const;
    void resumeKeyring() const;

private:
    [[nodiscard]] QString writeConfig() const;
    [[nodiscard]] static bool waitForService(bool present);

    QTemporaryDir m_dir;
    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QProcess> m_keyring;
};

} // namespace kinora::tests
