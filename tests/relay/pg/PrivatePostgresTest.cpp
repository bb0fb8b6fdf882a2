#include "pg/PrivatePostgres.h"

#include "pg/DatabaseError.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

int valueIn(pg::PrivatePostgres& server, const std::string& sql) {
    boost::asio::io_context context;
    pg::Pool pool(server.conninfo());
    const pg::Rows rows = runOn(context, pool.run(sql, {}));
    return rows.empty() ? 0 : rows.front().get<int>(0);
}

/// Starts a server in a process of its own, as `user` (0: as we are), and leaves by SIGKILL with a row committed. True
/// if all went well.
bool startCommitAndDie(const std::filesystem::path& directory, uid_t user, bool killServerToo) {
    const pid_t child = fork();
    if (child == 0) {
        if (user != 0 && (setgid(user) != 0 || setuid(user) != 0))
            _exit(2);
        try {
            Spawner spawner;
            pg::PrivatePostgres server(spawner, directory);
            server.start();
            valueIn(server, "CREATE TABLE IF NOT EXISTS t (id int)");
            valueIn(server, "INSERT INTO t VALUES (1)");
            if (killServerToo)
                kill(server.processId(), SIGKILL);
            kill(getpid(), SIGKILL);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
        _exit(3);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// Run in a child process so that a test as root can also be an ordinary user.
bool countsAs(const std::filesystem::path& directory, uid_t user, int expected) {
    const pid_t child = fork();
    if (child == 0) {
        if (user != 0 && (setgid(user) != 0 || setuid(user) != 0))
            _exit(2);
        try {
            Spawner spawner;
            pg::PrivatePostgres server(spawner, directory);
            server.start();
            const int found = valueIn(server, "SELECT count(*)::int FROM t");
            server.stop();
            _exit(found == expected ? 0 : 4);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
        _exit(3);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

TEST(PrivatePostgresTest, isReachedThroughItsPrivateFolderOnly) {
    pg::PrivatePostgres& server = PostgresEnvironment::instance().server();
    EXPECT_EQ(valueIn(server, "SELECT (current_setting('listen_addresses') = '')::int"), 1);
    EXPECT_EQ(valueIn(server, "SELECT (current_setting('fsync') = 'on')::int"), 1);
    const std::string conninfo = server.conninfo();
    const auto begin = conninfo.find('\'') + 1;
    struct stat status{};
    ASSERT_EQ(stat(conninfo.substr(begin, conninfo.find('\'', begin) - begin).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST(PrivatePostgresTest, comesBackAfterBothWereKilled) {
    const TempDir folder;
    const auto directory = folder.path() / "postgres";
    for (const bool killServerToo : {false, true})
        ASSERT_TRUE(startCommitAndDie(directory, 0, killServerToo));
    EXPECT_TRUE(countsAs(directory, 0, 2));
}

TEST(PrivatePostgresTest, comesBackForAnOrdinaryUserToo) {
    if (geteuid() != 0)
        GTEST_SKIP() << "the test above was it";
    const passwd* nobody = getpwnam("nobody");
    ASSERT_NE(nobody, nullptr);
    const uid_t user = nobody->pw_uid;
    const TempDir folder;
    ASSERT_EQ(chown(folder.path().c_str(), user, user), 0);
    const auto directory = folder.path() / "postgres";
    for (const bool killServerToo : {false, true})
        ASSERT_TRUE(startCommitAndDie(directory, user, killServerToo));
    EXPECT_TRUE(countsAs(directory, user, 2));
}

TEST(PrivatePostgresTest, worksUnderALongPathWithStrangeCharacters) {
    const TempDir folder;
    const auto directory = folder.path() / std::string(120, 'x') / "it's a folder" / "postgres";
    std::filesystem::create_directories(directory.parent_path());
    Spawner spawner;
    pg::PrivatePostgres server(spawner, directory);
    server.start();
    EXPECT_EQ(valueIn(server, "SELECT 7"), 7);
}

TEST(PrivatePostgresTest, aHalfMadeDatabaseIsMadeAnew) {
    const TempDir folder;
    const auto directory = folder.path() / "postgres";
    std::filesystem::create_directories(directory / "data.new" / "base");
    std::ofstream(directory / "data.new" / "PG_VERSION") << "15\n";
    Spawner spawner;
    pg::PrivatePostgres server(spawner, directory);
    server.start();
    EXPECT_EQ(valueIn(server, "SELECT 7"), 7);
    EXPECT_FALSE(std::filesystem::exists(directory / "data.new"));
}

TEST(PrivatePostgresTest, dataOfAnUninstalledVersionIsRefusedByName) {
    const TempDir folder;
    const auto directory = folder.path() / "postgres";
    std::filesystem::create_directories(directory / "data");
    std::ofstream(directory / "data" / "PG_VERSION") << "9\n";
    Spawner spawner;
    pg::PrivatePostgres server(spawner, directory);
    try {
        server.start();
        FAIL();
    } catch (const pg::PrivatePostgresError& error) {
        EXPECT_NE(std::string(error.what()).find("PostgreSQL 9"), std::string::npos) << error.what();
    }
}

TEST(PrivatePostgresTest, stopsAndStartsAgain) {
    const TempDir folder;
    Spawner spawner;
    {
        pg::PrivatePostgres server(spawner, folder.path() / "postgres");
        server.start();
        valueIn(server, "CREATE TABLE t AS SELECT 1 AS id");
        server.stop();
        server.stop();
        EXPECT_EQ(server.processId(), -1);
    }
    pg::PrivatePostgres server(spawner, folder.path() / "postgres");
    server.start();
    EXPECT_EQ(valueIn(server, "SELECT id FROM t"), 1);
}
