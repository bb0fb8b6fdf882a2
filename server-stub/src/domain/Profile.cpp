#include "domain/Profile.h"

#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/AccountRules.h"
#include "domain/Passwords.h"
#include "domain/Refusals.h"
#include "domain/SessionWatch.h"
#include "domain/UnusedFiles.h"
#include "pg/DatabaseError.h"
#include "store/AccountRemoval.h"
#include "store/Server.h"
#include "store/Sessions.h"
#include "store/UserChanges.h"

#include <utility>
#include <vector>

namespace kinora::domain {
namespace {

std::unexpected<Error> conflict(const char* field, const char* code, const char* detail) {
    Error error;
    error.code = Code::Conflict;
    error.detail = detail;
    error.fields.push_back({field, code, detail});
    return std::unexpected(std::move(error));
}

} // namespace

Result<ProfileChange> readProfileChange(const json::object& body) {
    ObjectReader reader(body);
    ProfileChange change;
    const auto check = [&reader](std::optional<FieldError> problem) {
        if (problem)
            reader.reject(problem->field, std::move(problem->code), std::move(problem->detail));
    };
    if (const auto name = reader.optionalString("displayName")) {
        const std::string_view plain = trim(*name);
        change.displayName = toNfc(plain).value_or(std::string(plain));
        if (change.displayName->empty())
            reader.reject("displayName", "required", "A name has at least one character.");
        else
            check(checkDisplayName(*change.displayName));
    }
    if (const auto handle = reader.optionalString("handle")) {
        change.handle = *handle;
        check(checkHandle(*handle));
    }
    change.currentPassword = reader.optionalString("currentPassword");
    if (const auto email = reader.optionalString("email")) {
        const std::string_view plain = trim(*email);
        change.email = toNfc(plain).value_or(std::string(plain));
        check(checkEmail(*change.email));
        if (!change.currentPassword)
            reader.reject("currentPassword", "required", "Another address needs the password.");
    }
    const Result<> complete = reader.finish();
    if (!complete)
        return std::unexpected(complete.error());
    if (!change.displayName && !change.handle && !change.email)
        return fail(Code::ValidationFailed, "Give a name, a handle or an address.");
    return change;
}

Profile::Profile(
    pg::Pool& pool, Passwords& passwords, SessionWatch& watch, media::ContentStore& content, WorkPool& files)
    : m_pool(pool)
    , m_passwords(passwords)
    , m_watch(watch)
    , m_content(content)
    , m_files(files) {
}

Task<Result<store::User>> Profile::change(Principal principal, ProfileChange change, Actor actor) {
    if (change.email) {
        const Result<> confirmed = co_await m_passwords.confirm(principal, change.currentPassword.value_or(""));
        if (!confirmed)
            co_return std::unexpected(confirmed.error());
    }
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    auto user = co_await store::lockUser(connection, principal.userId);
    if (!user)
        co_return sessionEnded();
    const store::User before = *user;
    user->displayName = change.displayName.value_or(before.displayName);
    user->handle = change.handle.value_or(before.handle);
    user->email = change.email.value_or(before.email);
    std::optional<std::string> taken;
    try {
        co_await store::setProfile(connection, *user, emailKey(user->email));
    } catch (const pg::DatabaseError& error) {
        if (error.violatesUnique(store::UsersEmailUnique))
            taken = "email";
        else if (error.violatesUnique(store::UsersHandleUnique))
            taken = "handle";
        else
            throw;
    }
    if (taken == "email")
        co_return conflict("email", "taken", "There is an account with this e-mail address already.");
    if (taken)
        co_return conflict("handle", "taken", "This handle is taken.");
    AuditEvent event = auditEvent(AuditAction::ProfileChanged, std::move(actor), "user", user->id);
    json::array fields;
    if (user->displayName != before.displayName)
        fields.emplace_back("displayName");
    if (user->handle != before.handle)
        fields.emplace_back("handle");
    if (user->email != before.email)
        fields.emplace_back("email");
    event.details["fields"] = std::move(fields);
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    co_return *user;
}

Task<Result<>> Profile::remove(Principal principal, std::string password, Actor actor) {
    const Result<> confirmed = co_await m_passwords.confirm(principal, std::move(password));
    if (!confirmed)
        co_return confirmed;
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    // As for changing roles: who is the last administrator must not change meanwhile.
    co_await store::lockServer(connection);
    const auto user = co_await store::lockUser(connection, principal.userId);
    if (!user)
        co_return sessionEnded();
    if (user->role == store::Role::Admin) {
        const std::int64_t others = co_await store::countOtherAdmins(connection, user->id);
        if (others == 0)
            co_return conflict("role", "last_admin", "This is the last active administrator.");
    }
    // Locked, what waits cannot be begun any more.
    const bool underWay = co_await store::lockJobsOf(connection, user->id);
    if (underWay)
        co_return conflict("jobs", "under_way", "A job is at the upstream. Cancel it, or wait until it has ended.");
    const std::vector<std::string> sessions =
        co_await store::endSessionsOf(connection, user->id, store::SessionEnd::Revoked);
    store::Removed removed = co_await store::removeAccount(connection, user->id);
    AuditEvent event = auditEvent(AuditAction::AccountDeleted, std::move(actor), "user", user->id);
    event.details["jobs"] = removed.jobs;
    event.details["videos"] = removed.videos;
    event.details["chargedMicroUsd"] = removed.chargedMicroUsd;
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    for (const std::string& session : sessions)
        m_watch.sessionEnded(session);
    for (const std::string& key : removed.apiKeys)
        m_watch.sessionEnded(key);
    co_await removeUnusedFiles(m_pool, m_content, m_files, std::move(removed.blobs));
    log::info("auth", "the account {} was deleted by its owner, with {} videos", user->id, removed.videos);
    co_return Result<>();
}

} // namespace kinora::domain
