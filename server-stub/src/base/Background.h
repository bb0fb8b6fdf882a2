// A coroutine that outlives a request: started once, cancelled and awaited when the program stops.
#pragma once

#include "base/Task.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>

namespace kinora {

/// Thread-safe. The body runs on the given executor.
class Background {
public:
    /// `name` is for the log.
    Background(boost::asio::any_io_executor executor, std::string name);
    /// Cancels without waiting; what the body refers to must then be kept alive by the body itself.
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// Idempotent. The body ends by itself or by cancellation (a pending wait throws operation_aborted); any other
    /// exception that leaves it is logged as an error.
    void start(std::function<Task<>()> body);
    /// Idempotent, from any executor. When it returns the body has ended and will not run again.
    [[nodiscard]] Task<> stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace kinora
