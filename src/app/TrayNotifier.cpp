#include "app/TrayNotifier.h"

#include <utility>

namespace kinora {

TrayNotifier::TrayNotifier(QSystemTrayIcon& icon, QObject* parent)
    : Notifier(parent)
    , m_icon(icon) {
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (std::exchange(m_shown, false)) {
            emit activated();
        }
    });
}

bool TrayNotifier::isAvailable() const {
    return QSystemTrayIcon::isSystemTrayAvailable() && QSystemTrayIcon::supportsMessages();
}

void TrayNotifier::show(const Notice& notice) {
    m_shown = true;
    m_icon.showMessage(notice.title, notice.body, m_icon.icon()); // nothing where there is no tray
}

void TrayNotifier::withdraw() {
    m_shown = false;
}

} // namespace kinora
