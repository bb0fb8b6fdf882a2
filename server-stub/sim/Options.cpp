#include "sim/Options.h"

#include "base/Version.h"

#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <string_view>

namespace kinora::sim {

namespace {

constexpr std::string_view usage =
    R"(kinora-sim, the stand-in upstream: takes requests, takes its time, renders real videos, keeps a ledger.

usage: kinora-sim --listen HOST:PORT [--job-seconds N] [--seed N] [--dir DIR] [--quick] [--inline]

  --listen HOST:PORT  where to listen; port 0 picks one. The ready line on standard output tells which.
  --job-seconds N     how long a job takes (20; or KINORA_SIM_JOB_SECONDS). The length of a clip comes from its request.
  --seed N            for everything that is left to chance (1). The same requests in the same order get the same films
                      and the same course of progress, and are struck by the same faults; ids are never given twice.
  --dir DIR           jobs, files and ledger; everything goes on from there after a restart. Without it: a temporary folder.
  --quick             for storms of jobs: small films at next to no cost, each with a hash of its own
  --inline            chat answers carry the video itself (data:video/mp4;base64,…) instead of a link to it
  --help, --version

KINORA_SIM_TOKEN is the token that requests must carry; without it they need none.
Dialects: POST /v1/videos and its relatives; POST …/chat/completions (streaming) in four families, by the model's name:
sora_video2… (a runner and a link), sora2… (thoughts and a <video> tag; under /sora/v1 prose and media_url), sora-2
(a task, which GET /source/TASK shows). Every fault works in each of them.
On loopback only: GET /sim/ledger, GET, POST and DELETE /sim/faults.
)";

template <class Number>
std::optional<Number> numberIn(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool readListen(std::string_view text, Options& options) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return false;
    }
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    const auto port = numberIn<std::uint16_t>(text.substr(colon + 1));
    options.host = host;
    options.port = port.value_or(0);
    return port.has_value() && !host.empty();
}

bool readDuration(std::string_view text, Options& options) {
    constexpr double longest = 86'400;
    const auto seconds = numberIn<double>(text);
    if (!seconds || !(*seconds >= 0 && *seconds <= longest)) {
        return false;
    }
    options.jobDuration = std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000));
    return true;
}

bool readSeed(std::string_view text, Options& options) {
    const auto seed = numberIn<std::uint64_t>(text);
    options.seed = seed.value_or(0);
    return seed.has_value();
}

bool readFolder(std::string_view text, Options& options) {
    options.folder = text;
    return !text.empty();
}

struct Flag {
    std::string_view name;
    bool (*read)(std::string_view, Options&);
    std::string_view wanted;
};

constexpr Flag flags[] = {
    {.name = "--listen", .read = readListen, .wanted = "HOST:PORT"},
    {.name = "--job-seconds", .read = readDuration, .wanted = "a number of seconds up to a day"},
    {.name = "--seed", .read = readSeed, .wanted = "a whole number"},
    {.name = "--dir", .read = readFolder, .wanted = "a folder"},
};

Invocation wrong(std::string message) {
    return {.options = std::nullopt, .output = "kinora-sim: " + std::move(message) + "\n", .exitCode = 2};
}

} // namespace

Invocation parseOptions(const std::vector<std::string>& arguments,
    const std::function<std::optional<std::string>(const std::string&)>& environment) {
    Options options;
    const std::string token = environment("KINORA_SIM_TOKEN").value_or("");
    options.token = Secret(token);
    if (const std::string seconds = environment("KINORA_SIM_JOB_SECONDS").value_or("");
        !seconds.empty() && !readDuration(seconds, options)) {
        return wrong(fmt::format("KINORA_SIM_JOB_SECONDS is '{}', which is no number of seconds.", seconds));
    }
    bool listens = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view argument = arguments[i];
        if (argument == "--help" || argument == "-h") {
            return {.options = std::nullopt, .output = std::string(usage), .exitCode = 0};
        }
        if (argument == "--version") {
            return {.options = std::nullopt, .output = fmt::format("kinora-sim {}\n", version()), .exitCode = 0};
        }
        if (argument == "--quick" || argument == "--inline") {
            (argument == "--quick" ? options.quick : options.inlineResults) = true;
            continue;
        }
        // Both "--seed 7" and "--seed=7".
        std::optional<std::string_view> value;
        if (const std::size_t equals = argument.find('='); equals != std::string_view::npos) {
            value = argument.substr(equals + 1);
            argument = argument.substr(0, equals);
        }
        const auto* flag = std::ranges::find(flags, argument, &Flag::name);
        if (flag == std::end(flags)) {
            return wrong(fmt::format("there is no option '{}'; see --help.", argument));
        }
        if (!value && i + 1 < arguments.size()) {
            value = arguments[++i];
        }
        if (!value || !flag->read(*value, options)) {
            return wrong(fmt::format(
                "{} wants {}{}.", argument, flag->wanted, value ? fmt::format(", not '{}'", *value) : std::string()));
        }
        listens = listens || flag->name == "--listen";
    }
    if (!listens) {
        return wrong("--listen HOST:PORT is missing; see --help.");
    }
    return {.options = std::move(options), .output = {}, .exitCode = 0};
}

} // namespace kinora::sim
