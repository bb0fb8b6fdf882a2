// Whatever a client shows to be let in or to go on from: access tokens, refresh tokens, cursors; and the encodings in
// them.
#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Time.h"
#include "domain/AccessTokens.h"
#include "domain/Jobs.h"
#include "domain/RefreshTokens.h"
#include "fuzz/RelayTargets.h"
#include "store/Page.h"

namespace kinora::test {

using namespace kinora::domain;

namespace {

constexpr auto Key = "0123456789abcdef0123456789abcdef";
constexpr auto Audience = "0190a3b4-0003-7000-8000-000000000001";
constexpr auto User = "0190a3b4-0003-7000-8000-000000000002";
constexpr auto Session = "0190a3b4-0003-7000-8000-000000000003";
constexpr std::string_view Header = R"({"alg":"HS256","typ":"at+jwt"})";

class StandingClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::milliseconds(1'772'367'296'000)); }
};

const StandingClock Now;

std::string signedWith(const std::string& content, std::string_view key) {
    return content + "." + toBase64Url(hmacSha256(key, content));
}

void judgeAccess(const AccessTokens& tokens, std::string_view token) {
    const auto claims = tokens.verify(token);
    if (!claims)
        return;
    const auto dot = token.rfind('.');
    const std::string content(token.substr(0, dot));
    require(content.starts_with(toBase64Url(Header) + "."), "there is one header");
    require(token == signedWith(content, Key), "nothing unsigned is accepted, and nothing in a second spelling");
    require(isId(claims->userId) && isId(claims->sessionId), "claims are ids");
}

void judgeRefresh(const RefreshTokens& tokens, std::string_view text) {
    const auto token = tokens.read(text);
    if (!token)
        return;
    require(isId(token->sessionId), "a session is an id");
    const auto again = tokens.read(tokens.issue(*token));
    require(again && again->sessionId == token->sessionId && again->generation == token->generation,
        "what was read can be issued");
}

/// A good token with one place changed, as the first bytes say: never accepted.
void judgeForged(std::string_view bytes, const std::string& good, auto accepts) {
    if (bytes.size() < 3)
        return;
    std::string forged = good;
    const std::size_t at =
        (static_cast<unsigned char>(bytes[0]) | static_cast<unsigned char>(bytes[1]) << 8U) % (forged.size() + 1);
    const std::string_view put = bytes.substr(3);
    switch (static_cast<unsigned char>(bytes[2]) % 3) {
    case 0:
        forged.insert(at, put);
        break;
    case 1:
        forged.erase(at);
        forged += put;
        break;
    default:
        forged.replace(at, put.size(), put);
    }
    require(forged == good || !accepts(forged), "a changed token is refused");
}

void judgeEncodings(std::string_view text) {
    if (const auto bytes = fromBase64Url(text))
        require(toBase64Url(*bytes) == text, "base64url has one spelling");
    if (const auto bytes = fromBase64(text))
        require(fromBase64(toBase64(*bytes)) == *bytes, "base64 reads what it writes");
    if (const auto bytes = fromHex(text))
        require(fromHex(toHex(*bytes)) == *bytes, "hex reads what it writes");
    require(
        fromBase64Url(toBase64Url(text)) == text && fromBase64(toBase64(text)) == text && fromHex(toHex(text)) == text,
        "every value has a spelling");
    if (const auto time = fromRfc3339(text))
        require(fromRfc3339(toRfc3339(*time)) == *time || time->time_since_epoch().count() < -62'135'596'800'000 ||
                    time->time_since_epoch().count() > 253'402'300'799'999,
            "a time reads what it writes");
    if (const auto time = fromHttpDate(text))
        require(fromHttpDate(toHttpDate(*time)) == *time, "a date reads what it writes");
}

void judgeCursor(std::string_view cursor) {
    const auto key = store::fromCursor(cursor);
    if (!key)
        return;
    require(isId(key->id), "a cursor names a row");
    // Beyond it PostgreSQL refuses the arithmetic, and the request would fail as if the relay were broken.
    require(key->micros >= 0 && key->micros <= 253'402'300'799'999'999, "a cursor lies in the calendar");
    require(store::fromCursor(store::toCursor(*key)) == key, "what was read can be written");
}

} // namespace

void fuzzToken(std::string_view bytes) {
    static const AccessTokens access(Secret(Key), Audience, Now);
    static const RefreshTokens refresh{Secret(Key)};
    static const Secret refreshKey = hkdfSha256(Key, {}, "kinora refresh token v1", 32);
    static const std::string goodAccess = access.issue({User, Session});
    static const std::string goodRefresh = refresh.issue({Session, 7});

    judgeAccess(access, bytes);
    judgeAccess(access, signedWith(std::string(bytes), Key));
    judgeAccess(access, signedWith(toBase64Url(Header) + "." + toBase64Url(bytes), Key));
    judgeAccess(access, signedWith(toBase64Url(bytes) + goodAccess.substr(goodAccess.find('.'),
                                                            goodAccess.rfind('.') - goodAccess.find('.')),
                            Key));
    judgeForged(bytes, goodAccess, [](const std::string& token) { return access.verify(token).has_value(); });

    judgeRefresh(refresh, bytes);
    judgeRefresh(refresh, signedWith(std::string(bytes), refreshKey.reveal()));
    judgeForged(bytes, goodRefresh, [](const std::string& token) { return refresh.read(token).has_value(); });

    judgeEncodings(bytes);
    judgeCursor(bytes);
    judgeCursor(toBase64Url(bytes));
    const std::optional<std::string> text{std::string(bytes)};
    if (const auto page = readPageRequest(text, std::nullopt))
        require(page->limit >= 1 && page->limit <= Jobs::MaxPage, "a page has a size");
    (void)readStatuses(text);
}

} // namespace kinora::test
