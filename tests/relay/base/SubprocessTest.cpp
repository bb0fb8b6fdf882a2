#include "base/Subprocess.h"

#include "base/DurableFile.h"
#include "base/IoThreads.h"
#include "base/Timeout.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

Command shell(std::string script) {
    Command command;
    command.program = "/bin/sh";
    command.arguments = {"-c", std::move(script)};
    command.captureOutput = true;
    return command;
}

} // namespace

TEST(SubprocessTest, linesAndExitStatus) {
    Spawner spawner;
    auto child = spawner.start(shell("echo first; echo second; exit 3"));
    ASSERT_TRUE(child) << child.error().detail;
    EXPECT_EQ(child->readLine(10s), "first");
    EXPECT_EQ(child->readLine(10s), "second");
    EXPECT_EQ(child->readLine(10s), std::nullopt);
    const auto status = child->waitFor(10s);
    ASSERT_TRUE(status);
    EXPECT_EQ(status->code, 3);
}

TEST(SubprocessTest, aMissingProgramIsAnError) {
    Spawner spawner;
    Command command;
    command.program = "/nonexistent/program";
    const auto child = spawner.start(command);
    ASSERT_FALSE(child);
    EXPECT_NE(child.error().detail.find("No such file"), std::string::npos) << child.error().detail;
    command.program = "/bin/true";
    command.user = "nobody-of-this-name";
    EXPECT_FALSE(spawner.start(command));
}

TEST(SubprocessTest, getsItsEnvironmentFolderAndErrorFile) {
    const test::TempDir folder;
    Spawner spawner;
    Command command = shell("echo $KINORA_X; pwd -P; echo oops >&2");
    command.environment["KINORA_X"] = "value with spaces";
    command.folder = folder.path();
    command.errorFile = folder / "errors";
    auto child = spawner.start(std::move(command));
    ASSERT_TRUE(child) << child.error().detail;
    EXPECT_EQ(child->readLine(10s), "value with spaces");
    EXPECT_EQ(child->readLine(10s), std::filesystem::canonical(folder.path()).string());
    ASSERT_TRUE(child->waitFor(10s));
    EXPECT_EQ(readFile(folder / "errors"), "oops\n");
}

TEST(SubprocessTest, inheritsOnlyTheDescriptorsNamed) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    Spawner spawner;
    Command command = shell("ls /proc/self/fd | wc -l; test -e /proc/self/fd/" + std::to_string(ends[0]) +
                            " && echo kept; test -e /proc/self/fd/" + std::to_string(ends[1]) + " || echo closed");
    command.keepOpen = {ends[0]};
    auto child = spawner.start(std::move(command));
    ASSERT_TRUE(child);
    EXPECT_TRUE(child->readLine(10s));
    EXPECT_EQ(child->readLine(10s), "kept");
    EXPECT_EQ(child->readLine(10s), "closed");
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(SubprocessTest, stopsPolitelyThenNot) {
    Spawner spawner;
    auto polite = spawner.start(shell("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done"));
    ASSERT_TRUE(polite);
    ASSERT_EQ(polite->readLine(10s), "ready");
    EXPECT_TRUE(polite->stop(SIGTERM, 10s).success());
    auto stubborn = spawner.start(shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
    ASSERT_TRUE(stubborn);
    ASSERT_EQ(stubborn->readLine(10s), "ready");
    EXPECT_EQ(stubborn->stop(SIGTERM, 100ms).signal, SIGKILL);
}

TEST(SubprocessTest, coroutinesCanWaitForTheEnd) {
    IoThreads threads(1);
    threads.start();
    Spawner spawner;
    auto child = spawner.start(shell("read x; exit 5"));
    ASSERT_TRUE(child);
    auto ended = boost::asio::co_spawn(threads.executor(0), child->exited(), boost::asio::use_future);
    EXPECT_EQ(ended.get().code, 5);
    auto sleeper = spawner.start(shell("exec sleep 100"));
    ASSERT_TRUE(sleeper);
    auto bounded = boost::asio::co_spawn(
        threads.executor(0), withTimeout<ExitStatus>(20ms, sleeper->exited()), boost::asio::use_future);
    EXPECT_FALSE(bounded.get()) << "waiting can be given up";
}

TEST(SubprocessTest, diesWithItsParent) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t middle = ::fork();
    ASSERT_GE(middle, 0);
    if (middle == 0) {
        // A process of its own that starts a child and is killed without a chance to clean up.
        Spawner spawner;
        auto child = spawner.start(shell("echo ready; exec sleep 1000"));
        const pid_t pid = child ? child->pid() : -1;
        if (!child || !child->readLine(10s) || ::write(ends[1], &pid, sizeof pid) != sizeof pid)
            ::_exit(1);
        ::pause();
        ::_exit(1);
    }
    pid_t grandchild = -1;
    ASSERT_EQ(::read(ends[0], &grandchild, sizeof grandchild), static_cast<ssize_t>(sizeof grandchild));
    const int watched = static_cast<int>(::syscall(SYS_pidfd_open, grandchild, 0U));
    ASSERT_GE(watched, 0);
    ::kill(middle, SIGKILL);
    ::waitpid(middle, nullptr, 0);
    pollfd entry{};
    entry.fd = watched;
    entry.events = POLLIN;
    EXPECT_EQ(::poll(&entry, 1, 10'000), 1) << "the child outlived its parent";
    ::close(watched);
    ::close(ends[0]);
    ::close(ends[1]);
}
