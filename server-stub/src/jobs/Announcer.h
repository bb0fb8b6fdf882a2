// Tells the other relays on this database that there is something to look at.
#pragma once

#include "base/Background.h"
#include "jobs/EventHub.h"
#include "pg/Listener.h"
#include "pg/Pool.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>

namespace kinora::jobs {

/// NOTIFY inside the transactions of the work would halve their number, so what happened is gathered and sent after the
/// commits, a few times a second. A notification is a hint: it may be lost with the relay that owes it or with the
/// listener's connection, so the streams open here are also told what a look at the log finds, once a second.
class Announcer {
public:
    Announcer(const boost::asio::any_io_executor& executor, pg::Pool& pool, EventHub& hub, std::string instance);
    ~Announcer();

    /// Thread-safe. Events of this user were logged.
    void logged(const std::string& userId);
    /// Thread-safe. A job of this user moved without an event.
    void moved(const std::string& userId, const std::string& jobId);
    /// Thread-safe. The order of what waits, or the pause, is another.
    void queueChanged(const std::string& userId);
    /// Thread-safe. There are new jobs to be claimed.
    void queued();

    /// `onQueued` is called on the executor when any relay, this one too, has queued jobs. Idempotent.
    void start(std::function<void()> onQueued);
    /// Sends what is left to be sent, if that takes no longer than a second.
    [[nodiscard]] Task<> stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
    Background m_sender;
    Background m_looker;
    pg::Listener m_listener;
};

} // namespace kinora::jobs
