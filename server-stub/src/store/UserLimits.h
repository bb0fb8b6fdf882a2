// Limits that an administrator gave a single user, in place of those the relay is configured with.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Page.h"
#include "store/Usage.h"
#include "store/Users.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kinora::store {

/// Of each limit: nothing (as configured), NoLimit, or the number.
struct UserLimits {
    static constexpr std::int64_t NoLimit = -1;

    std::optional<std::int64_t> microUsdPerMonth;
    std::optional<std::int64_t> secondsPerMonth;
    std::optional<std::int64_t> videosPerHour;
    std::optional<std::int64_t> waitingJobs;
    bool operator==(const UserLimits&) const = default;
};

/// What holds for the user in the end.
[[nodiscard]] Limits effective(const Limits& configured, const UserLimits& own);

/// Everything as configured for a user who has none of their own, or who does not exist.
[[nodiscard]] Task<UserLimits> readUserLimits(pg::Connection& connection, std::string userId);
/// Of a user that is locked (lockUser()).
[[nodiscard]] Task<> writeUserLimits(pg::Connection& connection, std::string userId, UserLimits limits);

/// What a user has made of one month.
struct MonthOfUser {
    User user;
    std::string id; ///< of the user
    UserLimits limits;
    std::int64_t videos = 0;   ///< asked for, and charged, under way or in doubt
    std::int64_t microUsd = 0; ///< of those
    std::int64_t seconds = 0;
    std::int64_t unpriced = 0; ///< of the videos: without a price
};
/// All users, newest first. month: "2026-03-01", a first of a month in UTC.
[[nodiscard]] Task<Page<MonthOfUser>> listMonth(
    pg::Connection& connection, std::string month, std::optional<PageKey> after, int limit);

} // namespace kinora::store
