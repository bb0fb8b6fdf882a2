#include "fetch/Multi.h"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <new>
#include <utility>

namespace kinora::fetch {

namespace asio = boost::asio;

// A socket of libcurl's that Asio waits on. libcurl owns the socket: it is released here, never closed.
struct Multi::Watch {
    Watch(const asio::any_io_executor& executor, curl_socket_t number)
        : descriptor(executor, number)
        , socket(number) {}
    ~Watch() { descriptor.release(); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    asio::posix::stream_descriptor descriptor;
    curl_socket_t socket;
    int wanted = 0;
    bool reading = false;
    bool writing = false;
    bool removed = false;
};

Multi::Multi(asio::any_io_executor executor)
    : m_executor(std::move(executor))
    , m_timer(m_executor)
    , m_multi(curl_multi_init()) {
    if (m_multi == nullptr)
        throw std::bad_alloc();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Multi::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Multi::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

Multi::~Multi() {
    for (const auto& [easy, running] : m_running)
        curl_multi_remove_handle(m_multi, easy);
    // Closing pooled connections reports their sockets once more, so the maps are still needed here.
    curl_multi_cleanup(m_multi);
    m_watches.clear();
    m_running.clear();
}

Task<Ended> Multi::perform(CURL* easy) {
    auto initiation = [](auto handler, const std::shared_ptr<Multi>& self, CURL* handle) {
        const std::uint64_t number = ++self->m_started;
        auto slot = asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected()) {
            slot.assign([weak = self->weak_from_this(), handle, number](asio::cancellation_type) {
                const auto multi = weak.lock();
                if (!multi)
                    return;
                // Later: a cancellation may come from inside one of libcurl's callbacks.
                asio::post(multi->m_executor, [weak, handle, number] {
                    const auto alive = weak.lock();
                    if (!alive)
                        return;
                    const auto running = alive->m_running.find(handle);
                    if (running == alive->m_running.end() || running->second.first != number)
                        return;
                    Ended ended;
                    ended.canceled = true;
                    alive->finish(handle, ended);
                });
            });
        }
        auto guard = asio::make_work_guard(asio::get_associated_executor(handler));
        Done done = [handler = std::move(handler), guard = std::move(guard)](Ended ended) mutable {
            asio::post(
                guard.get_executor(), [handler = std::move(handler), ended]() mutable { std::move(handler)(ended); });
        };
        self->m_running.insert_or_assign(handle, std::pair(number, std::move(done)));
        curl_multi_add_handle(self->m_multi, handle);
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Ended)>(
        initiation, asio::use_awaitable, shared_from_this(), easy);
}

void Multi::abort(CURL* easy) {
    Ended ended;
    ended.aborted = true;
    finish(easy, ended);
}

int Multi::onSocket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    static_cast<Multi*>(self)->watchSocket(socket, what);
    return 0;
}

void Multi::watchSocket(curl_socket_t socket, int what) {
    auto known = m_watches.find(socket);
    if (what == CURL_POLL_REMOVE) {
        if (known != m_watches.end()) {
            known->second->removed = true;
            known->second->descriptor.release();
            m_watches.erase(known);
        }
        return;
    }
    if (known == m_watches.end())
        known = m_watches.emplace(socket, std::make_shared<Watch>(m_executor, socket)).first;
    known->second->wanted = what;
    arm(known->second);
}

void Multi::arm(const std::shared_ptr<Watch>& watch) {
    const auto wait = [this, &watch](bool Watch::* pending, asio::posix::stream_descriptor::wait_type type, int event) {
        (*watch).*pending = true;
        auto ready = [weak = weak_from_this(), watch, pending, event](const boost::system::error_code& error) {
            (*watch).*pending = false;
            const auto self = weak.lock();
            if (!self || watch->removed || error == asio::error::operation_aborted)
                return;
            self->act(watch->socket, error ? CURL_CSELECT_ERR : event);
            if (!watch->removed)
                self->arm(watch);
        };
        watch->descriptor.async_wait(type, std::move(ready));
    };
    if ((watch->wanted & CURL_POLL_IN) != 0 && !watch->reading)
        wait(&Watch::reading, asio::posix::stream_descriptor::wait_read, CURL_CSELECT_IN);
    if ((watch->wanted & CURL_POLL_OUT) != 0 && !watch->writing)
        wait(&Watch::writing, asio::posix::stream_descriptor::wait_write, CURL_CSELECT_OUT);
}

int Multi::onTimer(CURLM*, long milliseconds, void* userData) {
    auto* self = static_cast<Multi*>(userData);
    if (milliseconds < 0) {
        self->m_timer.cancel();
        return 0;
    }
    self->m_timer.expires_after(std::chrono::milliseconds(milliseconds));
    self->m_timer.async_wait([weak = self->weak_from_this()](const boost::system::error_code& error) {
        const auto alive = weak.lock();
        if (alive && !error)
            alive->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

void Multi::act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    collect();
}

void Multi::collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        Ended ended;
        ended.code = message->data.result;
        finish(message->easy_handle, ended);
    }
}

void Multi::finish(CURL* easy, Ended ended) {
    auto running = m_running.extract(easy);
    if (running.empty())
        return;
    curl_multi_remove_handle(m_multi, easy);
    running.mapped().second(ended);
}

} // namespace kinora::fetch
