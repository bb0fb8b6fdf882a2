// How much an account may make, as the relay counts it.
#pragma once

#include <QDateTime>

#include <optional>

namespace kinora {

enum class LimitName { MicroUsdPerMonth, SecondsPerMonth, VideosPerHour, WaitingJobs };

/// A limit that is set; what is not limited has none. `left` is never negative, also where the limit was lowered below
/// what is used.
struct Limit {
    LimitName name = LimitName::WaitingJobs;
    qint64 limit = 0;
    qint64 used = 0;
    qint64 left = 0;
    QDateTime
        resetsAt; ///< UTC; when there is (some) room again by the passing of time, invalid where time does not help

    bool operator==(const Limit&) const = default;
};

[[nodiscard]] inline std::optional<LimitName> limitNameFromWire(QStringView wire) {
    if (wire == u"microUsdPerMonth")
        return LimitName::MicroUsdPerMonth;
    if (wire == u"secondsPerMonth")
        return LimitName::SecondsPerMonth;
    if (wire == u"videosPerHour")
        return LimitName::VideosPerHour;
    if (wire == u"waitingJobs")
        return LimitName::WaitingJobs;
    return std::nullopt;
}

} // namespace kinora
