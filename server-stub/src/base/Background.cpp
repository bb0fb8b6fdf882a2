#include "base/Background.h"

#include "base/Log.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <exception>
#include <utility>

namespace kinora {
namespace asio = boost::asio;

/// Everything in it is touched on its executor only.
struct Background::State {
    State(asio::any_io_executor stateExecutor, std::string stateName)
        : executor(std::move(stateExecutor))
        , name(std::move(stateName))
        , ended(executor, asio::steady_timer::time_point::max()) {}

    asio::any_io_executor executor;
    std::string name;
    asio::cancellation_signal cancel;
    /// Never expires; cancelled when the body has ended, which wakes those who wait.
    asio::steady_timer ended;
    bool started = false;
    bool running = false;
};

namespace {

void report(const std::string& name, const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() != asio::error::operation_aborted)
            log::error("background", "{} ended: {}", name, error.what());
    } catch (const std::exception& error) {
        log::error("background", "{} ended: {}", name, error.what());
    }
}

} // namespace

Background::Background(asio::any_io_executor executor, std::string name)
    : m_state(std::make_shared<State>(std::move(executor), std::move(name))) {
}

Background::~Background() {
    asio::dispatch(m_state->executor, [state = m_state] { state->cancel.emit(asio::cancellation_type::terminal); });
}

void Background::start(std::function<Task<>()> body) {
    asio::dispatch(m_state->executor, [state = m_state, body = std::move(body)] {
        if (std::exchange(state->started, true))
            return;
        state->running = true;
        auto finished = [state](const std::exception_ptr& failure) {
            state->running = false;
            state->ended.cancel();
            if (failure)
                report(state->name, failure);
        };
        // The function itself, not its coroutine: a lambda must stay as long as the coroutine made from it.
        asio::co_spawn(state->executor, body, asio::bind_cancellation_slot(state->cancel.slot(), std::move(finished)));
    });
}

Task<> Background::stop() {
    auto waitForEnd = [](std::shared_ptr<State> state) -> Task<> {
        state->started = true;
        state->cancel.emit(asio::cancellation_type::terminal);
        while (state->running) {
            boost::system::error_code ignored;
            auto token = asio::redirect_error(asio::use_awaitable, ignored);
            co_await state->ended.async_wait(token);
        }
    };
    auto waiting = asio::co_spawn(m_state->executor, waitForEnd(m_state), asio::use_awaitable);
    co_await std::move(waiting);
}

} // namespace kinora
