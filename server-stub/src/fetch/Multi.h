// libcurl's multi interface on one I/O thread.
#pragma once

#include "base/Task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

namespace kinora::fetch {

/// Why a transfer ended: libcurl's own code, or one of ours.
struct Ended {
    CURLcode code = CURLE_OK;
    bool canceled = false; ///< by the coroutine's cancellation
    bool aborted = false;  ///< by abort()
};

/// Everything happens on the thread of `executor`; so does the destruction, unless that thread runs no more.
class Multi : public std::enable_shared_from_this<Multi> {
public:
    explicit Multi(boost::asio::any_io_executor executor);
    ~Multi();
    Multi(const Multi&) = delete;
    Multi& operator=(const Multi&) = delete;

    /// Runs a prepared transfer to its end. `easy` must stay until then. Cancellable.
    [[nodiscard]] Task<Ended> perform(CURL* easy);
    /// Ends a transfer from outside libcurl's callbacks; nothing if it has ended.
    void abort(CURL* easy);

    [[nodiscard]] const boost::asio::any_io_executor& executor() const { return m_executor; }

private:
    struct Watch;
    using Done = std::move_only_function<void(Ended)>;

    static int onSocket(CURL* easy, curl_socket_t socket, int what, void* self, void* watch);
    static int onTimer(CURLM* multi, long milliseconds, void* self);
    void watchSocket(curl_socket_t socket, int what);
    void arm(const std::shared_ptr<Watch>& watch);
    void act(curl_socket_t socket, int events);
    void collect();
    void finish(CURL* easy, Ended ended);

    boost::asio::any_io_executor m_executor;
    boost::asio::steady_timer m_timer;
    CURLM* m_multi;
    std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> m_watches;
    /// A number beside each: the address of an ended transfer may come again, and a late cancellation must not hit it.
    std::unordered_map<CURL*, std::pair<std::uint64_t, Done>> m_running;
    std::uint64_t m_started = 0;
};

} // namespace kinora::fetch
