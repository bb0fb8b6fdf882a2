// Notifier over the icon in the tray: the notices of Windows and macOS.
#pragma once

#include "gui/news/Notifier.h"

#include <QSystemTrayIcon>

namespace kinora {

// On Linux DesktopNotifier serves, which knows what was chosen and can take a notice back.
class TrayNotifier final : public Notifier {
    Q_OBJECT

public:
    // Outlives this. Shows nothing until it is shown itself.
    explicit TrayNotifier(QSystemTrayIcon& icon, QObject* parent = nullptr);

    [[nodiscard]] bool isAvailable() const override;
    void show(const Notice& notice) override;
    // These systems take a notice away by themselves; one that is chosen afterwards is heard no more.
    void withdraw() override;

private:
    QSystemTrayIcon& m_icon;
    bool m_shown = false;
};

} // namespace kinora
