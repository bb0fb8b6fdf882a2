#include "domain/Accounts.h"

#include "base/Crypto.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/AccountRules.h"
#include "domain/Attempts.h"
#include "domain/Codes.h"
#include "domain/PasswordHasher.h"
#include "domain/PasswordStrength.h"
#include "domain/Refusals.h"
#include "pg/DatabaseError.h"
#include "store/Invites.h"
#include "store/Server.h"

#include <fmt/format.h>

namespace kinora::domain {
namespace {

std::unexpected<Error> forbidden(const char* field, const char* code, const char* detail) {
    Error error;
    error.code = Code::Forbidden;
    error.detail = detail;
    error.fields.push_back({field, code, detail});
    return std::unexpected(std::move(error));
}

std::unexpected<Error> taken(const char* field, const char* detail) {
    Error error;
    error.code = Code::Conflict;
    error.detail = detail;
    error.fields.push_back({field, "taken", detail});
    return std::unexpected(std::move(error));
}

/// Brings the words into the form in which they are stored.
Result<> normalise(Registration& registration) {
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = "Some fields are not acceptable.";
    const auto check = [&error](std::optional<FieldError> problem) {
        if (problem)
            error.fields.push_back(std::move(*problem));
    };
    const std::string_view email = trim(registration.email);
    registration.email = toNfc(email).value_or(std::string(email));
    check(checkEmail(registration.email));
    if (registration.handle)
        check(checkHandle(*registration.handle));
    auto badPassword = checkPassword(registration.password);
    if (!badPassword)
        badPassword = checkGuessable(
            registration.password, registration.email, registration.handle.value_or(handleFrom(registration.email)));
    check(std::move(badPassword));
    if (registration.displayName) {
        const std::string_view name = trim(*registration.displayName);
        registration.displayName = toNfc(name).value_or(std::string(name));
        check(checkDisplayName(*registration.displayName));
    }
    if (!error.fields.empty())
        return std::unexpected(std::move(error));
    return {};
}

AuditEvent registeredEvent(Actor actor, const User& user) {
    AuditEvent event = auditEvent(AuditAction::Registered, std::move(actor), "user", user.id);
    event.details["role"] = store::toText(user.role);
    event.details["status"] = store::toText(user.status);
    return event;
}

} // namespace

std::string_view toText(RegistrationMode mode) {
    switch (mode) {
    case RegistrationMode::Open:
        return "open";
    case RegistrationMode::Invite:
        return "invite";
    case RegistrationMode::Approval:
        return "approval";
    case RegistrationMode::Closed:
        return "closed";
    }
    return "closed";
}

Secret makeSetupCode(const Secret& jwtSecret, std::string_view serverId) {
    constexpr std::size_t codeLength = 12;
    const Secret bytes = hkdfSha256(jwtSecret.reveal(), serverId, "kinora setup code v1", codeLength);
    return writeCode(bytes.reveal());
}

Accounts::Accounts(
    pg::Pool& pool, const PasswordHasher& hasher, Sessions& sessions, Attempts& attempts, RegistrationPolicy policy)
    : m_pool(pool)
    , m_hasher(hasher)
    , m_sessions(sessions)
    , m_attempts(attempts)
    , m_policy(std::move(policy)) {
}

Result<> Accounts::admitFirst(const Registration& registration) const {
    if (m_policy.plainLoopback && registration.direct)
        return {};
    const std::string given = plainCode(registration.setupCode.value_or(""));
    if (given.empty())
        return forbidden(
            "setupCode", "required", "The first account needs the set-up code that the relay printed when it started.");
    if (!constantTimeEqual(given, plainCode(m_policy.setupCode.reveal())))
        return forbidden("setupCode", "invalid", "This is not the set-up code that the relay printed when it started.");
    return {};
}

Result<Accounts::Admission> Accounts::admitUninvited() const {
    switch (m_policy.mode) {
    case RegistrationMode::Open:
        return Admission{store::Role::Member, store::UserStatus::Active};
    case RegistrationMode::Approval:
        return Admission{store::Role::Member, store::UserStatus::Pending};
    case RegistrationMode::Invite:
        return forbidden("inviteCode", "required", "This relay is by invitation only.");
    case RegistrationMode::Closed:
        break;
    }
    return fail(Code::Forbidden, "This relay takes no new accounts.");
}

Task<Result<Accounts::Admission>> Accounts::admit(
    pg::Connection& connection, Registration registration, InviteUse use) const {
    const bool any = co_await store::anyUser(connection);
    if (!any) {
        const Result<> admitted = admitFirst(registration);
        if (!admitted)
            co_return std::unexpected(admitted.error());
        co_return Admission{store::Role::Admin, store::UserStatus::Active};
    }
    // Closed is closed, also to those who were invited before.
    if (!registration.inviteCode || m_policy.mode == RegistrationMode::Closed)
        co_return admitUninvited();
    std::string hash = hashCode(*registration.inviteCode);
    std::optional<store::Role> role;
    if (use == InviteUse::Count)
        role = co_await store::useInvite(connection, std::move(hash));
    else
        role = co_await store::findOpenInvite(connection, std::move(hash));
    if (!role)
        co_return forbidden("inviteCode", "invalid", "This invitation is not good, or not good any more.");
    co_return Admission{*role, store::UserStatus::Active};
}

Task<std::optional<User>> Accounts::insertWithHandle(pg::Connection& connection, store::NewUser user, bool chosen) {
    const std::string start = user.handle;
    // Six attempts over up to a million numbers: that all are taken will not happen before the number of users is
    // absurd.
    for (int attempt = 0; attempt < 7; ++attempt) {
        if (attempt > 0) {
            const std::string random = randomBytes(4);
            unsigned number = 0;
            for (const char byte : random)
                number = number * 256 + static_cast<unsigned char>(byte);
            constexpr unsigned limits[] = {100, 100, 1000, 10'000, 100'000, 1'000'000};
            user.handle = fmt::format("{}{}", start, number % limits[attempt - 1]);
        }
        std::optional<User> inserted = co_await store::insertUser(connection, user);
        if (inserted || chosen)
            co_return inserted;
    }
    co_return std::nullopt;
}

Task<Result<User>> Accounts::insert(pg::Connection& connection, const Registration& registration, store::NewUser user) {
    user.email = registration.email;
    user.emailKey = emailKey(registration.email);
    user.handle = registration.handle.value_or(handleFrom(registration.email));
    user.displayName = registration.displayName.value_or("");
    if (user.displayName.empty())
        user.displayName = displayNameFrom(registration.email);
    bool emailTaken = false;
    std::optional<User> inserted;
    try {
        inserted = co_await insertWithHandle(connection, std::move(user), registration.handle.has_value());
    } catch (const pg::DatabaseError& error) {
        if (!error.violatesUnique(store::UsersEmailUnique))
            throw;
        emailTaken = true;
    }
    if (emailTaken)
        co_return taken("email", "There is an account with this e-mail address already.");
    if (!inserted)
        co_return taken("handle", "This handle is taken.");
    co_return *inserted;
}

Task<Result<Registered>> Accounts::registerUser(Registration registration, Actor actor) {
    Result<> valid = normalise(registration);
    if (!valid)
        co_return std::unexpected(std::move(valid.error()));
    const Result<> counted = co_await m_attempts.registration(actor.address);
    if (!counted)
        co_return std::unexpected(counted.error());
    {
        // Asked before the expensive part, and again inside the transaction, where it cannot change any more.
        const auto lease = co_await m_pool.acquire();
        const Result<Admission> admitted = co_await admit(*lease, registration, InviteUse::Look);
        if (!admitted)
            co_return std::unexpected(admitted.error());
    }
    Result<std::string> hash = co_await m_hasher.hash(registration.password);
    if (!hash)
        co_return std::unexpected(std::move(hash.error()));

    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    co_await store::lockServer(connection);
    const Result<Admission> admitted = co_await admit(connection, registration, InviteUse::Count);
    if (!admitted)
        co_return std::unexpected(admitted.error());
    store::NewUser user;
    user.passwordHash = std::move(*hash);
    user.role = admitted->role;
    user.status = admitted->status;
    const Result<User> inserted = co_await insert(connection, registration, std::move(user));
    if (!inserted)
        co_return std::unexpected(inserted.error());
    Registered registered;
    registered.user = *inserted;
    if (inserted->status == store::UserStatus::Active)
        registered.session = co_await m_sessions.open(connection, *inserted, registration.userAgent, actor.address);
    actor.kind = Actor::Kind::User;
    actor.userId = inserted->id;
    AuditEvent event = registeredEvent(std::move(actor), *inserted);
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    log::info("auth", "registered @{} as {}, {}", inserted->handle, store::toText(inserted->role),
        store::toText(inserted->status));
    co_return registered;
}

Task<Result<User>> Accounts::add(Registration registration, store::Role role, Actor actor) {
    constexpr std::size_t unknownBytes = 32;
    if (registration.password.empty())
        registration.password = toBase64(randomBytes(unknownBytes));
    Result<> valid = normalise(registration);
    if (!valid)
        co_return std::unexpected(std::move(valid.error()));
    Result<std::string> hash = co_await m_hasher.hash(registration.password);
    if (!hash)
        co_return std::unexpected(std::move(hash.error()));
    store::NewUser user;
    user.passwordHash = std::move(*hash);
    user.role = role;
    pg::Transaction transaction = co_await m_pool.begin();
    co_await store::lockServer(transaction.connection());
    Result<User> inserted = co_await insert(transaction.connection(), registration, std::move(user));
    if (!inserted)
        co_return inserted;
    AuditEvent event = registeredEvent(std::move(actor), *inserted);
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    co_return inserted;
}

Task<Result<User>> Accounts::find(std::string userId) {
    const auto lease = co_await m_pool.acquire();
    std::optional<User> user = co_await store::findUser(*lease, std::move(userId));
    if (!user)
        co_return noSuchUser();
    co_return std::move(*user);
}

Task<AccountsInfo> Accounts::info(bool direct) {
    const auto lease = co_await m_pool.acquire();
    const bool any = co_await store::anyUser(*lease);
    AccountsInfo info;
    info.registration = m_policy.mode;
    info.firstAccount = !any;
    info.setupCodeRequired = !any && !(m_policy.plainLoopback && direct);
    co_return info;
}

} // namespace kinora::domain
