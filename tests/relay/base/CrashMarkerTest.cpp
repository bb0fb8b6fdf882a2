#include "base/CrashMarker.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

using namespace kinora;

namespace {

/// What a child that ends like this dies of; 0 if it does not die of a signal.
int deathOf(const std::filesystem::path& marker, const std::function<void()>& end) {
    const pid_t child = fork();
    if (child == 0) {
        markCrashes(marker);
        end();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

class CrashMarkerTest : public testing::Test {
protected:
    test::TempDir m_dir;
    const std::filesystem::path m_marker = m_dir / "crashed";
};

} // namespace

TEST_F(CrashMarkerTest, anAbortLeavesOne) {
    EXPECT_EQ(deathOf(m_marker, [] { std::abort(); }), SIGABRT);
    EXPECT_TRUE(std::filesystem::exists(m_marker));
}

TEST_F(CrashMarkerTest, aKillFromOutsideLeavesNone) {
    const pid_t outside = getpid();
    for (const int signal : {SIGKILL, SIGTERM, SIGSEGV}) {
        std::function<void()> wait = [] {
            for (;;)
                pause();
        };
        int ready[2] = {};
        ASSERT_EQ(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGSEGV, SIG_DFL); // a sanitizer would make an exit of it
            markCrashes(m_marker);
            (void)!write(ready[1], "x", 1);
            wait();
        }
        char byte = 0;
        ASSERT_EQ(read(ready[0], &byte, 1), 1);
        ::kill(child, signal);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << signal;
        EXPECT_FALSE(std::filesystem::exists(m_marker)) << signal;
        close(ready[0]);
        close(ready[1]);
    }
    EXPECT_EQ(getpid(), outside);
}

TEST_F(CrashMarkerTest, anOrderlyEndLeavesNone) {
    EXPECT_EQ(deathOf(m_marker, [] {}), 0);
    EXPECT_FALSE(std::filesystem::exists(m_marker));
}
