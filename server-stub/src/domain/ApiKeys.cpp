#include "domain/ApiKeys.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Unicode.h"
#include "domain/Jobs.h"
#include "domain/Passwords.h"
#include "domain/Render.h"
#include "domain/SessionWatch.h"
#include "store/ApiKeys.h"
#include "store/UserChanges.h"

#include <fmt/format.h>

#include <algorithm>

namespace kinora::domain {
namespace {

/// Found by scanners for leaked secrets, and by people who wonder what it is.
constexpr std::string_view Prefix = "kinora_";
constexpr std::size_t RandomBytes = 32;

} // namespace

Result<ApiKeyWish> readApiKeyWish(const json::object& body) {
    ObjectReader reader(body);
    ApiKeyWish wish;
    wish.password = reader.string("password");
    const std::string name = reader.string("name");
    wish.name = trim(toNfc(name).value_or(""));
    if (body.contains("name") && (wish.name.empty() || hasControl(wish.name)))
        reader.reject("name", "invalid", "A key has a name, without control characters.");
    else if (codePoints(wish.name) > ApiKeys::NameMaxLength)
        reader.reject("name", "too_long", fmt::format("A name has at most {} characters.", ApiKeys::NameMaxLength));
    const auto scopes = reader.optionalStrings("scopes");
    if (!scopes || scopes->empty())
        reader.reject(
            "scopes", "required", "A key may do something: jobs:read, jobs:write, videos:read, videos:write.");
    for (const std::string& word : scopes.value_or(std::vector<std::string>{})) {
        const auto scope = scopeFrom(word);
        if (!scope)
            reader.reject("scopes", "invalid", "The scopes are jobs:read, jobs:write, videos:read and videos:write.");
        else if (std::ranges::find(wish.scopes, *scope) == wish.scopes.end())
            wish.scopes.push_back(*scope);
    }
    if (const auto days = reader.optionalInteger("expiresInDays")) {
        if (*days < 1 || *days > ApiKeys::LongestLifetime.count())
            reader.reject("expiresInDays", "out_of_range",
                fmt::format("A key lasts 1 to {} days.", ApiKeys::LongestLifetime.count()));
        else
            wish.lifetime = std::chrono::days(*days);
    }
    const Result<> complete = reader.finish();
    if (!complete)
        return std::unexpected(complete.error());
    return wish;
}

ApiKeys::ApiKeys(pg::Pool& pool, Passwords& passwords, SessionWatch& watch)
    : m_pool(pool)
    , m_passwords(passwords)
    , m_watch(watch) {
}

bool ApiKeys::isKey(std::string_view token) {
    return token.starts_with(Prefix);
}

Task<Result<json::object>> ApiKeys::create(Principal principal, ApiKeyWish wish, Actor actor) {
    const Result<> confirmed = co_await m_passwords.confirm(principal, std::move(wish.password));
    if (!confirmed)
        co_return std::unexpected(confirmed.error());
    const Secret secret(std::string(Prefix) + toBase64Url(randomBytes(RandomBytes)));
    store::NewApiKey key;
    key.userId = principal.userId;
    key.name = std::move(wish.name);
    key.keyHash = sha256(secret.reveal());
    for (const Scope scope : wish.scopes)
        key.scopes.emplace_back(toText(scope));
    key.lifetime = wish.lifetime;

    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const auto user = co_await store::lockUser(connection, principal.userId);
    const std::int64_t there = co_await store::countApiKeys(connection, principal.userId);
    if (!user || there >= MostOfOneUser)
        co_return fail(Code::Conflict, fmt::format("There are {} keys already. Revoke one first.", MostOfOneUser));
    const store::ApiKey made = co_await store::insertApiKey(connection, std::move(key));
    AuditEvent event = auditEvent(AuditAction::ApiKeyCreated, std::move(actor), "api_key", made.id);
    event.details["scopes"] = json::value_from(made.scopes);
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    json::object body = toJson(made);
    body["key"] = secret.reveal();
    co_return body;
}

Task<Result<json::object>> ApiKeys::list(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const auto lease = co_await m_pool.acquire();
    const auto page = co_await store::listApiKeys(*lease, principal.userId, request->after, request->limit);
    co_return pageJson(page);
}

Task<Result<>> ApiKeys::revoke(Principal principal, std::string id, Actor actor) {
    if (!isId(id))
        co_return fail(Code::NotFound, "There is no such key.");
    pg::Transaction transaction = co_await m_pool.begin();
    const bool revoked = co_await store::revokeApiKey(transaction.connection(), principal.userId, id);
    if (!revoked)
        co_return fail(Code::NotFound, "There is no such key.");
    AuditEvent event = auditEvent(AuditAction::ApiKeyRevoked, std::move(actor), "api_key", id);
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    m_watch.sessionEnded(id);
    co_return Result<>();
}

Task<Result<Principal>> ApiKeys::authenticate(std::string key) {
    const std::string hash = sha256(key);
    const auto lease = co_await m_pool.acquire();
    const auto found = co_await store::findApiKey(*lease, hash);
    if (!found || found->user.status != store::UserStatus::Active)
        co_return fail(Code::Unauthorized, "This API key is not good, or not good any more.");
    if (found->shouldTouch)
        co_await store::touchApiKey(*lease, found->key.id);
    Principal principal;
    principal.userId = found->user.id;
    // Whatever its user is: a key is for making videos.
    principal.role = Role::Member;
    principal.apiKeyId = found->key.id;
    for (const std::string& word : found->key.scopes)
        if (const auto scope = scopeFrom(word))
            principal.scopes.push_back(*scope);
    co_return principal;
}

} // namespace kinora::domain
