#include "domain/Budgets.h"

#include "base/Time.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace kinora::domain {

using namespace std::chrono_literals;

namespace {

constexpr auto Hour = std::chrono::seconds(1h);
// Waiting jobs go as fast as the upstreams take them; nobody knows when.
constexpr auto QueueRetry = 60s;

constexpr std::string_view MicroUsdPerMonth = "microUsdPerMonth";
constexpr std::string_view SecondsPerMonth = "secondsPerMonth";
constexpr std::string_view VideosPerHour = "videosPerHour";
constexpr std::string_view WaitingJobs = "waitingJobs";

/// To the cent, and finer only where that would hide something.
std::string dollars(std::int64_t microUsd) {
    constexpr std::int64_t million = 1'000'000;
    constexpr std::int64_t cent = 10'000;
    if (microUsd % cent == 0)
        return fmt::format("${}.{:02}", microUsd / million, microUsd % million / cent);
    return fmt::format("${}.{:06}", microUsd / million, microUsd % million);
}

std::unexpected<Error> reached(
    Code code, std::string detail, LimitReached limit, std::optional<std::chrono::seconds> retryAfter = std::nullopt) {
    Error error;
    error.code = code;
    error.detail = std::move(detail);
    error.limit = std::move(limit);
    error.retryAfter = retryAfter;
    return std::unexpected(std::move(error));
}

bool exceeds(std::optional<std::int64_t> limit, std::int64_t used, std::int64_t more) {
    return limit && more > 0 && used + more > *limit;
}

std::int64_t leftOf(std::int64_t limit, std::int64_t used) {
    return std::max<std::int64_t>(0, limit - used);
}

json::object allowance(std::optional<std::int64_t> limit, std::int64_t used, const std::optional<TimePoint>& resetsAt) {
    json::object object;
    object["limit"] = jsonOrNull(limit);
    object["used"] = used;
    object["left"] = limit ? json::value(leftOf(*limit, used)) : json::value(nullptr);
    object["resetsAt"] = limit && resetsAt ? json::value(toRfc3339(*resetsAt)) : json::value(nullptr);
    return object;
}

} // namespace

std::optional<std::int64_t> priceOf(
    const upstreams::Model& model, std::optional<int> seconds, const std::optional<std::string>& size) {
    const auto own = size ? model.sizePricesMicroUsd.find(*size) : model.sizePricesMicroUsd.end();
    const auto unit = [&](std::int64_t usual) {
        return own == model.sizePricesMicroUsd.end() ? usual : own->second;
    };
    if (model.pricePerVideoMicroUsd)
        return unit(*model.pricePerVideoMicroUsd);
    if (model.pricePerSecondMicroUsd && seconds)
        return unit(*model.pricePerSecondMicroUsd) * *seconds;
    return std::nullopt;
}

Demand demandOf(std::optional<std::int64_t> priceMicroUsd, std::optional<int> seconds, int count) {
    Demand demand;
    demand.microUsd = priceMicroUsd.value_or(0) * count;
    demand.seconds = static_cast<std::int64_t>(seconds.value_or(0)) * count;
    demand.videos = count;
    return demand;
}

Result<> judge(const Limits& limits, const Usage& used, const Demand& demand) {
    if (limits.videosPerHour && demand.videos > *limits.videosPerHour)
        return failField("count", "out_of_range",
            fmt::format(
                "At most {} takes: this relay makes no more videos an hour for one user.", *limits.videosPerHour));
    if (exceeds(limits.microUsdPerMonth, used.microUsd, demand.microUsd)) {
        const std::int64_t limit = *limits.microUsdPerMonth;
        return reached(Code::BudgetExhausted,
            fmt::format("This would cost {}; of {} a month {} are left.", dollars(demand.microUsd), dollars(limit),
                dollars(leftOf(limit, used.microUsd))),
            LimitReached{std::string(MicroUsdPerMonth), limit, used.microUsd, used.monthEndsAt, {}});
    }
    if (exceeds(limits.secondsPerMonth, used.seconds, demand.seconds)) {
        const std::int64_t limit = *limits.secondsPerMonth;
        return reached(Code::BudgetExhausted,
            fmt::format("This would make {} seconds; of {} a month {} are left.", demand.seconds, limit,
                leftOf(limit, used.seconds)),
            LimitReached{std::string(SecondsPerMonth), limit, used.seconds, used.monthEndsAt, {}});
    }
    if (exceeds(limits.videosPerHour, used.videosInHour, demand.videos)) {
        const std::int64_t limit = *limits.videosPerHour;
        const TimePoint room = used.roomAt.value_or(used.now + Hour);
        const auto wait = std::max(std::chrono::ceil<std::chrono::seconds>(room - used.now), 1s);
        return reached(Code::RateLimited, fmt::format("No more than {} videos an hour.", limit),
            LimitReached{std::string(VideosPerHour), limit, used.videosInHour, room, Hour}, wait);
    }
    if (exceeds(limits.waitingJobs, used.waiting, demand.videos)) {
        const std::int64_t limit = *limits.waitingJobs;
        return reached(Code::QueueFull, fmt::format("No more than {} jobs may wait.", limit),
            LimitReached{std::string(WaitingJobs), limit, used.waiting, {}, {}}, QueueRetry);
    }
    return {};
}

json::object toJson(const Limits& limits, const Usage& used) {
    json::object object;
    object[MicroUsdPerMonth] = allowance(limits.microUsdPerMonth, used.microUsd, used.monthEndsAt);
    object[SecondsPerMonth] = allowance(limits.secondsPerMonth, used.seconds, used.monthEndsAt);
    object[VideosPerHour] = allowance(limits.videosPerHour, used.videosInHour, used.nextPlaceAt);
    object[WaitingJobs] = allowance(limits.waitingJobs, used.waiting, std::nullopt);
    return object;
}

std::string explain(const store::LedgerLine& line) {
    if (!line.priced)
        return "No price is configured for this model, so nothing can be counted.";
    if (line.reason == "submitted")
        return "Set aside when the video was asked for.";
    if (line.reason == "accepted")
        return "The upstream accepted the request.";
    if (line.reason == "assumed")
        return "Nobody could say within a day whether the upstream accepted the request; it counts as if it had.";
    if (line.reason == "charged")
        return "No longer set aside: the charge took its place.";
    if (line.reason == "corrected")
        return line.microUsd < 0 ? "Given back: the upstream had not accepted the request after all."
                                 : "The upstream had accepted the request after all.";
    if (line.jobStatus == "canceled")
        return "No longer set aside: it was canceled, and the upstream had not accepted the request.";
    return "No longer set aside: the upstream did not accept the request.";
}

json::object toJson(const store::LedgerLine& line) {
    json::object object;
    object["id"] = line.id;
    object["kind"] = line.kind;
    object["reason"] = line.reason;
    object["microUsd"] = line.microUsd;
    object["why"] = explain(line);
    object["jobId"] = line.jobId;
    object["prompt"] = line.prompt;
    object["jobStatus"] = line.jobStatus;
    object["errorCode"] = jsonOrNull(line.errorCode);
    object["createdAt"] = toRfc3339(line.createdAt);
    return object;
}

} // namespace kinora::domain
