#include "sim/Ledger.h"

#include "base/Log.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace kinora::sim {
namespace {

Job someJob(const std::string& id) {
    Job job;
    job.id = id;
    job.dialect = Dialect::ChatStream;
    job.model = "sora_video2-hd-landscape";
    job.prompt = "line\nbreak, \"quotes\" and 狐狸 🦊";
    job.width = 1280;
    job.height = 720;
    job.seconds = 10;
    job.acceptedAt = TimePoint(std::chrono::milliseconds(1'790'000'000'123));
    job.duration = std::chrono::milliseconds(2500);
    job.chargedMicroUsd = 1'000'000;
    job.refused = true;
    job.resultName = "secret";
    return job;
}

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void append(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

class LedgerTest : public ::testing::Test {
protected:
    /// A line about every torn byte would hide a failure.
    static void SetUpTestSuite() { log::configure(log::Format::Text, log::Level::Error); }

    [[nodiscard]] Ledger opened() const {
        Result<Ledger> ledger = Ledger::open(m_file);
        EXPECT_TRUE(ledger) << ledger.error().detail;
        return *std::move(ledger);
    }

    test::TempDir m_folder;
    std::filesystem::path m_file = m_folder / "ledger.jsonl";
};

TEST_F(LedgerTest, remembersEverythingAboutAJob) {
    Job job = someJob("task_1");
    {
        Ledger ledger = opened();
        ASSERT_TRUE(ledger.accept(job));
        ASSERT_TRUE(ledger.accept(someJob("task_2")));
        ASSERT_TRUE(ledger.recordMade("task_1", "abc", 123));
        ASSERT_TRUE(ledger.recordDeleted("task_2"));
    }
    const Ledger ledger = opened();
    ASSERT_EQ(ledger.jobs().size(), 2U);
    job.sha256 = "abc";
    job.bytes = 123;
    EXPECT_EQ(ledger.jobs()[0], job);
    EXPECT_TRUE(ledger.find("task_2")->deleted);
    EXPECT_EQ(ledger.find("task_3"), nullptr);
}

TEST_F(LedgerTest, isOnDiskWhenAcceptReturns) {
    Ledger ledger = opened();
    ASSERT_TRUE(ledger.accept(someJob("task_1")));
    EXPECT_EQ(opened().jobs().size(), 1U);
}

TEST_F(LedgerTest, cutsOffATornLastLineWhereverItWasTorn) {
    {
        Ledger ledger = opened();
        ASSERT_TRUE(ledger.accept(someJob("task_1")));
    }
    const std::string whole = contentOf(m_file);
    std::string second = whole;
    second.replace(second.find("task_1"), 6, "task_2");
    for (std::size_t length = 0; length < second.size(); ++length) {
        std::filesystem::resize_file(m_file, whole.size());
        append(m_file, second.substr(0, length));
        ASSERT_EQ(opened().jobs().size(), 1U) << "torn after " << length << " bytes";
        ASSERT_EQ(contentOf(m_file), whole);
    }
}

TEST_F(LedgerTest, goesOnAfterARepair) {
    {
        Ledger ledger = opened();
        ASSERT_TRUE(ledger.accept(someJob("task_1")));
    }
    append(m_file, "{\"event\":\"acc");
    {
        Ledger ledger = opened();
        ASSERT_TRUE(ledger.accept(someJob("task_2")));
    }
    EXPECT_EQ(opened().jobs().size(), 2U);
}

TEST_F(LedgerTest, repairsALastLineOfZeros) {
    {
        Ledger ledger = opened();
        ASSERT_TRUE(ledger.accept(someJob("task_1")));
    }
    append(m_file, std::string(40, '\0') + "\n");
    EXPECT_EQ(opened().jobs().size(), 1U);
}

TEST_F(LedgerTest, refusesAFileThatIsDamagedInTheMiddle) {
    append(m_file, "nonsense\n");
    {
        Ledger ledger = opened(); // As the last line it may be a torn one.
        ASSERT_TRUE(ledger.accept(someJob("task_1")));
    }
    const std::string good = contentOf(m_file);
    std::filesystem::resize_file(m_file, 0);
    append(m_file, "nonsense\n" + good);
    EXPECT_FALSE(Ledger::open(m_file));
}

TEST_F(LedgerTest, reportsAPlaceItCannotUse) {
    EXPECT_FALSE(Ledger::open(m_folder / "absent" / "ledger.jsonl"));
}

} // namespace
} // namespace kinora::sim
