// How far things are, at the app's icon in the task bar or dock.
#pragma once

#include <optional>

namespace kinora {

// Implemented by app/LauncherEntry, faked in tests.
class TaskbarProgress {
public:
    virtual ~TaskbarProgress() = default;

    // percent of all that is under way; nothing where nobody knows it. active 0 takes everything away.
    virtual void show(std::optional<int> percent, int active) = 0;
};

} // namespace kinora
