#include "domain/Budgets.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace std::chrono_literals;
using domain::Demand;
using domain::Limits;
using domain::Usage;

namespace {

constexpr std::int64_t Dollar = 1'000'000;

TimePoint at(std::chrono::milliseconds sinceNoon) {
    constexpr auto noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + 12h;
    return noon + sinceNoon;
}

Usage usage() {
    Usage used;
    used.now = at(0s);
    used.monthStartsAt = at(-12h);
    used.monthEndsAt = at(-12h + 31 * 24h);
    return used;
}

upstreams::Model priced(std::optional<std::int64_t> perSecond, std::optional<std::int64_t> perVideo) {
    upstreams::Model model;
    model.pricePerSecondMicroUsd = perSecond;
    model.pricePerVideoMicroUsd = perVideo;
    return model;
}

Error refusal(const Limits& limits, const Usage& used, const Demand& demand) {
    const Result<> verdict = domain::judge(limits, used, demand);
    return verdict ? Error{.code = Code::NotFound, .detail = "allowed", .fields = {}, .retryAfter = {}}
                   : verdict.error();
}

store::LedgerLine line(std::string reason, std::int64_t microUsd, std::string status) {
    store::LedgerLine made;
    made.reason = std::move(reason);
    made.microUsd = microUsd;
    made.jobStatus = std::move(status);
    made.priced = true;
    return made;
}

} // namespace

TEST(BudgetsTest, someSizesHaveAPriceOfTheirOwn) {
    upstreams::Model model = priced(100000, {});
    model.sizePricesMicroUsd = {{"1024x1792", 250000}};
    EXPECT_EQ(domain::priceOf(model, 8, "1024x1792"), 2000000);
    EXPECT_EQ(domain::priceOf(model, 8, "720x1280"), 800000);
    EXPECT_EQ(domain::priceOf(model, 8, {}), 800000);
    model.pricePerSecondMicroUsd.reset();
    model.pricePerVideoMicroUsd = 100000;
    EXPECT_EQ(domain::priceOf(model, 8, "1024x1792"), 250000) << "in the unit of the model's price";
}

TEST(BudgetsTest, aPriceIsPerSecondOrPerVideoOrUnknown) {
    EXPECT_EQ(domain::priceOf(priced(100000, {}), 8, {}), 800000);
    EXPECT_EQ(domain::priceOf(priced({}, 250000), 8, {}), 250000);
    EXPECT_EQ(domain::priceOf(priced({}, 250000), {}, {}), 250000);
    EXPECT_EQ(domain::priceOf(priced(0, {}), 8, {}), 0) << "free is a price";
    EXPECT_FALSE(domain::priceOf(priced({}, {}), 8, {}));
    EXPECT_FALSE(domain::priceOf(priced(100000, {}), {}, {})) << "nobody knows the length";
    // The dearest model there can be: a thousand dollars a second, ten minutes.
    EXPECT_EQ(domain::priceOf(priced(1000 * Dollar, {}), 600, {}), 600'000 * Dollar);
}

TEST(BudgetsTest, aDemandIsAllTakesTogether) {
    const Demand demand = domain::demandOf(400000, 4, 3);
    EXPECT_EQ(demand.microUsd, 1200000);
    EXPECT_EQ(demand.seconds, 12);
    EXPECT_EQ(demand.videos, 3);
    const Demand unknown = domain::demandOf({}, {}, 2);
    EXPECT_EQ(unknown.microUsd, 0);
    EXPECT_EQ(unknown.seconds, 0);
    EXPECT_EQ(unknown.videos, 2);
}

TEST(BudgetsTest, noLimitsNoRefusal) {
    Usage used = usage();
    used.microUsd = 1'000'000 * Dollar;
    used.waiting = 1'000'000;
    EXPECT_TRUE(domain::judge(Limits{}, used, domain::demandOf(Dollar, 12, 4)));
}

TEST(BudgetsTest, moneyAndSecondsReachTheirLimitAndNotBeyond) {
    Limits limits;
    limits.microUsdPerMonth = 2 * Dollar;
    limits.secondsPerMonth = 20;
    Usage used = usage();
    used.microUsd = 2 * Dollar - 400000;
    used.seconds = 16;
    EXPECT_TRUE(domain::judge(limits, used, domain::demandOf(400000, 4, 1))) << "to the last of it";
    const Error money = refusal(limits, used, domain::demandOf(400001, 4, 1));
    EXPECT_EQ(money.code, Code::BudgetExhausted);
    EXPECT_EQ(money.detail, "This would cost $0.400001; of $2.00 a month $0.40 are left.");
    EXPECT_EQ(money.limit, (LimitReached{"microUsdPerMonth", 2 * Dollar, 2 * Dollar - 400000, used.monthEndsAt, {}}));
    EXPECT_FALSE(money.retryAfter) << "nobody should wait a month";
    const Error seconds = refusal(limits, used, domain::demandOf(0, 5, 1));
    EXPECT_EQ(seconds.code, Code::BudgetExhausted);
    EXPECT_EQ(seconds.limit->name, "secondsPerMonth");
    used.microUsd = 3 * Dollar;
    used.seconds = 30;
    EXPECT_TRUE(domain::judge(limits, used, domain::demandOf({}, {}, 4))) << "what cannot be counted counts as nothing";
}

TEST(BudgetsTest, theHourSaysWhenToComeAgain) {
    Limits limits;
    limits.videosPerHour = 5;
    Usage used = usage();
    used.videosInHour = 4;
    used.nextPlaceAt = at(10min);
    EXPECT_TRUE(domain::judge(limits, used, domain::demandOf({}, {}, 1)));
    used.roomAt = at(1200ms + 20min);
    const Error error = refusal(limits, used, domain::demandOf({}, {}, 3));
    EXPECT_EQ(error.code, Code::RateLimited);
    EXPECT_EQ(error.retryAfter, 20min + 2s) << "rounded up, or one comes a moment too early";
    EXPECT_EQ(error.limit, (LimitReached{"videosPerHour", 5, 4, used.roomAt, 1h}));
    used.roomAt = at(-1s);
    EXPECT_EQ(refusal(limits, used, domain::demandOf({}, {}, 3)).retryAfter, 1s);
    // Waiting would not help.
    const Error never = refusal(limits, used, domain::demandOf({}, {}, 6));
    EXPECT_EQ(never.code, Code::ValidationFailed);
    EXPECT_EQ(never.fields.at(0).field, "count");
}

TEST(BudgetsTest, theQueueHasAnEnd) {
    Limits limits;
    limits.waitingJobs = 500;
    Usage used = usage();
    used.waiting = 498;
    EXPECT_TRUE(domain::judge(limits, used, domain::demandOf({}, {}, 2)));
    const Error error = refusal(limits, used, domain::demandOf({}, {}, 3));
    EXPECT_EQ(error.code, Code::QueueFull);
    EXPECT_EQ(error.limit, (LimitReached{"waitingJobs", 500, 498, {}, {}}));
    EXPECT_TRUE(error.retryAfter);
}

TEST(BudgetsTest, saysWhatIsLeftOfEachLimit) {
    Limits limits;
    limits.microUsdPerMonth = Dollar;
    limits.videosPerHour = 5;
    Usage used = usage();
    used.microUsd = 3 * Dollar; // the limit was lowered since
    used.videosInHour = 2;
    used.nextPlaceAt = at(20min);
    const json::object object = domain::toJson(limits, used);
    const json::value expected = json::parse(R"({
        "microUsdPerMonth":{"limit":1000000,"used":3000000,"left":0,"resetsAt":"2026-04-01T00:00:00.000Z"},
        "secondsPerMonth":{"limit":null,"used":0,"left":null,"resetsAt":null},
        "videosPerHour":{"limit":5,"used":2,"left":3,"resetsAt":"2026-03-01T12:20:00.000Z"},
        "waitingJobs":{"limit":null,"used":0,"left":null,"resetsAt":null}})");
    EXPECT_EQ(json::value(object), expected);
}

TEST(BudgetsTest, everyLineIsExplained) {
    EXPECT_EQ(domain::explain(line("submitted", 5, "pending")), "Set aside when the video was asked for.");
    EXPECT_EQ(domain::explain(line("accepted", 5, "failed")), "The upstream accepted the request.");
    EXPECT_NE(domain::explain(line("assumed", 5, "failed")).find("counts as if"), std::string::npos);
    EXPECT_NE(domain::explain(line("charged", -5, "completed")).find("took its place"), std::string::npos);
    EXPECT_NE(domain::explain(line("not_charged", -5, "canceled")).find("was canceled"), std::string::npos);
    EXPECT_NE(domain::explain(line("not_charged", -5, "failed")).find("did not accept"), std::string::npos);
    EXPECT_NE(domain::explain(line("corrected", -5, "failed")), domain::explain(line("corrected", 5, "failed")));
    store::LedgerLine unpriced = line("accepted", 0, "completed");
    unpriced.priced = false;
    EXPECT_NE(domain::explain(unpriced).find("No price"), std::string::npos);
}
