#include "sim/JobBook.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using std::chrono::milliseconds;

class JobBookTest : public ::testing::Test {
protected:
    JobBookTest()
        : m_book(Ledger::open(m_folder / "ledger.jsonl").value(), 1) {
        m_job.id = "video_1";
        m_job.acceptedAt = m_start;
        m_job.duration = milliseconds(10'000);
        m_job.resultName = "name";
    }

    [[nodiscard]] State stateAfter(milliseconds elapsed) const {
        return m_book.standing(*m_book.find("video_1"), m_start + elapsed).state;
    }

    test::TempDir m_folder;
    TimePoint m_start{milliseconds(1'790'000'000'000)};
    JobBook m_book;
    Job m_job;
};

TEST_F(JobBookTest, goesThroughTheStates) {
    ASSERT_TRUE(m_book.accept(m_job));
    EXPECT_EQ(stateAfter(milliseconds(0)), State::Queued);
    EXPECT_EQ(stateAfter(milliseconds(5'000)), State::Rendering);
    ASSERT_TRUE(m_book.recordMade("video_1", "abc", 1));
    EXPECT_EQ(stateAfter(milliseconds(9'999)), State::Rendering) << "a file that is early does not end a job";
    EXPECT_EQ(stateAfter(milliseconds(10'000)), State::Completed);
}

TEST_F(JobBookTest, waitsForAFileThatIsLate) {
    ASSERT_TRUE(m_book.accept(m_job));
    const Standing late = m_book.standing(m_job, m_start + milliseconds(60'000));
    EXPECT_EQ(late.state, State::Rendering);
    EXPECT_EQ(late.percent, 99);
    m_book.markBroken("video_1");
    EXPECT_EQ(stateAfter(milliseconds(60'000)), State::Broken);
}

TEST_F(JobBookTest, refusesOnTheWay) {
    m_job.refused = true;
    ASSERT_TRUE(m_book.accept(m_job));
    EXPECT_EQ(stateAfter(milliseconds(4'000)), State::Rendering);
    EXPECT_EQ(stateAfter(milliseconds(6'000)), State::Refused);
}

TEST_F(JobBookTest, findsResultsOnlyOnceTheyAreMade) {
    ASSERT_TRUE(m_book.accept(m_job));
    EXPECT_FALSE(m_book.findResult("name"));
    ASSERT_TRUE(m_book.recordMade("video_1", "abc", 1));
    EXPECT_TRUE(m_book.findResult("name"));
    EXPECT_FALSE(m_book.findResult(""));
    ASSERT_TRUE(m_book.recordDeleted("video_1"));
    EXPECT_FALSE(m_book.findResult("name"));
    EXPECT_FALSE(m_book.find("video_1"));
    EXPECT_EQ(m_book.all().size(), 1U);
}

TEST_F(JobBookTest, survivesAClockThatWasSetBack) {
    ASSERT_TRUE(m_book.accept(m_job));
    EXPECT_EQ(stateAfter(milliseconds(-5'000)), State::Queued);
}

} // namespace
} // namespace kinora::sim
