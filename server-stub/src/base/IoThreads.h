// One io_context per core, each run by one thread: what lives on one of them needs no lock.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>
#include <optional>

namespace kinora {

class IoThreads {
public:
    /// 0 means one per core.
    explicit IoThreads(std::size_t count = 0);
    /// Stops and joins. Whatever still waits on a context is destroyed with it.
    ~IoThreads();
    IoThreads(const IoThreads&) = delete;
    IoThreads& operator=(const IoThreads&) = delete;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] boost::asio::any_io_executor executor(std::size_t index) const;
    /// Round-robin; thread-safe.
    [[nodiscard]] boost::asio::any_io_executor next();
    /// The index of the calling thread if it is one of ours.
    [[nodiscard]] std::optional<std::size_t> current() const;

    /// Starts all threads and returns. Idempotent.
    void start();
    /// As start(), then blocks until stop() is called from elsewhere.
    void run();
    /// Makes all contexts return soon, without waiting. Thread-safe, idempotent, final.
    void stop();
    /// Blocks until all threads have ended after stop(); from then on nothing runs that could use what is destroyed
    /// next.
    void join();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace kinora
