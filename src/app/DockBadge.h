// TaskbarProgress in the Dock of macOS: how many are under way, as a badge.
#pragma once

#include "gui/news/TaskbarProgress.h"

#include <QGuiApplication>

namespace kinora {

// The Dock has no place for a percentage. Nothing happens before Qt 6.5, which has no badge.
class DockBadge final : public TaskbarProgress {
public:
    void show([[maybe_unused]] std::optional<int> percent, [[maybe_unused]] int active) override {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        qGuiApp->setBadgeNumber(active);
#endif
    }
};

} // namespace kinora
