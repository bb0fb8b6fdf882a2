#include "domain/AccessTokens.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Json.h"

#include <cstdint>

namespace kinora::domain {
namespace {

constexpr std::string_view Issuer = "kinora-relay";
/// The only header there is: compared as text, so that no other algorithm, key id or order of members is ever looked
/// at.
constexpr std::string_view Header = R"({"alg":"HS256","typ":"at+jwt"})";
constexpr std::size_t LongestAccessToken = 1024;

std::int64_t secondsOf(TimePoint time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::unexpected<Error> refused() {
    return fail(Code::Unauthorized, "The access token is not valid any more. Refresh it or sign in again.");
}

} // namespace

AccessTokens::AccessTokens(Secret key, std::string audience, const Clock& clock)
    : m_key(std::move(key))
    , m_audience(std::move(audience))
    , m_clock(clock) {
}

std::string AccessTokens::issue(const AccessClaims& claims) const {
    const std::int64_t now = secondsOf(m_clock.now());
    const json::object payload{{"iss", Issuer}, {"aud", m_audience}, {"sub", claims.userId}, {"sid", claims.sessionId},
        {"iat", now}, {"exp", now + Lifetime.count()}, {"jti", newId()}};
    const std::string content = toBase64Url(Header) + '.' + toBase64Url(json::serialize(payload));
    return content + '.' + toBase64Url(hmacSha256(m_key.reveal(), content));
}

Result<AccessClaims> AccessTokens::verify(std::string_view token) const {
    const auto lastDot = token.rfind('.');
    const std::string header = toBase64Url(Header) + '.';
    if (token.size() > LongestAccessToken || lastDot == std::string_view::npos || lastDot < header.size() ||
        !token.starts_with(header))
        return refused();
    const auto signature = fromBase64Url(token.substr(lastDot + 1));
    if (!signature || !constantTimeEqual(*signature, hmacSha256(m_key.reveal(), token.substr(0, lastDot))))
        return refused();
    const auto payload = fromBase64Url(token.substr(header.size(), lastDot - header.size()));
    const auto object = payload ? parseObject(*payload) : Result<json::object>(refused());
    if (!object)
        return refused();

    ObjectReader reader(*object);
    const std::string issuer = reader.string("iss");
    const std::string audience = reader.string("aud");
    AccessClaims claims;
    claims.userId = reader.string("sub");
    claims.sessionId = reader.string("sid");
    const std::int64_t issued = reader.integer("iat");
    const std::int64_t expires = reader.integer("exp");
    const std::string unique = reader.string("jti");
    const bool complete = reader.finish().has_value();
    const std::int64_t now = secondsOf(m_clock.now());
    const bool ours =
        issuer == Issuer && audience == m_audience && isId(claims.userId) && isId(claims.sessionId) && isId(unique);
    const bool current =
        issued - Leeway.count() <= now && now < expires + Leeway.count() && expires - issued == Lifetime.count();
    if (!complete || !ours || !current)
        return refused();
    return claims;
}

} // namespace kinora::domain
