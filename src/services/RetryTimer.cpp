#include "services/RetryTimer.h"

#include <algorithm>

namespace kinora {

RetryTimer::RetryTimer(QObject* parent)
    : QTimer(parent) {
    setSingleShot(true);
}

void RetryTimer::startLonger(std::chrono::milliseconds atLeast) {
    m_wait = std::clamp<std::chrono::milliseconds>(m_wait * 2, shortest, longest);
    start(std::max(m_wait, atLeast));
}

} // namespace kinora
