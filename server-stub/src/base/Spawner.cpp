#include "base/SubprocessState.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <future>
#include <grp.h>
#include <linux/close_range.h>
#include <mutex>
#include <pwd.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration): unistd.h has it only with _GNU_SOURCE

namespace kinora {

namespace {

std::unexpected<Error> startError(const Command& command, const std::string& reason) {
    return fail(Code::Internal, "cannot start " + command.program.filename().string() + ": " + reason);
}

struct Identity {
    uid_t user = 0;
    gid_t group = 0;
    std::vector<gid_t> groups;
};

// Looked up before the fork: between fork and exec only async-signal-safe calls are allowed.
std::optional<Identity> identityOf(const std::string& user) {
    const passwd* entry = ::getpwnam(user.c_str());
    if (entry == nullptr)
        return std::nullopt;
    Identity identity;
    identity.user = entry->pw_uid;
    identity.group = entry->pw_gid;
    int count = 64;
    identity.groups.resize(static_cast<std::size_t>(count));
    if (::getgrouplist(user.c_str(), identity.group, identity.groups.data(), &count) < 0)
        return std::nullopt;
    identity.groups.resize(static_cast<std::size_t>(count));
    return identity;
}

std::filesystem::path resolve(const std::filesystem::path& program) {
    if (program.has_parent_path())
        return program;
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path;
    while (!rest.empty()) {
        const auto colon = rest.find(':');
        const std::filesystem::path candidate = std::filesystem::path(rest.substr(0, colon)) / program;
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
    }
    return program;
}

std::vector<std::string> mergedEnvironment(const std::map<std::string, std::string>& changes) {
    std::vector<std::string> merged;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (!changes.contains(std::string(text.substr(0, text.find('=')))))
            merged.emplace_back(text);
    }
    for (const auto& [name, value] : changes)
        merged.push_back(name + "=" + value);
    return merged;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (std::string& text : strings)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

struct Pipe {
    int read = -1;
    int write = -1;

    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close(read);
        close(write);
    }

    bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return false;
        read = ends[0];
        write = ends[1];
        return true;
    }
    static void close(int& end) {
        if (end >= 0)
            ::close(std::exchange(end, -1));
    }
};

// Everything the child needs, made before the fork.
struct Prepared {
    std::string program;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    const char* folder = nullptr;
    const Identity* identity = nullptr;
    const std::vector<int>* keepOpen = nullptr;
    int deathSignal = SIGKILL;
    int niceness = 0;
    int output = -1;
    int errors = -1;
    int report = -1;
    pid_t parent = 0;
};

// Runs in the child. Only async-signal-safe calls. Returns only when something failed; errno says what.
void becomeProgram(const Prepared& prepared) {
    // A group of its own: Ctrl+C in a terminal is for us, we stop the child in our own order.
    ::setpgid(0, 0);
    struct sigaction standard{};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &standard, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);

    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0)
        return;
    if (prepared.errors >= 0 && ::dup2(prepared.errors, STDERR_FILENO) < 0)
        return;
    if (::dup2(prepared.output >= 0 ? prepared.output : STDERR_FILENO, STDOUT_FILENO) < 0)
        return;
    // Asio opens sockets without close-on-exec; none of them may leak into a child.
    if (::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
        return;
    for (const int descriptor : *prepared.keepOpen) {
        if (::fcntl(descriptor, F_SETFD, 0) != 0)
            return;
    }
    if (prepared.niceness != 0)
        ::setpriority(PRIO_PROCESS, 0, prepared.niceness);
    if (const Identity* identity = prepared.identity) {
        if (::setgroups(identity->groups.size(), identity->groups.data()) != 0 || ::setgid(identity->group) != 0 ||
            ::setuid(identity->user) != 0)
            return;
    }
    // After setuid, which clears it.
    if (::prctl(PR_SET_PDEATHSIG, prepared.deathSignal) != 0)
        return;
    // Our parent may have died before the line above.
    if (::getppid() != prepared.parent)
        ::_exit(127);
    if (prepared.folder != nullptr && ::chdir(prepared.folder) != 0)
        return;
    ::execve(prepared.program.c_str(), prepared.arguments.data(), prepared.environment.data());
}

} // namespace

struct Spawner::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::packaged_task<void()>> queue;
    bool stopping = false;
    std::thread thread;

    void serve() {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return stopping || !queue.empty(); });
            if (stopping)
                return;
            auto task = std::move(queue.front());
            queue.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    static Result<std::unique_ptr<Subprocess::State>> fork(const Command& command);
};

Result<std::unique_ptr<Subprocess::State>> Spawner::State::fork(const Command& command) {
    std::optional<Identity> identity;
    if (!command.user.empty()) {
        identity = identityOf(command.user);
        if (!identity)
            return startError(command, "there is no user " + command.user);
    }
    Pipe report;
    Pipe output;
    Pipe errors; // only its writing end is used
    if (!report.open() || (command.captureOutput && !output.open()))
        return startError(command, std::strerror(errno));
    if (command.errorFile) {
        errors.write = ::open(command.errorFile->c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (errors.write < 0)
            return startError(command, std::strerror(errno));
    }

    // The full path: programs that look for their siblings (PostgreSQL's do) start from their own name.
    const std::string program = resolve(command.program).string();
    std::vector<std::string> arguments{program};
    arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
    std::vector<std::string> environment = mergedEnvironment(command.environment);
    Prepared prepared;
    prepared.program = program;
    prepared.arguments = pointers(arguments);
    prepared.environment = pointers(environment);
    prepared.folder = command.folder ? command.folder->c_str() : nullptr;
    prepared.identity = identity ? &*identity : nullptr;
    prepared.keepOpen = &command.keepOpen;
    prepared.deathSignal = command.deathSignal;
    prepared.niceness = command.niceness;
    prepared.output = output.write;
    prepared.errors = errors.write;
    prepared.report = report.write;
    prepared.parent = ::getpid();

    const pid_t pid = ::fork();
    if (pid < 0)
        return startError(command, std::strerror(errno));
    if (pid == 0) {
        becomeProgram(prepared);
        const int number = errno;
        [[maybe_unused]] const ssize_t ignored = ::write(prepared.report, &number, sizeof number);
        ::_exit(127);
    }

    auto child = std::make_unique<Subprocess::State>();
    child->pid = pid;
    child->output = std::exchange(output.read, -1);
    child->processDescriptor = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0U));
    Pipe::close(report.write);
    int number = 0;
    ssize_t count = 0;
    do {
        count = ::read(report.read, &number, sizeof number);
    } while (count < 0 && errno == EINTR);
    // Nothing to read: exec has closed the pipe, the program runs.
    if (count > 0)
        return startError(command, std::strerror(number));
    if (child->processDescriptor < 0)
        return startError(command, "this system has no process descriptors (Linux 5.3 or newer is needed)");
    return child;
}

Spawner::Spawner()
    : m_state(std::make_unique<State>()) {
    m_state->thread = std::thread([state = m_state.get()] { state->serve(); });
}

Spawner::~Spawner() {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->changed.notify_all();
    m_state->thread.join();
}

Result<Subprocess> Spawner::start(Command command) {
    Result<std::unique_ptr<Subprocess::State>> made;
    std::packaged_task<void()> task([&] { made = State::fork(command); });
    auto done = task.get_future();
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->queue.push_back(std::move(task));
    }
    m_state->changed.notify_all();
    done.get();
    if (!made)
        return std::unexpected(made.error());
    return Subprocess(std::move(*made));
}

} // namespace kinora
