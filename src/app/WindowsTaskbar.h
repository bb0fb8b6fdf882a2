// TaskbarProgress at the window's button in the task bar of Windows (ITaskbarList3).
#pragma once

#include "gui/news/TaskbarProgress.h"

#include <functional>
#include <memory>

struct ITaskbarList3;

namespace kinora {

// GUI thread only, where Qt has initialised COM. Where the task bar cannot be reached nothing happens.
class WindowsTaskbar final : public TaskbarProgress {
public:
    // Answers the window's handle (HWND), or null while there is no window.
    using Window = std::function<void*()>;

    explicit WindowsTaskbar(Window window);
    ~WindowsTaskbar() override;
    WindowsTaskbar(const WindowsTaskbar&) = delete;
    WindowsTaskbar& operator=(const WindowsTaskbar&) = delete;

    void show(std::optional<int> percent, int active) override;

private:
    struct Release {
        void operator()(ITaskbarList3* list) const;
    };

    Window m_window;
    std::unique_ptr<ITaskbarList3, Release> m_list;
};

} // namespace kinora
