// kinora-sim, the stand-in upstream: an own process with an own ledger, so that what it was asked can be counted.
#include "base/IoThreads.h"
#include "base/Log.h"
#include "base/Secret.h"
#include "base/Subprocess.h"
#include "base/WorkPool.h"
#include "http/Server.h"
#include "sim/Desk.h"
#include "sim/Folder.h"
#include "sim/Options.h"
#include "sim/QuickClips.h"
#include "sim/Site.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace kinora;
using namespace kinora::sim;

std::optional<std::string> fromEnvironment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

int giveUp(std::string_view why) {
    log::error("sim", "{}", why);
    return 1;
}

/// Ends everything in order when somebody asks for it.
Task<> stopOnSignal(IoThreads& threads, http::Server& server) {
    auto executor = threads.executor(0);
    boost::asio::signal_set signals(executor, SIGINT, SIGTERM);
    (void)co_await signals.async_wait(boost::asio::use_awaitable);
    constexpr std::chrono::seconds grace{1};
    co_await server.stop(grace);
    threads.stop();
}

int serve(const Options& options) {
    // As a relay's child it shares that one's standard error: a line for every poll would drown what matters there.
    log::configure(log::Format::Text, log::Level::Warning);
    if (!Encoder::isAvailable()) {
        return giveUp("The program ffmpeg is not there; kinora-sim renders its videos with it.");
    }
    Result<Folder> folder = Folder::open(options.folder);
    if (!folder) {
        return giveUp(folder.error().detail);
    }
    Result<Ledger> ledger = Ledger::open(folder->ledgerFile());
    if (!ledger) {
        return giveUp(ledger.error().detail);
    }

    const SystemClock clock;
    Spawner spawner;
    Encoder encoder(spawner);
    JobBook jobs(*std::move(ledger), options.seed);
    QuickClips quick(encoder, folder->videos());
    ClipMaker& maker = options.quick ? static_cast<ClipMaker&>(quick) : encoder;
    Studio studio(jobs, maker, folder->videos(), options.seed);
    IoThreads threads(1);
    WorkPool pool("sim-files", 2, 1000);
    Desk desk({.jobs = jobs, .studio = studio, .encoder = encoder, .pool = pool, .clock = clock}, options.token,
        options.jobDuration);
    Site site(desk, options.inlineResults);

    http::ServerOptions listening;
    listening.host = options.host;
    listening.port = options.port;
    listening.bodyLimit = std::size_t{32} << 20; // Reference images come inside the request.
    listening.name = "kinora-sim";
    http::Server server(threads, listening, [&site](http::Request& request) { return site.answer(request); });
    const Result<http::Endpoint> endpoint = server.start();
    if (!endpoint) {
        return giveUp(endpoint.error().detail);
    }
    studio.start();
    boost::asio::co_spawn(threads.executor(0), stopOnSignal(threads, server), boost::asio::detached);
    std::printf("listening on http://%s\n", http::toString(*endpoint).c_str());
    std::fflush(stdout);
    threads.run();
    studio.stop();
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        const Invocation invocation = parseOptions(arguments, fromEnvironment);
        if (!invocation.options) {
            std::fputs(invocation.output.c_str(), invocation.exitCode == 0 ? stdout : stderr);
            return invocation.exitCode;
        }
        forgetVariables({"KINORA_SIM_TOKEN"});
        return serve(*invocation.options);
    } catch (const std::exception& failure) {
        return giveUp(failure.what());
    }
}
