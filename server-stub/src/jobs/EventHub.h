// Brings what happens to the streams that are open for it, within this process.
#pragma once

#include "base/Task.h"
#include "store/EventLog.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kinora::jobs {

/// What a stream hears. The log in the database is the truth; this is the short way.
struct Live {
    enum class Kind {
        Logged = 1, ///< a numbered event, complete
        Tick,       ///< progress that is not in the log; body is the job
        ReadLog,    ///< something was logged elsewhere; event.seq is the newest number if it is known
        ReadJob,    ///< a job moved elsewhere
        ReadAll,    ///< nobody knows what was missed: the log, how every active job stands, and the queue
        ReadQueue,  ///< the order of what waits, or the pause, is another
    };
    Kind kind = Kind::ReadAll;
    store::Event event;
    /// When it was published; the hub sets it.
    std::chrono::steady_clock::time_point at;
};

/// Thread-safe. A coroutine per stream waits here without holding anything else.
class EventHub {
public:
    class Subscription {
    public:
        /// More than this unread and a ReadAll takes their place.
        static constexpr std::size_t MaxWaiting = 128;

        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&&) = delete;
        ~Subscription();

        /// What has come; empty when `limit` passed, or for ever after close().
        [[nodiscard]] Task<std::vector<Live>> next(std::chrono::steady_clock::duration limit);
        [[nodiscard]] bool isClosed() const;
        /// Ends the waiting. From the subscription's own executor.
        void close();

    private:
        friend class EventHub;
        struct State;
        Subscription(EventHub& hub, std::shared_ptr<State> state);
        EventHub* m_hub;
        std::shared_ptr<State> m_state;
    };

    EventHub();
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;
    ~EventHub();

    /// `executor` is the one whose coroutine will call next(). The hub must outlive the subscription.
    [[nodiscard]] Subscription subscribe(std::string userId, boost::asio::any_io_executor executor);
    void publish(const std::string& userId, const Live& live);
    /// Everybody has to look: notifications may have been missed.
    void resync();
    [[nodiscard]] std::size_t streams() const;
    /// Jobs whose end was first told here, since the process started: each is told so once, by the relay that ended it.
    struct Ended {
        std::uint64_t completed = 0;
        std::uint64_t failed = 0;
        std::uint64_t canceled = 0;
    };
    [[nodiscard]] Ended ended() const;
    /// Each of those who have a stream open here, once.
    [[nodiscard]] std::vector<std::string> users() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace kinora::jobs
