#include "support/PostgresEnvironment.h"

#include <stdlib.h>
#include <system_error>

namespace kinora::test {

PostgresEnvironment::PostgresEnvironment()
    : m_server(m_spawner, m_folder.path() / "postgres") {
    m_server.start();
}

PostgresEnvironment& PostgresEnvironment::instance() {
    static PostgresEnvironment environment;
    return environment;
}

std::string PostgresEnvironment::freshDatabase() {
    const std::string name = "test_" + std::to_string(++m_databases);
    boost::asio::io_context context;
    pg::Pool pool(m_server.conninfo());
    runOn(context, pool.run("CREATE DATABASE " + name, {}));
    return m_server.conninfo() + " dbname=" + name;
}

} // namespace kinora::test
