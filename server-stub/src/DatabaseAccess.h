// The relay's database for a command that ends soon, whether the relay runs or not.
#pragma once

#include "base/IoThreads.h"
#include "base/Result.h"
#include "base/Subprocess.h"
#include "config/Config.h"
#include "config/DataFolder.h"
#include "pg/Pool.h"
#include "pg/PrivatePostgres.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <memory>
#include <optional>
#include <string>

namespace kinora {

class DatabaseAccess {
public:
    enum class Wanted {
        Present, ///< with this program's schema
        Any,     ///< may be made, and have any schema
    };
    /// With a private PostgreSQL: the one that the relay runs, or else one of our own for as long as this lives. What
    /// is in the way, for the operator, otherwise.
    [[nodiscard]] static Result<std::unique_ptr<DatabaseAccess>> open(const config::Config& config, Wanted wanted);
    ~DatabaseAccess();
    DatabaseAccess(const DatabaseAccess&) = delete;
    DatabaseAccess& operator=(const DatabaseAccess&) = delete;

    [[nodiscard]] pg::Pool& pool() { return *m_pool; }
    [[nodiscard]] Spawner& spawner() { return m_spawner; }
    [[nodiscard]] boost::asio::any_io_executor executor() { return m_threads.executor(0); }

    template <class T>
    T wait(Task<T> task) {
        return boost::asio::co_spawn(m_threads.executor(0), std::move(task), boost::asio::use_future).get();
    }

private:
    DatabaseAccess() = default;
    [[nodiscard]] Result<std::string> conninfo(const config::Config& config, Wanted wanted);
    [[nodiscard]] Result<> checkSchema();

    Spawner m_spawner;
    std::optional<config::DataFolder> m_folder; ///< held unless the relay holds it
    std::optional<pg::PrivatePostgres> m_postgres;
    IoThreads m_threads{1};
    std::optional<pg::Pool> m_pool;
};

} // namespace kinora
