#include "pg/PrivatePostgres.h"

#include "base/Log.h"
#include "base/Subprocess.h"
#include "pg/PostgresPrograms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace kinora::pg {
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto User = "postgres";
constexpr auto DatabaseUser = "kinora";
/// Only names the socket file; nothing listens on TCP.
constexpr auto SocketName = "/.s.PGSQL.5432";
/// sun_path is 108 bytes including the final zero (unix(7)).
constexpr std::size_t LongestSocketPath = 107;
/// A killed predecessor can stay a zombie for seconds, and its last children hold the shared memory.
constexpr auto PredecessorLimit = 15s;
/// Crash recovery of a large database takes its time, and says nothing meanwhile.
constexpr auto RecoveryLimit = 10min;
constexpr auto InitdbLimit = 2min;
constexpr auto FastShutdown = 8s;
constexpr std::uintmax_t LongestLog = 4 << 20;

class Descriptor {
public:
    explicit Descriptor(const fs::path& directory)
        : m_number(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0)
            close(m_number);
    }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

std::string contents(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The last lines of the server's log, for the sentence that says why it did not start.
std::string tail(const fs::path& file) {
    std::string text = contents(file);
    if (text.size() > 600)
        text.erase(0, text.find('\n', text.size() - 600) + 1);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

/// What a running server says about itself (PostgreSQL's miscadmin.h, "postmaster.pid"): line 1 is its pid, line 8 its
/// state.
struct PidFile {
    pid_t pid = -1;
    bool ready = false;
};

PidFile readPidFile(const fs::path& data) {
    std::ifstream stream(data / "postmaster.pid");
    PidFile file;
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (number == 1)
            std::from_chars(line.data(), line.data() + line.size(), file.pid);
        if (number == 8)
            file.ready = line.starts_with("ready");
    }
    return file;
}

} // namespace

struct PrivatePostgres::Impl {
    Impl(Spawner& implSpawner, fs::path implDirectory)
        : spawner(implSpawner)
        , directory(std::move(implDirectory)) {}

    [[noreturn]] void fail(const std::string& sentence) const { throw PrivatePostgresError(sentence); }

    void giveTo(const fs::path& path) const {
        if (geteuid() != 0)
            return;
        const passwd* account = getpwnam(User); // NOLINT(concurrency-mt-unsafe)
        if (account == nullptr)
            fail("PostgreSQL does not run as root and there is no user \"postgres\" to run it as. Install PostgreSQL's "
                 "server "
                 "package, or set DATABASE_URL.");
        if (chown(path.c_str(), account->pw_uid, account->pw_gid) != 0)
            fail(fmt::format("{} cannot be given to the user \"postgres\": {}", path.string(), std::strerror(errno)));
    }

    void makePrivate(const fs::path& path) const {
        if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
            fail(fmt::format("{} cannot be created: {}", path.string(), std::strerror(errno)));
        giveTo(path);
        if (chmod(path.c_str(), 0700) != 0)
            fail(fmt::format("{} belongs to somebody else: {}", path.string(), std::strerror(errno)));
    }

    /// The directory as our children see it. Root's home and its like may not be entered by the user `postgres`; a
    /// descriptor that was opened before the change of user still leads there, and makes every path short enough for a
    /// socket.
    [[nodiscard]] std::string inChild(const char* name) const {
        return fmt::format("/proc/self/fd/{}/{}", opened->number(), name);
    }

    [[nodiscard]] Command command(fs::path program, std::vector<std::string> arguments) const {
        Command made;
        made.program = std::move(program);
        made.arguments = std::move(arguments);
        made.keepOpen = {opened->number()};
        made.errorFile = logFile();
        made.folder = "/";
        if (geteuid() == 0)
            made.user = User;
        return made;
    }

    [[nodiscard]] fs::path data() const { return directory / "data"; }
    [[nodiscard]] fs::path logFile() const { return directory / "postgres.log"; }

    void prepare() {
        makePrivate(directory);
        makePrivate(directory / "socket");
        opened.emplace(directory);
        if (opened->number() < 0)
            fail(fmt::format("{} cannot be opened: {}", directory.string(), std::strerror(errno)));
        std::error_code ignored;
        if (fs::file_size(logFile(), ignored) > LongestLog && !ignored)
            fs::resize_file(logFile(), 0, ignored);

        const std::vector<PostgresPrograms> installed = findPostgresPrograms();
        if (installed.empty())
            fail("No PostgreSQL server is installed. Install one (on Debian: apt install postgresql), or set "
                 "DATABASE_URL.");
        const auto dataVersion = majorVersionIn(contents(data() / "PG_VERSION"));
        const auto chosen = choosePostgres(installed, dataVersion);
        if (!chosen)
            fail(fmt::format("The data in {} was made by PostgreSQL {}, which is not installed any more.",
                data().string(), *dataVersion));
        programs = *chosen;
        if (!dataVersion)
            initialise();
    }

    /// Under another name until complete, so that a kill half-way leaves nothing that looks like a database.
    void initialise() {
        const fs::path fresh = directory / "data.new";
        fs::remove_all(fresh);
        Command initdb = command(programs.initdb, {"-D", inChild("data.new"), "-U", DatabaseUser, "-E", "UTF8",
                                                      "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject"});
        initdb.deathSignal = SIGKILL;
        const Result<ExitStatus> result = runToEnd(spawner, std::move(initdb), InitdbLimit);
        if (!result)
            fail("The database could not be created: " + result.error().detail);
        if (!result->success())
            fail("The database could not be created:\n" + tail(logFile()));
        fs::rename(fresh, data());
        fsync(opened->number());
        log::info("pg", "made a private PostgreSQL {} database in {}", programs.majorVersion, data().string());
    }

    [[nodiscard]] Subprocess spawn() {
        Command made = command(programs.postgres, {"-D", inChild("data")});
        const std::array settings{std::string("listen_addresses="), "unix_socket_directories=" + inChild("socket"),
            std::string("unix_socket_permissions=0700"), std::string("port=5432"), std::string("cluster_name=kinora"),
            std::string("log_destination=stderr"), std::string("logging_collector=off"),
            std::string("log_min_messages=warning"), std::string("log_line_prefix=%m [%p] "), std::string("fsync=on"),
            std::string("synchronous_commit=on"), std::string("full_page_writes=on")};
        for (const std::string& setting : settings) {
            made.arguments.emplace_back("-c");
            made.arguments.push_back(setting);
        }
        made.deathSignal = SIGINT;
        Result<Subprocess> child = spawner.start(std::move(made));
        if (!child)
            fail("PostgreSQL could not be started: " + child.error().detail);
        return std::move(*child);
    }

    /// Asks a server left over from a killed relay to stop; it answers connections, but it is not our child.
    void stopOrphan() const {
        const pid_t holder = readPidFile(data()).pid;
        if (holder <= 1)
            return;
        struct stat ours{};
        struct stat its{};
        const std::string workingFolder = fmt::format("/proc/{}/cwd", holder);
        if (stat(data().c_str(), &ours) == 0 && stat(workingFolder.c_str(), &its) == 0 && ours.st_dev == its.st_dev &&
            ours.st_ino == its.st_ino)
            kill(holder, SIGINT);
    }

    [[nodiscard]] Subprocess launch() {
        const auto began = Clock::now();
        for (;;) {
            Subprocess child = spawn();
            while (!child.waitFor(10ms)) {
                const PidFile state = readPidFile(data());
                if (state.pid == child.pid() && state.ready)
                    return child;
                if (stopping)
                    fail("PostgreSQL was stopped while it started.");
                if (Clock::now() - began > RecoveryLimit)
                    fail("PostgreSQL has not become ready. Its log says:\n" + tail(logFile()));
            }
            if (stopping || Clock::now() - began > PredecessorLimit)
                fail("PostgreSQL does not start. Its log says:\n" + tail(logFile()));
            stopOrphan();
            std::unique_lock lock(mutex);
            stopRequested.wait_for(lock, 100ms, [this] { return stopping.load(); });
        }
    }

    void supervise() {
        auto pause = 100ms;
        for (;;) {
            const auto began = Clock::now();
            if (server) {
                static_cast<void>(server->waitFor(-1ms));
                pid = -1;
            }
            std::unique_lock lock(mutex);
            server.reset();
            if (stopping) {
                ended = true;
                stopRequested.notify_all();
                return;
            }
            lock.unlock();
            pause = Clock::now() - began > 10s ? 100ms : std::min(pause * 2, 5000ms);
            log::warning("pg", "PostgreSQL has ended unexpectedly and is started again");
            try {
                Subprocess next = launch();
                lock.lock();
                pid = next.pid();
                server.emplace(std::move(next));
                if (stopping)
                    server->signal(SIGINT);
                continue;
            } catch (const PrivatePostgresError& error) {
                if (!stopping)
                    log::error("pg", "{}", error.what());
            }
            lock.lock();
            stopRequested.wait_for(lock, pause, [this] { return stopping.load(); });
        }
    }

    Spawner& spawner;
    fs::path directory;
    std::optional<Descriptor> opened;
    PostgresPrograms programs;

    /// Guards `server`, which only the supervisor replaces.
    std::mutex mutex;
    std::condition_variable stopRequested;
    std::atomic<bool> stopping = false;
    bool ended = false;
    std::atomic<pid_t> pid = -1;
    std::optional<Subprocess> server;
    std::thread supervisor;
};

PrivatePostgres::PrivatePostgres(Spawner& spawner, fs::path directory)
    : m_impl(std::make_unique<Impl>(spawner, std::move(directory))) {
}

PrivatePostgres::~PrivatePostgres() {
    stop();
}

void PrivatePostgres::start() {
    m_impl->prepare();
    m_impl->server.emplace(m_impl->launch());
    m_impl->pid = m_impl->server->pid();
    m_impl->supervisor = std::thread([impl = m_impl.get()] { impl->supervise(); });
}

void PrivatePostgres::attach() {
    m_impl->opened.emplace(m_impl->directory);
    if (m_impl->opened->number() < 0)
        m_impl->fail(fmt::format("{} cannot be opened: {}", m_impl->directory.string(), std::strerror(errno)));
}

void PrivatePostgres::stop() {
    if (!m_impl->supervisor.joinable())
        return;
    {
        std::unique_lock lock(m_impl->mutex);
        m_impl->stopping = true;
        if (m_impl->server)
            m_impl->server->signal(SIGINT);
        m_impl->stopRequested.notify_all();
        // Past this it is told to leave at once; the next start then recovers from the log, which loses nothing.
        const bool ended = m_impl->stopRequested.wait_for(lock, FastShutdown, [this] { return m_impl->ended; });
        if (!ended && m_impl->server)
            m_impl->server->signal(SIGQUIT);
    }
    m_impl->supervisor.join();
}

std::string PrivatePostgres::conninfo() const {
    const std::string socket = (m_impl->directory / "socket").string();
    const bool fits = socket.size() + std::strlen(SocketName) <= LongestSocketPath;
    std::string host = fits ? socket : m_impl->inChild("socket");
    // Quoting as libpq's key=value form wants it.
    std::string quoted;
    for (const char c : host) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return fmt::format("host='{}' port=5432 user={} dbname=postgres", quoted, DatabaseUser);
}

pid_t PrivatePostgres::processId() const {
    return m_impl->pid;
}

} // namespace kinora::pg
