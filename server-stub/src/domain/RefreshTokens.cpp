#include "domain/RefreshTokens.h"

#include "base/Crypto.h"
#include "base/Ids.h"

#include <charconv>

namespace kinora::domain {
namespace {

constexpr std::size_t KeyBytes = 32;
constexpr std::size_t LongestRefreshToken = 128;

} // namespace

RefreshTokens::RefreshTokens(const Secret& jwtSecret)
    : m_key(hkdfSha256(jwtSecret.reveal(), {}, "kinora refresh token v1", KeyBytes)) {
}

std::string RefreshTokens::signatureOf(std::string_view content) const {
    return hmacSha256(m_key.reveal(), content);
}

std::string RefreshTokens::issue(const RefreshToken& token) const {
    const std::string content = token.sessionId + '.' + std::to_string(token.generation);
    return content + '.' + toBase64Url(signatureOf(content));
}

std::optional<RefreshToken> RefreshTokens::read(std::string_view text) const {
    const auto first = text.find('.');
    const auto second = text.rfind('.');
    if (text.size() > LongestRefreshToken || first == std::string_view::npos || first == second)
        return std::nullopt;
    const auto signature = fromBase64Url(text.substr(second + 1));
    if (!signature || !constantTimeEqual(*signature, signatureOf(text.substr(0, second))))
        return std::nullopt;
    RefreshToken token;
    token.sessionId = text.substr(0, first);
    const std::string_view number = text.substr(first + 1, second - first - 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), token.generation);
    if (error != std::errc{} || end != number.data() + number.size() || !isId(token.sessionId))
        return std::nullopt;
    return token;
}

RefreshDecision decideRefresh(std::int64_t stored, std::int64_t presented) {
    if (presented >= stored)
        return RefreshDecision::Advance;
    return presented == stored - 1 ? RefreshDecision::Repeat : RefreshDecision::Reuse;
}

} // namespace kinora::domain
