#include "domain/Attempts.h"

#include "base/Addresses.h"
#include "base/Crypto.h"
#include "store/RateWindows.h"

namespace kinora::domain {
namespace {

/// Whatever comes from outside is stored as a digest.
std::string digestOf(std::string_view text) {
    return toHex(sha256(text));
}

store::RateLimit windowOf(const AttemptLimit& limit) {
    return {std::string(limit.kind), limit.hits, limit.window};
}

Task<Result<>> count(pg::Connection& connection, const AttemptLimit& limit, std::string subject) {
    const store::RateLimit window = windowOf(limit);
    const std::chrono::seconds wait = co_await store::countHit(connection, window, std::move(subject));
    if (wait.count() == 0)
        co_return Result<>();
    Error error;
    error.code = Code::RateLimited;
    error.detail = limit.detail;
    error.retryAfter = wait;
    LimitReached reached;
    reached.name = limit.name;
    reached.limit = limit.hits;
    reached.used = limit.hits;
    reached.window = limit.window;
    error.limit = std::move(reached);
    co_return std::unexpected(std::move(error));
}

} // namespace

Attempts::Attempts(pg::Pool& pool, bool perAddress)
    : m_pool(pool)
    , m_perAddress(perAddress) {
}

Task<Result<>> Attempts::fromAddress(const AttemptLimit& limit, std::string address) const {
    if (!m_perAddress)
        co_return Result<>();
    std::string subject = digestOf(networkOf(address));
    const auto lease = co_await m_pool.acquire();
    Result<> counted = co_await count(*lease, limit, std::move(subject));
    co_return counted;
}

Task<Result<Attempts::Turn>> Attempts::password(
    std::string emailKey, std::optional<std::string> session, std::string address) {
    // One who has shown a session of this account is not a stranger, wherever they come from.
    if (session) {
        const Result<> confirmed = co_await confirmation(std::move(*session));
        if (!confirmed)
            co_return std::unexpected(confirmed.error());
        co_return Turn::Given;
    }
    const Result<> counted = co_await fromAddress(attempts::PasswordFromAddress, std::move(address));
    if (!counted)
        co_return std::unexpected(counted.error());
    const store::RateLimit window = windowOf(attempts::PasswordOfAccount);
    std::string subject = digestOf(emailKey);
    const auto lease = co_await m_pool.acquire();
    const std::chrono::seconds wait = co_await store::countHit(*lease, window, std::move(subject));
    co_return wait.count() == 0 ? Turn::Given : Turn::Spent;
}

Task<> Attempts::passwordWasRight(
    pg::Connection& connection, std::string emailKey, std::optional<std::string> session) {
    const AttemptLimit& limit = session ? attempts::PasswordOfSession : attempts::PasswordOfAccount;
    std::string kind(limit.kind);
    std::string subject = session ? *session : digestOf(emailKey);
    co_await store::clearHits(connection, std::move(kind), std::move(subject));
}

Task<Result<>> Attempts::confirmation(std::string session) {
    const auto lease = co_await m_pool.acquire();
    Result<> counted = co_await count(*lease, attempts::PasswordOfSession, std::move(session));
    co_return counted;
}

Task<Result<>> Attempts::registration(std::string address) {
    return fromAddress(attempts::RegistrationFromAddress, std::move(address));
}

Task<Result<>> Attempts::reset(std::string address) {
    return fromAddress(attempts::ResetFromAddress, std::move(address));
}

Task<Result<>> Attempts::refresh(pg::Connection& connection, std::string session) {
    return count(connection, attempts::RefreshOfSession, std::move(session));
}

} // namespace kinora::domain
