#include "upstreams/StandIn.h"

#include "base/Log.h"
#include "base/Subprocess.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace kinora::upstreams {
using namespace std::chrono_literals;

namespace {

constexpr auto ReadyLimit = 20s;
constexpr auto StopGrace = 3s;
constexpr auto FirstPause = 100ms;
constexpr auto LongestPause = 5000ms;

} // namespace

std::optional<std::string> originInReadyLine(std::string_view line) {
    constexpr std::string_view start = "listening on ";
    if (!line.starts_with(start) || !line.substr(start.size()).starts_with("http://"))
        return std::nullopt;
    return std::string(line.substr(start.size()));
}

struct StandIn::Impl {
    Impl(Spawner& implSpawner, Setup implSetup)
        : spawner(implSpawner)
        , setup(std::move(implSetup)) {}

    Result<Subprocess> launch() {
        constexpr std::string_view scheme = "http://";
        Command command;
        command.program = setup.program;
        command.arguments = {"--listen", origin.empty() ? "127.0.0.1:0" : origin.substr(scheme.size()), "--dir",
            setup.directory.string()};
        command.environment = {{"KINORA_SIM_TOKEN", std::string(setup.token.reveal())}};
        command.captureOutput = true;
        Result<Subprocess> started = spawner.start(std::move(command));
        if (!started)
            return started;
        const auto line = started->readLine(ReadyLimit);
        const auto found = line ? originInReadyLine(*line) : std::nullopt;
        if (!found)
            return fail(Code::Internal, "The stand-in upstream does not start; what it says is above.");
        origin = *found;
        return started;
    }

    void supervise() {
        std::chrono::milliseconds pause = FirstPause;
        std::unique_lock lock(mutex);
        while (!stopping) {
            if (child) {
                const auto began = std::chrono::steady_clock::now();
                lock.unlock();
                static_cast<void>(child->waitFor(-1ms));
                lock.lock();
                child.reset();
                changed.notify_all();
                if (stopping)
                    return;
                log::warning("upstreams", "the stand-in upstream has ended unexpectedly and is started again");
                if (std::chrono::steady_clock::now() - began > LongestPause)
                    pause = FirstPause;
            }
            changed.wait_for(lock, pause, [this] { return stopping; });
            pause = std::min(pause * 2, LongestPause);
            if (stopping)
                return;
            Result<Subprocess> next = launch();
            if (next)
                child.emplace(std::move(*next));
            else
                log::error("upstreams", "{}", next.error().detail);
        }
    }

    Spawner& spawner;
    Setup setup;
    std::string origin;

    std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false;
    /// Replaced by the supervisor only, under the mutex.
    std::optional<Subprocess> child;
    std::thread supervisor;
};

StandIn::StandIn(Spawner& spawner, Setup setup)
    : m_impl(std::make_unique<Impl>(spawner, std::move(setup))) {
}

StandIn::~StandIn() {
    stop();
}

Result<> StandIn::start() {
    std::error_code error;
    std::filesystem::create_directories(m_impl->setup.directory, error);
    if (error)
        return fail(Code::Internal, "The folder of the stand-in upstream cannot be created: " + error.message());
    Result<Subprocess> child = m_impl->launch();
    if (!child)
        return std::unexpected(child.error());
    m_impl->child.emplace(std::move(*child));
    m_impl->supervisor = std::thread([impl = m_impl.get()] { impl->supervise(); });
    return {};
}

void StandIn::stop() {
    if (!m_impl->supervisor.joinable())
        return;
    {
        std::unique_lock lock(m_impl->mutex);
        m_impl->stopping = true;
        m_impl->changed.notify_all();
        if (m_impl->child)
            m_impl->child->signal(SIGTERM);
        const bool ended = m_impl->changed.wait_for(lock, StopGrace, [this] { return !m_impl->child; });
        if (!ended)
            m_impl->child->signal(SIGKILL);
    }
    m_impl->supervisor.join();
}

std::string StandIn::origin() const {
    return m_impl->origin;
}

} // namespace kinora::upstreams
