#include "jobs/Signal.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace kinora::jobs {

namespace asio = boost::asio;

Signal::Signal(asio::any_io_executor executor)
    : m_timer(std::move(executor)) {
}

void Signal::notify() {
    m_notified = true;
    m_timer.cancel();
}

Task<bool> Signal::wait(std::chrono::steady_clock::duration limit) {
    if (!m_notified) {
        m_timer.expires_after(limit);
        boost::system::error_code ignored;
        auto token = asio::redirect_error(asio::use_awaitable, ignored);
        co_await m_timer.async_wait(token);
    }
    co_return std::exchange(m_notified, false);
}

} // namespace kinora::jobs
