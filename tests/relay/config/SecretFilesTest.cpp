#include "config/SecretFiles.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>

using namespace kinora;
using namespace kinora::config;

TEST(SecretFilesTest, areMadeOnceAndPrivate) {
    const test::TempDir folder;
    const auto file = secretFolder(folder.path()) / JwtSecretFile;
    const auto made = loadOrMakeSecret(file);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_GE(made->reveal().size(), 32U);
    struct stat status{};
    ASSERT_EQ(stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto again = loadOrMakeSecret(file);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->reveal(), made->reveal());
    const auto other = loadOrMakeSecret(secretFolder(folder.path()) / PepperFile);
    EXPECT_NE(other->reveal(), made->reveal());
}

TEST(SecretFilesTest, oneThatOthersCanReadIsRefused) {
    const test::TempDir folder;
    const auto file = folder / "secrets/pepper";
    ASSERT_TRUE(loadOrMakeSecret(file));
    std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_FALSE(loadOrMakeSecret(file));
}

TEST(SecretFilesTest, anEmptiedOneIsNotSilentlyReplaced) {
    const test::TempDir folder;
    const auto file = folder / "secrets/pepper";
    ASSERT_TRUE(loadOrMakeSecret(file));
    std::ofstream(file, std::ios::trunc).flush();
    EXPECT_FALSE(loadOrMakeSecret(file));
}

TEST(SecretFilesTest, fingerprintsTellSetsApart) {
    const Secret a("a");
    const Secret b("b");
    EXPECT_EQ(secretFingerprint(a, b), secretFingerprint(a, b));
    EXPECT_NE(secretFingerprint(a, b), secretFingerprint(b, a));
    EXPECT_NE(secretFingerprint(a, b), secretFingerprint(a, a));
}
