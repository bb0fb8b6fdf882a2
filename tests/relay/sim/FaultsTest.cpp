#include "sim/Faults.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

Fault parsed(std::string_view body) {
    const Result<Fault> fault = faultFrom(body);
    EXPECT_TRUE(fault) << body;
    return fault.value_or(Fault{});
}

TEST(FaultsTest, readsEveryKind) {
    for (const std::string kind : {"busy", "rate_limited", "invite_full", "moderation", "drop_after_accept",
             "cut_result", "hang", "truncate", "garbage", "server_error", "gone", "slow"}) {
        const Fault fault = parsed(R"({"kind":")" + kind + R"("})");
        EXPECT_EQ(toText(fault.kind), kind);
        EXPECT_EQ(fault.count, 1);
        EXPECT_EQ(fault.match, "");
        const bool ofResults = kind == "cut_result" || kind == "truncate";
        EXPECT_EQ(fault.moment, ofResults ? Moment::Download : Moment::Create) << kind;
    }
}

TEST(FaultsTest, readsCountMatchAndMoment) {
    const Fault fault = parsed(R"({"kind":"server_error","count":3,"match":"fox","on":"poll"})");
    EXPECT_EQ(fault, (Fault{.kind = FaultKind::ServerError, .moment = Moment::Poll, .count = 3, .match = "fox"}));
    EXPECT_EQ(parsed(boost::json::serialize(toJson(fault))), fault);
}

TEST(FaultsTest, namesWhatIsWrong) {
    const auto fieldOf = [](std::string_view body) {
        const Result<Fault> fault = faultFrom(body);
        return fault || fault.error().fields.empty() ? std::string() : fault.error().fields.front().field;
    };
    EXPECT_EQ(fieldOf(R"({"kind":"boredom"})"), "kind");
    EXPECT_EQ(fieldOf(R"({"count":1})"), "kind");
    EXPECT_EQ(fieldOf(R"({"kind":"busy","count":0})"), "count");
    EXPECT_EQ(fieldOf(R"({"kind":"busy","times":2})"), "times");
    EXPECT_EQ(fieldOf(R"({"kind":"moderation","on":"poll"})"), "on");
    EXPECT_EQ(fieldOf(R"({"kind":"busy","on":"never"})"), "on");
    EXPECT_FALSE(faultFrom("no json"));
}

TEST(FaultsTest, countsDownAndEnds) {
    Faults faults;
    faults.add({.kind = FaultKind::Busy, .moment = Moment::Create, .count = 2, .match = {}});
    EXPECT_EQ(faults.take(Moment::Create, "anything"), FaultKind::Busy);
    EXPECT_EQ(faults.take(Moment::Create, "anything"), FaultKind::Busy);
    EXPECT_EQ(faults.take(Moment::Create, "anything"), std::nullopt);
    EXPECT_TRUE(faults.waiting().empty());
}

TEST(FaultsTest, strikesOnlyWhatItFits) {
    Faults faults;
    faults.add({.kind = FaultKind::Hang, .moment = Moment::Create, .count = 1, .match = "fox"});
    faults.add({.kind = FaultKind::Truncate, .moment = Moment::Download, .count = 1, .match = {}});
    EXPECT_EQ(faults.take(Moment::Create, "a hare"), std::nullopt);
    EXPECT_EQ(faults.take(Moment::Poll, "a fox"), std::nullopt);
    EXPECT_EQ(faults.take(Moment::Download, "a fox"), FaultKind::Truncate);
    EXPECT_EQ(faults.take(Moment::Create, "a fox runs"), FaultKind::Hang);
}

TEST(FaultsTest, takesTheOldestFirstAndClears) {
    Faults faults;
    faults.add({.kind = FaultKind::Busy, .moment = Moment::Create, .count = 1, .match = {}});
    faults.add({.kind = FaultKind::Gone, .moment = Moment::Create, .count = 5, .match = {}});
    EXPECT_EQ(faults.take(Moment::Create, ""), FaultKind::Busy);
    EXPECT_EQ(faults.take(Moment::Create, ""), FaultKind::Gone);
    faults.clear();
    EXPECT_EQ(faults.take(Moment::Create, ""), std::nullopt);
}

} // namespace
} // namespace kinora::sim
