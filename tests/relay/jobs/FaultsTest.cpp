#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <map>
#include <ostream>

using namespace kinora::test;

namespace {

struct Case {
    const char* name;
    Dialect dialect;
    const char* fault;
    const char* code;
};

void PrintTo(const Case& one, std::ostream* stream) {
    *stream << one.name;
}

class FaultsTest : public testing::TestWithParam<Case> {
protected:
    static void TearDownTestSuite() { studios.clear(); }

    static SharedStudio& shared() {
        const Dialect dialect = GetParam().dialect;
        return studios.try_emplace(dialect, dialect, 0.3, Database::Shared).first->second;
    }

private:
    static inline std::map<Dialect, SharedStudio> studios;
};

} // namespace

TEST_P(FaultsTest, endsWithTheCodeThatSaysWhy) {
    auto& [studio, client] = shared();
    const std::size_t before = studio.ledger().size();
    studio.clearFaults();
    studio.fault(GetParam().fault, 20);
    const auto job = studio.waitForEnd(client, text(studio.submit(client, "a paper boat"), "id"));
    EXPECT_EQ(text(job, "status"), "failed");
    EXPECT_EQ(errorCode(job), GetParam().code) << boost::json::serialize(job) << studio.relay.log();
    EXPECT_LE(studio.ledger().size() - before, 1U) << "at most one create, whatever happens";
}

INSTANTIATE_TEST_SUITE_P(Codes, FaultsTest,
    testing::Values(Case{"moderation", Dialect::Videos, "moderation", "moderation_blocked"},
        Case{"moderationChat", Dialect::ChatStream, "moderation", "moderation_blocked"},
        Case{"inviteFull", Dialect::Videos, "invite_full", "upstream_full"},
        Case{"inviteFullChat", Dialect::ChatStream, "invite_full", "upstream_full"},
        Case{"busyChat", Dialect::ChatStream, "busy", "upstream_busy"},
        Case{"truncate", Dialect::Videos, "truncate", "result_invalid"},
        Case{"truncateChat", Dialect::ChatStream, "truncate", "result_invalid"},
        Case{"gone", Dialect::Videos, "gone", "upstream_gone"},
        Case{"goneChat", Dialect::ChatStream, "gone", "upstream_gone"},
        Case{"garbageChat", Dialect::ChatStream, "garbage", "outcome_unknown"}),
    [](const auto& one) { return std::string(one.param.name); });
