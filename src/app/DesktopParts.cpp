#include "app/DesktopParts.h"

#include <QWidget>

#if defined(Q_OS_WIN)
#include "app/TrayNotifier.h"
#include "app/WindowsTaskbar.h"
#elif defined(Q_OS_MACOS)
#include "app/DockBadge.h"
#include "app/TrayNotifier.h"
#else
#include "app/DesktopNotifier.h"
#include "app/LauncherEntry.h"
#endif

namespace kinora {

std::unique_ptr<Notifier> makeNotifier(
    [[maybe_unused]] const QString& desktopFile, [[maybe_unused]] QSystemTrayIcon& icon) {
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return std::make_unique<TrayNotifier>(icon);
#else
    return std::make_unique<DesktopNotifier>(QDBusConnection::sessionBus(), desktopFile);
#endif
}

std::unique_ptr<TaskbarProgress> makeTaskbarProgress(
    [[maybe_unused]] const QString& desktopFile, [[maybe_unused]] std::function<QWidget*()> window) {
#if defined(Q_OS_WIN)
    return std::make_unique<WindowsTaskbar>([window = std::move(window)]() -> void* {
        const QWidget* const shown = window();
        return shown ? reinterpret_cast<void*>(shown->winId()) : nullptr;
    });
#elif defined(Q_OS_MACOS)
    return std::make_unique<DockBadge>();
#else
    return std::make_unique<LauncherEntry>(QDBusConnection::sessionBus(), desktopFile);
#endif
}

} // namespace kinora
