#include "AccountCommands.h"

#include "LimitSetup.h"
#include "SecretSetup.h"
#include "base/Clock.h"
#include "base/Time.h"
#include "base/WorkPool.h"
#include "config/SecretFiles.h"
#include "config/Values.h"
#include "domain/AccessTokens.h"
#include "domain/AccountRules.h"
#include "domain/Accounts.h"
#include "domain/Attempts.h"
#include "domain/Invites.h"
#include "domain/PasswordHasher.h"
#include "domain/Passwords.h"
#include "domain/RefreshTokens.h"
#include "domain/ServerIdentity.h"
#include "domain/SessionWatch.h"
#include "domain/Sessions.h"
#include "domain/UsageAdministration.h"
#include "domain/UserAdministration.h"
#include "store/UserLookup.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <iostream>
#include <optional>
#include <utility>

namespace kinora {
namespace {

using cli::Output;
using config::CommandLine;
using config::Mode;

constexpr std::size_t CommandHashQueue = 4;

domain::Actor operatorActor() {
    domain::Actor actor;
    actor.kind = domain::Actor::Kind::Operator;
    return actor;
}

/// What accounts and passwords need; the sessions of a relay that runs hear of changes through the database.
struct People {
    People(DatabaseAccess& database, const Secrets& secrets, const std::string& serverId)
        : hasher(secrets.pepper, hashing)
        , accessTokens(secrets.jwt, serverId, clock)
        , refreshTokens(secrets.jwt)
        , watch(database.executor(), database.pool())
        , attempts(database.pool(), false)
        , sessions(database.pool(), hasher, accessTokens, refreshTokens, watch, attempts)
        , accounts(database.pool(), hasher, sessions, attempts, {})
        , passwords(database.pool(), hasher, sessions, attempts, watch)
        , users(database.pool(), watch)
        , invites(database.pool()) {}

    SystemClock clock;
    WorkPool hashing{"hash", 1, CommandHashQueue};
    domain::PasswordHasher hasher;
    domain::AccessTokens accessTokens;
    domain::RefreshTokens refreshTokens;
    domain::SessionWatch watch;
    domain::Attempts attempts;
    domain::Sessions sessions;
    domain::Accounts accounts;
    domain::Passwords passwords;
    domain::UserAdministration users;
    domain::Invites invites;
};

struct Desk {
    const CommandLine& line;
    const config::Config& config;
    const Output& output;
    DatabaseAccess& database;
    People& people;

    template <class T>
    T wait(Task<T> task) const {
        return database.wait(std::move(task));
    }
    [[nodiscard]] bool has(std::string_view name) const { return line.arguments.contains(name); }
    [[nodiscard]] std::optional<std::string> given(std::string_view name) const {
        return has(name) ? std::optional(line.argument(name)) : std::nullopt;
    }
};

std::string textAt(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || value->is_null())
        return {};
    return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

Task<std::optional<store::User>> lookUp(pg::Pool& pool, std::string name) {
    const auto lease = co_await pool.acquire();
    std::string key = domain::emailKey(name);
    std::optional<store::User> user = co_await store::findUserNamed(*lease, std::move(name), std::move(key));
    co_return user;
}

Result<std::string> idOfUser(const Desk& desk) {
    const std::string name = desk.line.argument("user");
    const std::optional<store::User> user = desk.wait(lookUp(desk.database.pool(), name));
    if (!user)
        return fail(Code::NotFound, fmt::format("There is no account called {}.", name));
    return user->id;
}

constexpr std::array UserColumns{"handle", "email", "role", "status", "displayName", "createdAt"};

std::vector<std::string> userRow(const json::object& user) {
    std::vector<std::string> row;
    row.reserve(UserColumns.size());
    for (const char* column : UserColumns)
        row.push_back(textAt(user, column));
    return row;
}

std::string usersTable(const json::array& users) {
    std::vector<std::vector<std::string>> rows;
    for (const json::value& user : users)
        rows.push_back(userRow(user.as_object()));
    return cli::table({"HANDLE", "E-MAIL", "ROLE", "STATUS", "NAME", "SINCE"}, rows);
}

/// All pages of a list, one after the other.
template <class Ask>
Result<json::array> allItems(Ask ask) {
    json::array all;
    std::optional<std::string> cursor;
    do {
        Result<json::object> page = ask(cursor);
        if (!page)
            return std::unexpected(std::move(page.error()));
        for (json::value& item : page->at("items").as_array())
            all.push_back(std::move(item));
        const json::value& next = page->at("nextCursor");
        cursor = next.is_string() ? std::optional(std::string(next.get_string())) : std::nullopt;
    } while (cursor);
    return all;
}

int userList(const Desk& desk) {
    const Result<json::array> users = allItems([&desk](const std::optional<std::string>& cursor) {
        domain::UserQuery query;
        query.text = desk.given("--search");
        query.status = desk.given("--status");
        query.limit = "100";
        query.cursor = cursor;
        return desk.wait(desk.people.users.list(std::move(query)));
    });
    if (!users)
        return desk.output.refuse(users.error());
    desk.output.say(users->empty() ? "There are no such accounts." : usersTable(*users), {{"items", *users}});
    return cli::Done;
}

int userAdd(const Desk& desk) {
    domain::Registration registration;
    registration.email = desk.line.argument("email");
    registration.handle = desk.given("--handle");
    registration.displayName = desk.given("--name");
    if (desk.has("--password-stdin"))
        std::getline(std::cin, registration.password);
    const bool typed = !registration.password.empty();
    const store::Role role = desk.has("--admin") ? store::Role::Admin : store::Role::Member;
    const Result<domain::User> user =
        desk.wait(desk.people.accounts.add(std::move(registration), role, operatorActor()));
    if (!user)
        return desk.output.refuse(user.error());
    json::object answer{
        {"id", user->id}, {"email", user->email}, {"handle", user->handle}, {"role", store::toText(user->role)}};
    std::string text =
        fmt::format("Made the account {} (@{}), {}.", user->email, user->handle, store::toText(user->role));
    if (!typed) {
        const auto code = desk.wait(desk.people.passwords.issueReset(user->id, operatorActor()));
        if (!code)
            return desk.output.refuse(code.error());
        answer["code"] = code->code.reveal();
        answer["expiresAt"] = toRfc3339(code->expiresAt);
        text += fmt::format("\nIts password can be set with this code, once, until {}:\n{}", toRfc3339(code->expiresAt),
            code->code.reveal());
    }
    desk.output.say(text, answer);
    return cli::Done;
}

int userChange(const Desk& desk) {
    const Result<std::string> id = idOfUser(desk);
    if (!id)
        return desk.output.refuse(id.error());
    domain::UserChange change;
    if (desk.line.mode == Mode::UserRole) {
        const std::string role = desk.line.argument("role");
        if (role != "admin" && role != "member")
            return desk.output.refuse(Error{Code::ValidationFailed, "A role is admin or member.", {}, {}});
        change.role = role == "admin" ? store::Role::Admin : store::Role::Member;
    } else {
        change.status = desk.line.mode == Mode::UserEnable ? store::UserStatus::Active : store::UserStatus::Disabled;
    }
    const Result<json::object> user = desk.wait(desk.people.users.change(*id, change, operatorActor()));
    if (!user)
        return desk.output.refuse(user.error());
    desk.output.say(usersTable({*user}), *user);
    return cli::Done;
}

int userReset(const Desk& desk) {
    const Result<std::string> id = idOfUser(desk);
    if (!id)
        return desk.output.refuse(id.error());
    const auto code = desk.wait(desk.people.passwords.issueReset(*id, operatorActor()));
    if (!code)
        return desk.output.refuse(code.error());
    const std::string secret(code->code.reveal());
    const std::string expires = toRfc3339(code->expiresAt);
    desk.output.say(fmt::format("A new password can be set with this code, once, until {}:\n{}", expires, secret),
        {{"code", secret}, {"expiresAt", expires}});
    return cli::Done;
}

std::string invitesTable(const json::array& invites) {
    std::vector<std::vector<std::string>> rows;
    for (const json::value& value : invites) {
        const json::object& invite = value.as_object();
        rows.push_back({textAt(invite, "id"), textAt(invite, "state"), textAt(invite, "role"),
            fmt::format("{}/{}", textAt(invite, "uses"), textAt(invite, "maxUses")), textAt(invite, "expiresAt"),
            textAt(invite, "note")});
    }
    return cli::table({"ID", "STATE", "ROLE", "USED", "GOOD UNTIL", "NOTE"}, rows);
}

int inviteCreate(const Desk& desk) {
    // As a body of the route, so that the same rules hold.
    json::object body;
    body["role"] = desk.has("--admin") ? "admin" : "member";
    if (desk.has("--note"))
        body["note"] = desk.line.argument("--note");
    for (const auto& [flag, member] : {std::pair{"--uses", "maxUses"}, std::pair{"--days", "days"}}) {
        if (!desk.has(flag))
            continue;
        const std::string text = desk.line.argument(flag);
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size())
            return desk.output.refuse(
                Error{Code::ValidationFailed, fmt::format("{} is a whole number.", flag), {}, {}});
        if (std::string_view(member) == "days")
            body["expiresInHours"] = number * 24;
        else
            body[member] = number;
    }
    const Result<domain::InviteWish> wish = domain::readInviteWish(body);
    if (!wish)
        return desk.output.refuse(wish.error());
    const json::object invite = desk.wait(desk.people.invites.create(*wish, operatorActor()));
    desk.output.say(fmt::format("Good for {} account(s) until {}; the code is not shown again:\n{}",
                        textAt(invite, "maxUses"), textAt(invite, "expiresAt"), textAt(invite, "code")),
        invite);
    return cli::Done;
}

int inviteList(const Desk& desk) {
    const Result<json::array> invites = allItems([&desk](const std::optional<std::string>& cursor) {
        return desk.wait(desk.people.invites.list("100", cursor));
    });
    if (!invites)
        return desk.output.refuse(invites.error());
    desk.output.say(invites->empty() ? "There are no invitations." : invitesTable(*invites), {{"items", *invites}});
    return cli::Done;
}

int inviteRevoke(const Desk& desk) {
    const Result<> revoked = desk.wait(desk.people.invites.revoke(desk.line.argument("id"), operatorActor()));
    if (!revoked)
        return desk.output.refuse(revoked.error());
    desk.output.say("It is not good any more.", {{"revoked", desk.line.argument("id")}});
    return cli::Done;
}

/// "none", "default" or what the setting of the same name takes; as the route's body has it.
Result<json::value> limitValue(std::string_view flag, const std::string& text) {
    if (text == "none")
        return json::value("none");
    if (text == "default")
        return json::value(nullptr);
    constexpr std::int64_t most = 1'000'000'000;
    const auto parsed = flag == "--money-per-month" ? config::parseMoneyLimit(text) : config::parseLimit(text, most);
    if (!parsed)
        return fail(Code::ValidationFailed, fmt::format("{} {}", flag, parsed.error()));
    return jsonOrNull(*parsed);
}

int limits(const Desk& desk) {
    const Result<std::string> id = idOfUser(desk);
    if (!id)
        return desk.output.refuse(id.error());
    json::object body;
    for (const auto& [flag, member] :
        {std::pair{"--money-per-month", "microUsdPerMonth"}, std::pair{"--seconds-per-month", "secondsPerMonth"},
            std::pair{"--videos-per-hour", "videosPerHour"}, std::pair{"--waiting-jobs", "waitingJobs"}}) {
        if (!desk.has(flag))
            continue;
        Result<json::value> value = limitValue(flag, desk.line.argument(flag));
        if (!value)
            return desk.output.refuse(value.error());
        body[member] = std::move(*value);
    }
    domain::UsageAdministration usage(desk.database.pool(), limitsOf(desk.config.limits));
    const Result<json::object> answer = body.empty()
                                            ? desk.wait(usage.limitsOf(*id))
                                            : desk.wait(usage.setLimits(*id, std::move(body), operatorActor()));
    if (!answer)
        return desk.output.refuse(answer.error());
    std::vector<std::vector<std::string>> rows;
    for (const auto& limit : answer->at("limits").as_object()) {
        const json::object& held = limit.value().as_object();
        rows.push_back({std::string(limit.key()), held.at("limit").is_null() ? "none" : textAt(held, "limit"),
            held.at("own").as_bool() ? "the user's own" : "as configured"});
    }
    desk.output.say(cli::table({"LIMIT", "VALUE", "FROM"}, rows), *answer);
    return cli::Done;
}

int dispatch(const Desk& desk) {
    switch (desk.line.mode) {
    case Mode::UserList:
        return userList(desk);
    case Mode::UserAdd:
        return userAdd(desk);
    case Mode::UserDisable:
    case Mode::UserEnable:
    case Mode::UserRole:
        return userChange(desk);
    case Mode::UserReset:
        return userReset(desk);
    case Mode::InviteCreate:
        return inviteCreate(desk);
    case Mode::InviteList:
        return inviteList(desk);
    case Mode::InviteRevoke:
        return inviteRevoke(desk);
    case Mode::Limits:
        return limits(desk);
    default:
        return cli::BadUsage;
    }
}

} // namespace

int runAccountCommand(const config::CommandLine& line, const config::Config& config, const cli::Output& output,
    DatabaseAccess& database) {
    const Result<Secrets> secrets = loadSecrets(config);
    if (!secrets)
        return output.refuse(secrets.error());
    const std::string fingerprint = config::secretFingerprint(secrets->jwt, secrets->pepper);
    const Result<std::string> serverId = database.wait(domain::identify(database.pool(), fingerprint));
    if (!serverId)
        return output.refuse(serverId.error());
    People people(database, *secrets, *serverId);
    return dispatch(Desk{line, config, output, database, people});
}

} // namespace kinora
