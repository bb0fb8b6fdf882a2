// Wakes one waiting coroutine.
#pragma once

#include "base/Task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace kinora::jobs {

/// Remembers one notification, so none is lost between two waits. Belongs to one executor: notify() from others has to
/// be posted there.
class Signal {
public:
    explicit Signal(boost::asio::any_io_executor executor);

    void notify();
    /// True when notified, false when `limit` passed or the coroutine was cancelled.
    [[nodiscard]] Task<bool> wait(std::chrono::steady_clock::duration limit);

private:
    boost::asio::steady_timer m_timer;
    bool m_notified = false;
};

} // namespace kinora::jobs
