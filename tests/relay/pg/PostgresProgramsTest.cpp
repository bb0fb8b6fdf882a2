#include "pg/PostgresPrograms.h"

#include <gtest/gtest.h>

using kinora::pg::choosePostgres;
using kinora::pg::majorVersionIn;
using kinora::pg::PostgresPrograms;

TEST(PostgresProgramsTest, readsVersions) {
    EXPECT_EQ(majorVersionIn("15\n"), 15);
    EXPECT_EQ(majorVersionIn("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"), 15);
    EXPECT_EQ(majorVersionIn("postgres (PostgreSQL) 18beta1"), 18);
    EXPECT_EQ(majorVersionIn(""), std::nullopt);
}

TEST(PostgresProgramsTest, dataOpensOnlyWithItsOwnVersion) {
    const std::vector<PostgresPrograms> installed{
        {"/17/initdb", "/17/postgres", 17}, {"/15/initdb", "/15/postgres", 15}};
    EXPECT_EQ(choosePostgres(installed, std::nullopt)->majorVersion, 17);
    EXPECT_EQ(choosePostgres(installed, 15)->majorVersion, 15);
    EXPECT_FALSE(choosePostgres(installed, 16));
    EXPECT_FALSE(choosePostgres({}, std::nullopt));
}
