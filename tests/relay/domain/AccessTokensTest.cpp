#include "domain/AccessTokens.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Json.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::domain;
using namespace std::chrono_literals;

namespace {

class FakeClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override { return time; }
    TimePoint time{1'772'367'296'000ms};
};

const std::string Key = "0123456789abcdef0123456789abcdef";
constexpr auto Header = R"({"alg":"HS256","typ":"at+jwt"})";

class AccessTokensTest : public testing::Test {
protected:
    json::object payload() {
        const std::int64_t now =
            std::chrono::duration_cast<std::chrono::seconds>(clock.time.time_since_epoch()).count();
        return {{"iss", "kinora-relay"}, {"aud", audience}, {"sub", claims.userId}, {"sid", claims.sessionId},
            {"iat", now}, {"exp", now + 900}, {"jti", newId()}};
    }

    static std::string sign(const std::string& header, const std::string& body, const std::string& key = Key) {
        const std::string content = toBase64Url(header) + "." + toBase64Url(body);
        return content + "." + toBase64Url(hmacSha256(key, content));
    }
    static std::string sign(const json::object& body) { return sign(Header, json::serialize(body)); }

    FakeClock clock;
    std::string audience = newId();
    AccessClaims claims{newId(), newId()};
    AccessTokens tokens{Secret(Key), audience, clock};
};

} // namespace

TEST_F(AccessTokensTest, whatIsIssuedIsAccepted) {
    const std::string token = tokens.issue(claims);
    const auto read = tokens.verify(token);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->userId, claims.userId);
    EXPECT_EQ(read->sessionId, claims.sessionId);
    EXPECT_TRUE(tokens.verify(sign(payload()))) << "the forger of the tests below knows the form";
}

TEST_F(AccessTokensTest, theFormIsThatOfRfc9068) {
    const std::string token = tokens.issue(claims);
    EXPECT_EQ(*fromBase64Url(token.substr(0, token.find('.'))), Header);
}

TEST_F(AccessTokensTest, livesAQuarterOfAnHourAndAMinuteOfLeeway) {
    const std::string token = tokens.issue(claims);
    clock.time += 959s;
    EXPECT_TRUE(tokens.verify(token));
    clock.time += 1s;
    EXPECT_FALSE(tokens.verify(token));
    clock.time -= 960s + 60s;
    EXPECT_TRUE(tokens.verify(token)) << "issued by a relay whose clock is a minute ahead";
    clock.time -= 1s;
    EXPECT_FALSE(tokens.verify(token));
}

TEST_F(AccessTokensTest, otherKeyOrOtherRelay) {
    EXPECT_FALSE(tokens.verify(sign(Header, json::serialize(payload()), "another key of thirty-two bytes!")));
    EXPECT_FALSE(AccessTokens(Secret(Key), newId(), clock).verify(tokens.issue(claims)));
}

TEST_F(AccessTokensTest, noOtherHeader) {
    const std::string body = json::serialize(payload());
    for (const char* header : {R"({"alg":"none","typ":"at+jwt"})", R"({"alg":"HS512","typ":"at+jwt"})",
             R"({"alg":"HS256","typ":"JWT"})", R"({"typ":"at+jwt","alg":"HS256"})",
             R"({"alg":"HS256","typ":"at+jwt","kid":"1"})", R"({"alg": "HS256","typ":"at+jwt"})", "{}", ""})
        EXPECT_FALSE(tokens.verify(sign(header, body))) << header;
    const std::string unsignedToken = toBase64Url(R"({"alg":"none"})") + "." + toBase64Url(body) + ".";
    EXPECT_FALSE(tokens.verify(unsignedToken));
}

TEST_F(AccessTokensTest, noOtherPayload) {
    const auto changed = [this](const char* name, json::value value) {
        json::object body = payload();
        body[name] = std::move(value);
        return sign(body);
    };
    EXPECT_FALSE(tokens.verify(changed("iss", "somebody")));
    EXPECT_FALSE(tokens.verify(changed("aud", json::string(newId()))));
    EXPECT_FALSE(tokens.verify(changed("aud", json::array{audience})));
    EXPECT_FALSE(tokens.verify(changed("sub", "not an id")));
    EXPECT_FALSE(tokens.verify(changed("sid", nullptr)));
    EXPECT_FALSE(tokens.verify(changed("jti", 7)));
    EXPECT_FALSE(tokens.verify(changed("exp", 99'999'999'999LL)));
    EXPECT_FALSE(tokens.verify(changed("exp", "soon")));
    EXPECT_FALSE(tokens.verify(changed("iat", 0)));
    EXPECT_FALSE(tokens.verify(changed("admin", true)));
    for (const char* name : {"iss", "aud", "sub", "sid", "iat", "exp", "jti"}) {
        json::object body = payload();
        body.erase(name);
        EXPECT_FALSE(tokens.verify(sign(body))) << name;
    }
    EXPECT_FALSE(tokens.verify(sign(Header, "[]")));
    EXPECT_FALSE(tokens.verify(sign(Header, "{")));
}

TEST_F(AccessTokensTest, noOtherSpellingOfTheSameToken) {
    const std::string token = tokens.issue(claims);
    EXPECT_FALSE(tokens.verify(token + "="));
    EXPECT_FALSE(tokens.verify(token + "."));
    EXPECT_FALSE(tokens.verify(" " + token));
    EXPECT_FALSE(tokens.verify(token.substr(0, token.size() - 1)));
    for (const char* text : {"", ".", "..", "a.b.c"})
        EXPECT_FALSE(tokens.verify(text)) << text;
    // The last character of a 32-byte signature carries two bits that mean nothing; only one spelling of them counts.
    std::string other = token;
    other.back() = other.back() == 'A' ? 'B' : static_cast<char>(other.back() + 1);
    EXPECT_FALSE(tokens.verify(other));
}
