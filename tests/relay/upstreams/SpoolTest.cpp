#include "upstreams/Spool.h"

#include "base/Crypto.h"
#include "base/IoThreads.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <iterator>

using namespace kinora;
using namespace kinora::upstreams;

namespace {

class SpoolTest : public testing::Test {
protected:
    SpoolTest() { m_threads.start(); }

    template <class T>
    T wait(Task<T> task) {
        return boost::asio::co_spawn(m_threads.executor(0), std::move(task), boost::asio::use_future).get();
    }
    [[nodiscard]] std::ptrdiff_t files() const {
        return std::distance(std::filesystem::directory_iterator(m_folder / "inline"), {});
    }

    test::TempDir m_folder;
    IoThreads m_threads{1};
    WorkPool m_pool{"spool", 1, 10};
    Spool m_spool{m_folder / "inline", m_pool};
};

} // namespace

TEST_F(SpoolTest, keepsAVideoAndGivesItAsOftenAsAsked) {
    Spool::Arrival arrival(m_spool);
    ASSERT_TRUE(arrival.write("first half, "));
    ASSERT_TRUE(arrival.write("second half"));
    const auto name = wait(arrival.keep());
    ASSERT_TRUE(name);
    for (int i = 0; i < 2; ++i) {
        const auto copied = wait(m_spool.copy(*name, m_folder / "target"));
        ASSERT_TRUE(copied);
        EXPECT_EQ(copied->bytes, 23U);
        EXPECT_EQ(copied->sha256, toHex(sha256("first half, second half")));
        EXPECT_EQ(readFile(m_folder / "target").value_or(""), "first half, second half");
    }
}

TEST_F(SpoolTest, leavesNothingOfWhatWasNotKept) {
    {
        Spool::Arrival arrival(m_spool);
        ASSERT_TRUE(arrival.write("half a video"));
        EXPECT_EQ(files(), 1);
    }
    EXPECT_EQ(files(), 0);
    const auto copied = wait(m_spool.copy("nothing", m_folder / "target"));
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, Code::NotFound);
}

TEST_F(SpoolTest, forgetsAfterTwoDays) {
    Spool::Arrival old(m_spool);
    ASSERT_TRUE(old.write("old"));
    const auto oldName = wait(old.keep());
    ASSERT_TRUE(oldName);
    std::filesystem::last_write_time(
        m_folder / "inline" / *oldName, std::filesystem::file_time_type::clock::now() - std::chrono::hours(49));
    Spool::Arrival young(m_spool);
    ASSERT_TRUE(young.write("young"));
    ASSERT_TRUE(wait(young.keep()));
    EXPECT_EQ(files(), 1);
    EXPECT_FALSE(wait(m_spool.copy(*oldName, m_folder / "target")));
}
