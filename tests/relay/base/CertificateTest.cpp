#include "base/Certificate.h"

#include "base/DurableFile.h"
#include "support/Certificates.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

using namespace kinora;

namespace {

std::string textOf(const std::filesystem::path& file) {
    return readFile(file).value();
}

} // namespace

TEST(CertificateTest, saysWhatIsWrong) {
    const test::TempDir folder;
    const auto good = test::makeCertificate(folder.path(), "good");
    const auto other = test::makeCertificate(folder.path(), "other");
    const auto over = test::makeCertificate(folder.path(), "over", -1);
    EXPECT_EQ(whatIsWrongWithCertificate(textOf(good.chain)), std::nullopt);
    EXPECT_EQ(whatIsWrongWithKey(textOf(good.key), textOf(good.chain)), std::nullopt);
    EXPECT_EQ(whatIsWrongWithCertificate(textOf(over.chain)), "holds a certificate that has expired");
    EXPECT_EQ(whatIsWrongWithKey(textOf(other.key), textOf(good.chain)), "holds the key of another certificate");
    for (const std::string& nonsense : {std::string(), std::string("no PEM"), textOf(good.key)})
        EXPECT_TRUE(whatIsWrongWithCertificate(nonsense)) << nonsense;
    for (const std::string& nonsense : {std::string(), std::string("no PEM"), textOf(good.chain)})
        EXPECT_TRUE(whatIsWrongWithKey(nonsense, textOf(good.chain)));
}
