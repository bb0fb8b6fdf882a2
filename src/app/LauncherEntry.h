// TaskbarProgress over com.canonical.Unity.LauncherEntry, which Plasma, Dash to Dock, Plank and Ubuntu's dock read.
#pragma once

#include "gui/news/TaskbarProgress.h"

#include <QDBusConnection>
#include <QString>

#include <utility>

namespace kinora {

// Sends a signal that nobody has to hear: where there is no such bar nothing happens.
class LauncherEntry final : public TaskbarProgress {
public:
    // desktopFile: name of the app's .desktop file.
    LauncherEntry(const QDBusConnection& bus, const QString& desktopFile);
    // Takes everything away.
    ~LauncherEntry() override;

    void show(std::optional<int> percent, int active) override;

private:
    QDBusConnection m_bus;
    QString m_desktopFile;
    std::pair<std::optional<int>, int> m_shown{std::nullopt, 0};
};

} // namespace kinora
