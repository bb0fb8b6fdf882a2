#include "app/WindowsTaskbar.h"

#include <shobjidl.h>
#include <utility>
#include <windows.h>

namespace kinora {

void WindowsTaskbar::Release::operator()(ITaskbarList3* list) const {
    list->Release();
}

WindowsTaskbar::WindowsTaskbar(Window window)
    : m_window(std::move(window)) {
}

WindowsTaskbar::~WindowsTaskbar() = default;

void WindowsTaskbar::show(std::optional<int> percent, int active) {
    const auto window = static_cast<HWND>(m_window());
    if (window == nullptr) {
        return;
    }
    if (!m_list) {
        ITaskbarList3* list = nullptr;
        if (FAILED(CoCreateInstance(CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER, IID_PPV_ARGS(&list)))) {
            return;
        }
        m_list.reset(list);
        if (FAILED(m_list->HrInit())) {
            m_list.reset();
            return;
        }
    }
    if (active == 0) {
        m_list->SetProgressState(window, TBPF_NOPROGRESS);
    } else if (!percent) {
        m_list->SetProgressState(window, TBPF_INDETERMINATE);
    } else {
        constexpr int whole = 100;
        m_list->SetProgressState(window, TBPF_NORMAL);
        m_list->SetProgressValue(window, static_cast<ULONGLONG>(*percent), whole);
    }
}

} // namespace kinora
