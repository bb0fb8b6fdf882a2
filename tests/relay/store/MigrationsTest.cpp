#include "store/Migrations.h"

#include <gtest/gtest.h>

using namespace kinora;

TEST(MigrationsTest, areNumberedWithoutGaps) {
    // Elsewhere their number is taken for the version of the schema.
    int expected = 0;
    for (const pg::Migration& migration : store::migrations())
        EXPECT_EQ(migration.version, ++expected) << migration.name;
}
