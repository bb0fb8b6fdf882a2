// kinora-relay: holds the upstream's token, queues the work, keeps the videos.
#include "Checkup.h"
#include "Console.h"
#include "Relay.h"
#include "base/Log.h"
#include "base/OpenFiles.h"
#include "base/Secret.h"
#include "base/Version.h"
#include "cli/Check.h"
#include "config/CommandLine.h"
#include "config/Load.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration): unistd.h has it only with _GNU_SOURCE

namespace {

constexpr int Failed = 1;

std::map<std::string, std::string> environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos)
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

std::optional<std::string> contents(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// Blocked before any thread exists, so that all inherit it and the signals wait for sigwait().
sigset_t blockSignals(bool reloads) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Where there is nothing to read again, a terminal that hangs up ends the program as usual.
    if (reloads)
        sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// A second signal ends the program at once; so does an orderly stop that does not come to its end. Children die with
/// us.
void watchOverStop(sigset_t signals) {
    sigdelset(&signals, SIGHUP);
    std::thread([signals] {
        constexpr timespec limit{10, 0};
        int signal = 0;
        do // a stop and a continue, or a debugger, interrupt the wait
            signal = sigtimedwait(&signals, nullptr, &limit);
        while (signal < 0 && errno == EINTR);
        if (signal < 0)
            kinora::log::error("main", "the orderly stop took too long");
        _exit(Failed);
    }).detach();
}

int serve(kinora::config::Config config) {
    const sigset_t signals = blockSignals(config.tls.has_value());
    const std::string_view scheme = config.tls ? "https" : "http";
    std::signal(SIGPIPE, SIG_IGN);
    kinora::log::configure(config.logFormat, config.logLevel);
    kinora::raiseOpenFileLimit();
    kinora::forbidCoreDumps();
    kinora::log::info("main", "kinora-relay {} starts, data in {}", kinora::version(), config.dataDirectory.string());

    kinora::Relay relay(std::move(config));
    const auto endpoint = relay.start();
    if (!endpoint) {
        kinora::log::error("main", "{}", endpoint.error().detail);
        return Failed;
    }
    std::cout << "listening on " << scheme << "://" << kinora::http::toString(*endpoint) << std::endl;

    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) {
        const kinora::Result<> reloaded = relay.reloadCertificate();
        if (reloaded)
            kinora::log::info("main", "the TLS certificate has been read again");
        else
            kinora::log::error("main", "{}; the one in use stays", reloaded.error().detail);
    }
    kinora::log::info("main", "stopping on {}", signal == SIGTERM ? "SIGTERM" : "SIGINT");
    watchOverStop(signals);
    relay.stop();
    kinora::log::info("main", "stopped");
    return 0;
}

/// Commands that end soon have their answer to say, not how they came by it.
kinora::log::Level quietUnlessAsked(const kinora::config::Config& config) {
    const auto setting = std::ranges::find(config.settings, "log_level", &kinora::config::Setting::name);
    const bool asked = setting != config.settings.end() && setting->source != "default";
    return asked ? config.logLevel : kinora::log::Level::Warning;
}

int check(const kinora::config::CommandLine& line, const kinora::config::Config& config) {
    const kinora::cli::Output output(std::cout, std::cerr, line.json);
    return kinora::cli::printCheck(config, kinora::checkUp(config), output, std::cerr);
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        const auto line = kinora::config::parseCommandLine(arguments);
        if (!line) {
            (line.error().exitCode == 0 ? std::cout : std::cerr) << line.error().text;
            return line.error().exitCode;
        }
        kinora::config::Inputs inputs;
        inputs.flags = line->flags;
        inputs.environment = environment();
        inputs.readFile = contents;
        auto config = kinora::config::load(inputs);
        if (!config)
            return kinora::cli::reportProblems(config.error(), std::cerr);
        kinora::forgetVariables(config->secretVariables);
        if (line->mode == kinora::config::Mode::Check)
            return check(*line, *config);
        if (line->mode == kinora::config::Mode::Serve)
            return serve(std::move(*config));
        kinora::log::configure(config->logFormat, quietUnlessAsked(*config));
        return kinora::runCommand(*line, *config, std::cout, std::cerr);
    } catch (const std::exception& error) {
        kinora::log::error("main", "{}", error.what());
        return Failed;
    }
}
