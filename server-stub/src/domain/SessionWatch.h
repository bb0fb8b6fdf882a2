// Tells open streams that the session they belong to has ended.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>

namespace kinora::domain {

/// Logged out, revoked (or an API key, which goes by its id here too), or its user disabled: here at once when it
/// happened in this process, within a second when another relay did it. The mere expiry of an access token is none of
/// these.
class SessionWatch {
public:
    /// Watches until destroyed. Destroy it on the executor given to watch().
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        friend class SessionWatch;
        struct State;
        explicit Subscription(std::shared_ptr<State> state);
        std::shared_ptr<State> m_state;
    };

    SessionWatch(boost::asio::any_io_executor executor, pg::Pool& pool);
    SessionWatch(const SessionWatch&) = delete;
    SessionWatch& operator=(const SessionWatch&) = delete;
    ~SessionWatch();

    /// `ended` is called at most once, on `executor`, and never after the subscription is gone. Thread-safe.
    [[nodiscard]] Subscription watch(
        std::string sessionId, boost::asio::any_io_executor executor, std::function<void()> ended);

    /// Said by whoever ends a session in this process, after the commit. Thread-safe.
    void sessionEnded(const std::string& sessionId);

    /// The poll for what other relays did. Both idempotent.
    void start();
    [[nodiscard]] Task<> stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace kinora::domain
