#include "AccountsEnvironment.h"
#include "base/Ids.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class ServerIdentityTest : public test::AccountsEnvironment {};

} // namespace

TEST_F(ServerIdentityTest, isMadeOnce) {
    EXPECT_TRUE(isId(serverId));
    EXPECT_EQ(*run(identify(pool, "fingerprint")), serverId);
}

TEST_F(ServerIdentityTest, otherSecretsAreRefused) {
    EXPECT_EQ(run(identify(pool, "another")).error().code, Code::Conflict);
    EXPECT_FALSE(problemWithDatabase(Secret(conninfo), "fingerprint"));
    EXPECT_TRUE(problemWithDatabase(Secret(conninfo), "another"));
    EXPECT_TRUE(problemWithDatabase(Secret("host=/nonexistent"), "fingerprint"));
    EXPECT_FALSE(problemWithDatabase(Secret(test::PostgresEnvironment::instance().freshDatabase()), "any"))
        << "a database that nobody has used yet";
}
