// The command line and environment of kinora-sim.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kinora::sim {

struct Options {
    std::string host = "127.0.0.1"; ///< IPv6 without brackets.
    std::uint16_t port = 0;
    std::chrono::milliseconds jobDuration{20'000};
    std::uint64_t seed = 1;
    std::optional<std::filesystem::path> folder; ///< Without one, a temporary folder that goes with the program.
    bool quick = false;                          ///< Small clips at next to no cost instead of painted ones.
    bool inlineResults = false;                  ///< Chat results inside the answer.
    Secret token;                                ///< Empty: requests need none.
};

struct Invocation {
    std::optional<Options> options; ///< Nothing when there is only something to print.
    std::string output;             ///< Help, version, or what is wrong.
    int exitCode = 0;
};

/// `environment` looks a variable up; an empty value counts as absent.
[[nodiscard]] Invocation parseOptions(const std::vector<std::string>& arguments,
    const std::function<std::optional<std::string>(const std::string&)>& environment);

} // namespace kinora::sim
