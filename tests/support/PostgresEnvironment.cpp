#include "support/PostgresEnvironment.h"

#include "pg/Migrator.h"
#include "store/Migrations.h"

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

std::string PostgresEnvironment::createDatabase(const std::string& more) {
    const std::string name = "test_" + std::to_string(++m_databases);
    boost::asio::io_context context;
    pg::Pool pool(m_server.conninfo());
    runOn(context, pool.run("CREATE DATABASE " + name + more, {}));
    return m_server.conninfo() + " dbname=" + name;
}

std::string PostgresEnvironment::freshDatabase() {
    return createDatabase("");
}

std::string PostgresEnvironment::migratedDatabase() {
    if (!m_hasTemplate) {
        boost::asio::io_context context;
        pg::Pool server(m_server.conninfo());
        runOn(context, server.run("CREATE DATABASE migrated", {}));
        pg::Pool pool(m_server.conninfo() + " dbname=migrated");
        runOn(context, pg::migrate(pool, store::migrations()));
        m_hasTemplate = true;
    }
    return createDatabase(" TEMPLATE migrated");
}

} // namespace kinora::test
