// A PostgreSQL server of our own, in the data folder, for the relay that nobody configured.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace kinora::pg {

class PrivatePostgresError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reached through a Unix socket in a folder of mode 0700 only, never over TCP. Dies with this process even when it is
/// killed, recovers from being killed itself, and is started again should it die while we live. As root it runs as the
/// user `postgres`, because PostgreSQL refuses root.
class PrivatePostgres {
public:
    /// directory: made with mode 0700 when absent; holds data, socket (where the path is short enough) and the server's
    /// log.
    explicit PrivatePostgres(std::filesystem::path directory);
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;
    /// Stops it.
    ~PrivatePostgres();

    /// Blocks until it answers (0.1 s; 0.5 s the first time; up to 10 s while a killed predecessor goes away).
    /// Throws PrivatePostgresError with a sentence that says what to do.
    void start();
    /// Fast shutdown, idempotent; blocks until the server has ended.
    void stop();

    /// For Pool and Listener, valid after start(); stays the same over restarts.
    [[nodiscard]] std::string conninfo() const;
    /// Of the running server; changes when it had to be restarted. For tests.
    [[nodiscard]] int processId() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace kinora::pg
