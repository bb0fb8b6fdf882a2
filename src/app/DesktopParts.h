// Which of the ways to tell something on the desktop this system has.
#pragma once

#include "gui/news/Notifier.h"
#include "gui/news/TaskbarProgress.h"

#include <QSystemTrayIcon>

#include <functional>
#include <memory>

class QWidget;

namespace kinora {

// desktopFile: name of the app's .desktop file, for Linux. The icon, for Windows and macOS, outlives the notifier.
[[nodiscard]] std::unique_ptr<Notifier> makeNotifier(const QString& desktopFile, QSystemTrayIcon& icon);
// window: the one whose button shows it, for Windows; null until there is one.
[[nodiscard]] std::unique_ptr<TaskbarProgress> makeTaskbarProgress(
    const QString& desktopFile, std::function<QWidget*()> window);

} // namespace kinora
