// LISTEN on a connection of its own. A notification is a hint; whoever acts on it also polls.
#pragma once

#include "base/Background.h"
#include "base/Task.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>

namespace kinora::pg {

/// Reconnects with exponential backoff and probes a silent connection. Handlers run on the given executor and must not
/// block; they are set before start().
class Listener {
public:
    Listener(boost::asio::any_io_executor executor, std::string conninfo);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    /// channel: a plain lower-case identifier.
    void on(std::string channel, std::function<void(std::string payload)> handler);
    /// Called after every (re)connection: notifications may have been missed, read the tables.
    void onResync(std::function<void()> handler);

    /// Both idempotent. After stop() has been awaited no handler is called any more.
    void start();
    [[nodiscard]] Task<> stop();

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
    Background m_background;
};

} // namespace kinora::pg
