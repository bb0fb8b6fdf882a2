#include "domain/UsageAdministration.h"

#include "base/Ids.h"
#include "domain/Jobs.h"
#include "domain/Refusals.h"
#include "store/UserChanges.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace kinora::domain {
namespace {

struct LimitMember {
    const char* name;
    std::optional<std::int64_t> UserLimits::* own;
    std::optional<std::int64_t> Limits::* effective;
};

constexpr std::array Members{
    LimitMember{"microUsdPerMonth", &UserLimits::microUsdPerMonth, &Limits::microUsdPerMonth},
    LimitMember{"secondsPerMonth", &UserLimits::secondsPerMonth, &Limits::secondsPerMonth},
    LimitMember{"videosPerHour", &UserLimits::videosPerHour, &Limits::videosPerHour},
    LimitMember{"waitingJobs", &UserLimits::waitingJobs, &Limits::waitingJobs},
};

json::value ownJson(std::optional<std::int64_t> own) {
    if (own == UserLimits::NoLimit)
        return "none";
    return jsonOrNull(own);
}

/// Of each: what holds, and whether it is the user's own.
json::object toJson(const Limits& configured, const UserLimits& own) {
    const Limits held = store::effective(configured, own);
    json::object object;
    for (const LimitMember& member : Members)
        object[member.name] = {{"limit", jsonOrNull(held.*member.effective)}, {"own", (own.*member.own).has_value()}};
    return object;
}

/// The first of the month, as the database takes it.
Result<std::string> readMonth(const std::optional<std::string>& text) {
    if (!text) {
        const std::chrono::year_month_day today(
            std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
        return fmt::format("{:04}-{:02}-01", static_cast<int>(today.year()), static_cast<unsigned>(today.month()));
    }
    const auto digit = [&text](std::size_t at) {
        return (*text)[at] >= '0' && (*text)[at] <= '9';
    };
    const bool formed =
        text->size() == 7 && digit(0) && digit(1) && digit(2) && digit(3) && (*text)[4] == '-' && digit(5) && digit(6);
    const int month = formed ? ((*text)[5] - '0') * 10 + ((*text)[6] - '0') : 0;
    if (month < 1 || month > 12 || text->starts_with("0000"))
        return failField("month", "invalid", "A month is written as 2026-03.");
    return *text + "-01";
}

Task<std::optional<store::User>> userOf(pg::Connection& connection, std::string id) {
    if (!isId(id))
        co_return std::nullopt;
    std::optional<store::User> user = co_await store::findUser(connection, std::move(id));
    co_return user;
}

} // namespace

Result<> readLimits(const json::object& body, UserLimits& limits) {
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = "Some fields are not acceptable.";
    for (const auto& [name, value] : body) {
        const auto member = std::ranges::find_if(Members, [&](const LimitMember& one) { return name == one.name; });
        if (member == Members.end())
            error.fields.push_back({std::string(name), "unknown", "There is no such limit."});
        else if (value.is_null())
            limits.*member->own = std::nullopt;
        else if (value.is_string() && value.get_string() == "none")
            limits.*member->own = UserLimits::NoLimit;
        else if (value.is_int64() && value.get_int64() >= 0)
            limits.*member->own = value.get_int64();
        else
            error.fields.push_back({std::string(name), "invalid",
                "A limit is a whole number, \"none\" for no limit, or null for the one this relay is configured "
                "with."});
    }
    if (body.empty())
        error.fields.push_back({"", "required", "Name at least one limit."});
    if (!error.fields.empty())
        return std::unexpected(std::move(error));
    return {};
}

UsageAdministration::UsageAdministration(pg::Pool& pool, Limits configured)
    : m_pool(pool)
    , m_configured(configured) {
}

Task<Result<json::object>> UsageAdministration::list(
    std::optional<std::string> month, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const Result<std::string> first = readMonth(month);
    if (!first)
        co_return std::unexpected(first.error());
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::Page<store::MonthOfUser> page;
    {
        const auto lease = co_await m_pool.acquire();
        page = co_await store::listMonth(*lease, *first, request->after, request->limit);
    }
    json::array items;
    for (const store::MonthOfUser& one : page.items) {
        json::object item{{"user", {{"id", one.id}, {"email", one.user.email}, {"handle", one.user.handle},
                                       {"displayName", one.user.displayName}}}};
        item["videos"] = one.videos;
        item["microUsd"] = one.microUsd;
        item["seconds"] = one.seconds;
        item["unpricedVideos"] = one.unpriced;
        item["limits"] = toJson(m_configured, one.limits);
        items.push_back(std::move(item));
    }
    json::object body;
    body["month"] = first->substr(0, 7);
    body["items"] = std::move(items);
    body["nextCursor"] = page.next ? json::value(store::toCursor(*page.next)) : json::value(nullptr);
    co_return body;
}

Task<Result<json::object>> UsageAdministration::limitsOf(std::string userId) {
    const auto lease = co_await m_pool.acquire();
    const std::optional<store::User> user = co_await userOf(*lease, std::move(userId));
    if (!user)
        co_return noSuchUser();
    const UserLimits own = co_await store::readUserLimits(*lease, user->id);
    json::object body;
    body["limits"] = toJson(m_configured, own);
    co_return body;
}

Task<Result<json::object>> UsageAdministration::setLimits(std::string userId, json::object body, Actor actor) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    if (!isId(userId))
        co_return noSuchUser();
    // Locked: the user may be deleted meanwhile, and two administrators may each change another of the limits.
    const std::optional<store::User> user = co_await store::lockUser(connection, std::move(userId));
    if (!user)
        co_return noSuchUser();
    const UserLimits before = co_await store::readUserLimits(connection, user->id);
    UserLimits limits = before;
    const Result<> read = readLimits(body, limits);
    if (!read)
        co_return std::unexpected(read.error());
    if (limits != before) {
        co_await store::writeUserLimits(connection, user->id, limits);
        AuditEvent event = auditEvent(AuditAction::LimitsChanged, std::move(actor), "user", user->id);
        for (const LimitMember& member : Members)
            if (before.*member.own != limits.*member.own)
                event.details[member.name] = {
                    {"from", ownJson(before.*member.own)}, {"to", ownJson(limits.*member.own)}};
        co_await audit(connection, std::move(event));
    }
    co_await transaction.commit();
    json::object answer;
    answer["limits"] = toJson(m_configured, limits);
    co_return answer;
}

} // namespace kinora::domain
