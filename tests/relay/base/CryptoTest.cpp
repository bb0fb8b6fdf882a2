#include "base/Crypto.h"

#include <gtest/gtest.h>

#include <string>

using namespace kinora;

TEST(CryptoTest, sha256InPiecesEqualsWhole) {
    EXPECT_EQ(toHex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.update("a");
    pieces.update("");
    pieces.update("bc");
    EXPECT_EQ(pieces.finish(), sha256("abc"));
    EXPECT_EQ(toHex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(CryptoTest, hmacMatchesRfc4231) {
    const std::string key(20, '\x0b');
    EXPECT_EQ(toHex(hmacSha256(key, "Hi There")), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(toHex(hmacSha384(key, "Hi There")),
        "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6");
    EXPECT_EQ(toHex(hmacSha256("Jefe", "what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    // Case 6: a key longer than the block.
    EXPECT_EQ(toHex(hmacSha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(CryptoTest, hkdfMatchesRfc5869) {
    const std::string key(22, '\x0b');
    const auto salt = fromHex("000102030405060708090a0b0c");
    const auto info = fromHex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(toHex(hkdfSha256(key, *salt, *info, 42).reveal()),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    // Case 3: neither salt nor info.
    EXPECT_EQ(toHex(hkdfSha256(key, "", "", 42).reveal()),
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(CryptoTest, base64MatchesRfc4648) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(toBase64(plain), encoded);
        EXPECT_EQ(fromBase64(encoded), plain);
    }
    EXPECT_EQ(toBase64Url("\xfb\xff\xfe"), "-__-");
    EXPECT_EQ(fromBase64Url("-__-"), "\xfb\xff\xfe");
}

TEST(CryptoTest, base64HasOneSpellingPerValue) {
    EXPECT_EQ(fromBase64Url("Zg"), "f");
    for (const char* wrong : {"Zh", "Zg==", "Z", "Zm9", "Zm+v", "Zm 9v", "Zm9v\n"})
        EXPECT_EQ(fromBase64Url(wrong), std::nullopt) << wrong;
    EXPECT_EQ(fromBase64("Zg"), std::nullopt);
    EXPECT_EQ(fromBase64("Zg==="), std::nullopt);
    EXPECT_EQ(fromBase64("===="), std::nullopt);
}

TEST(CryptoTest, hexGoesBothWays) {
    EXPECT_EQ(toHex("\x01\xab"), "01ab");
    EXPECT_EQ(fromHex("01AB"), "\x01\xab");
    EXPECT_EQ(fromHex("0"), std::nullopt);
    EXPECT_EQ(fromHex("0g"), std::nullopt);
}

TEST(CryptoTest, comparesAndDrawsAtRandom) {
    EXPECT_TRUE(constantTimeEqual("abc", "abc"));
    EXPECT_FALSE(constantTimeEqual("abc", "abd"));
    EXPECT_FALSE(constantTimeEqual("abc", "abcd"));
    EXPECT_EQ(randomBytes(32).size(), 32U);
    EXPECT_NE(randomBytes(32), randomBytes(32));
}
