// A private PostgreSQL in a temporary folder and coroutines run to their end: what tests of the database stand on.
#pragma once

#include "base/Subprocess.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "pg/PrivatePostgres.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <string>
#include <type_traits>

namespace kinora::test {

/// One server for all tests of the program, started by the first that asks.
class PostgresEnvironment {
public:
    static PostgresEnvironment& instance();

    /// A conninfo for a database nobody else uses.
    [[nodiscard]] std::string freshDatabase();
    /// The same with this program's schema: a copy, which is made sooner than the schema.
    [[nodiscard]] std::string migratedDatabase();
    [[nodiscard]] pg::PrivatePostgres& server() { return m_server; }

private:
    PostgresEnvironment();
    [[nodiscard]] std::string createDatabase(const std::string& more);

    TempDir m_folder;
    Spawner m_spawner;
    pg::PrivatePostgres m_server;
    int m_databases = 0;
    bool m_hasTemplate = false;
};

/// Runs the coroutine on the context until it has ended; throws what it threw.
template <class T>
T runOn(boost::asio::io_context& context, Task<T> task) {
    std::exception_ptr failure;
    context.restart();
    if constexpr (std::is_void_v<T>) {
        bool ended = false;
        boost::asio::co_spawn(context, std::move(task), [&](const std::exception_ptr& error) {
            failure = error;
            ended = true;
        });
        while (!ended && context.run_one() > 0) {
        }
        if (failure)
            std::rethrow_exception(failure);
    } else {
        std::optional<T> value;
        bool ended = false;
        boost::asio::co_spawn(context, std::move(task), [&](const std::exception_ptr& error, T result) {
            failure = error;
            if (!error)
                value.emplace(std::move(result));
            ended = true;
        });
        while (!ended && context.run_one() > 0) {
        }
        if (failure)
            std::rethrow_exception(failure);
        return std::move(*value);
    }
}

} // namespace kinora::test
