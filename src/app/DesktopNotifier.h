// Notifier over org.freedesktop.Notifications (the Desktop Notifications Specification 1.2).
#pragma once

#include "gui/news/Notifier.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QString>
#include <QStringList>

#include <optional>

class QDBusMessage;

namespace kinora {

// Available while a notification service runs on the bus, or the bus can start one. Nothing here waits for an answer.
class DesktopNotifier final : public Notifier {
    Q_OBJECT

public:
    // desktopFile: name of the app's .desktop file, by which a desktop finds its icon and its own settings for it.
    DesktopNotifier(const QDBusConnection& bus, const QString& desktopFile, QObject* parent = nullptr);

    [[nodiscard]] bool isAvailable() const override { return m_available; }
    void show(const Notice& notice) override;
    void withdraw() override;

private slots:
    void onActionInvoked(uint id, const QString& action);
    void onNotificationClosed(uint id, uint reason);

private:
    void look();
    void setAvailable(bool available);
    void askCapabilities();
    void send(const Notice& notice);
    template <class Take>
    void ask(const QDBusMessage& message, Take take);

    QDBusConnection m_bus;
    QString m_desktopFile;
    QDBusServiceWatcher m_watcher;
    bool m_available = false;
    int m_round = 0;                           // of asking whether there is a service
    std::optional<QStringList> m_capabilities; // of the service there is now
    std::optional<Notice> m_wanted;            // to be sent once those are known
    uint m_shown = 0;                          // the service's id; 0: nothing
    bool m_sending = false;                    // its id is not known yet
    bool m_unwanted = false;                   // withdrawn meanwhile
};

} // namespace kinora
