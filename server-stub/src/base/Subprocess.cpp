#include "base/SubprocessState.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace kinora {

namespace {

using SteadyClock = std::chrono::steady_clock;

// Milliseconds left for poll(); -1 is for ever.
int pollTime(std::optional<SteadyClock::time_point> end) {
    if (!end)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*end - SteadyClock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

// True when readable (or at its end) in time.
bool waitReadable(int descriptor, std::optional<SteadyClock::time_point> end) {
    while (true) {
        pollfd entry{};
        entry.fd = descriptor;
        entry.events = POLLIN;
        const int ready = ::poll(&entry, 1, pollTime(end));
        if (ready > 0)
            return true;
        if (ready == 0)
            return false;
        if (errno != EINTR)
            return true;
    }
}

} // namespace

Subprocess::State::~State() {
    if (!status) {
        ::kill(pid, SIGKILL);
        reap();
    }
    for (const int descriptor : {output, processDescriptor}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

ExitStatus Subprocess::State::reap() {
    if (status)
        return *status;
    int raw = 0;
    while (::waitpid(pid, &raw, 0) < 0 && errno == EINTR) {
    }
    ExitStatus ended;
    if (WIFSIGNALED(raw))
        ended.signal = WTERMSIG(raw);
    else
        ended.code = WEXITSTATUS(raw);
    status = ended;
    return ended;
}

Subprocess::Subprocess(std::unique_ptr<State> state)
    : m_state(std::move(state)) {
}
Subprocess::Subprocess(Subprocess&&) noexcept = default;
Subprocess& Subprocess::operator=(Subprocess&&) noexcept = default;
Subprocess::~Subprocess() = default;

pid_t Subprocess::pid() const {
    return m_state->pid;
}

void Subprocess::signal(int number) const {
    // Through the descriptor: another thread may be reaping it now, and the number may soon be somebody else's.
    ::syscall(SYS_pidfd_send_signal, m_state->processDescriptor, number, nullptr, 0U);
}

std::optional<std::string> Subprocess::readLine(std::chrono::milliseconds limit) {
    const auto end = SteadyClock::now() + limit;
    std::string& pending = m_state->pending;
    while (true) {
        if (const auto lineEnd = pending.find('\n'); lineEnd != std::string::npos) {
            std::string line = pending.substr(0, lineEnd);
            pending.erase(0, lineEnd + 1);
            return line;
        }
        if (m_state->output < 0 || !waitReadable(m_state->output, end))
            return std::nullopt;
        char buffer[4096];
        const ssize_t count = ::read(m_state->output, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        pending.append(buffer, static_cast<std::size_t>(count));
    }
}

std::optional<ExitStatus> Subprocess::waitFor(std::chrono::milliseconds limit) {
    if (m_state->status)
        return m_state->status;
    std::optional<SteadyClock::time_point> end;
    if (limit >= std::chrono::milliseconds::zero())
        end = SteadyClock::now() + limit;
    if (!waitReadable(m_state->processDescriptor, end))
        return std::nullopt;
    return m_state->reap();
}

ExitStatus Subprocess::stop(int first, std::chrono::milliseconds grace) {
    signal(first);
    if (const auto ended = waitFor(grace))
        return *ended;
    signal(SIGKILL);
    return m_state->reap();
}

Task<ExitStatus> Subprocess::exited() {
    if (m_state->status)
        co_return *m_state->status;
    const auto executor = co_await boost::asio::this_coro::executor;
    // A copy, because Asio closes what it holds.
    const int copy = ::fcntl(m_state->processDescriptor, F_DUPFD_CLOEXEC, 3);
    boost::asio::posix::stream_descriptor descriptor(executor, copy);
    co_await descriptor.async_wait(boost::asio::posix::stream_descriptor::wait_read, boost::asio::use_awaitable);
    co_return m_state->reap();
}

Result<ExitStatus> runToEnd(Spawner& spawner, Command command, std::chrono::milliseconds limit) {
    auto child = spawner.start(std::move(command));
    if (!child)
        return std::unexpected(child.error());
    if (const auto ended = child->waitFor(limit))
        return *ended;
    return fail(Code::Unavailable, "A program did not end in time.");
}

std::filesystem::path executableFolder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

} // namespace kinora
