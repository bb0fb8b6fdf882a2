// A PostgreSQL server of our own, in the data folder, for the relay that nobody configured.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/types.h>

namespace kinora {
class Spawner;
}

namespace kinora::pg {

class PrivatePostgresError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reached through a Unix socket in a folder of mode 0700 only, never over TCP. Dies with this process even when it is
/// killed, recovers from being killed itself, and is started again should it die while we live. As root it runs as the
/// user `postgres`, because PostgreSQL refuses root. One process at a time may use a directory; the caller sees to
/// that.
class PrivatePostgres {
public:
    /// directory: made with mode 0700 when absent; holds data, socket and the server's log. `spawner` must outlive
    /// this.
    PrivatePostgres(Spawner& spawner, std::filesystem::path directory);
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;
    /// Stops it.
    ~PrivatePostgres();

    /// Blocks until it answers (0.1 s; 0.5 s the first time; up to 15 s while a killed predecessor goes away).
    /// Throws PrivatePostgresError with a sentence that says what to do.
    void start();
    /// Instead of start(), for a server that another process of ours has started there: conninfo() is valid, and stop()
    /// leaves it alone. Throws PrivatePostgresError.
    void attach();
    /// Fast shutdown, idempotent; blocks until the server has ended.
    void stop();

    /// For Pool and Listener, valid after start() or attach(); stays the same over restarts.
    [[nodiscard]] std::string conninfo() const;
    /// Of the server that runs now, -1 while there is none.
    [[nodiscard]] pid_t processId() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace kinora::pg
