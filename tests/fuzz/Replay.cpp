// Runs a fuzz target over what is kept: what was ever found stays found, without a fuzzer at hand.
//   replay --list                  the names of the targets
//   replay TARGET [file|folder]... the target's seeds and these
//   replay --seeds TARGET FOLDER   writes the seeds there, for a fuzzer to begin with
#include "fuzz/Target.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

using namespace kinora::test;
namespace fs = std::filesystem;

namespace {

using Inputs = std::vector<std::pair<std::string, std::string>>; ///< name, bytes

void addFile(Inputs& inputs, const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    inputs.emplace_back(path.string(), std::string(std::istreambuf_iterator<char>(file), {}));
}

Inputs seedsOf(const FuzzTarget& target) {
    Inputs inputs;
    if (target.seeds == nullptr)
        return inputs;
    for (std::string& seed : target.seeds())
        inputs.emplace_back("seed-" + std::to_string(inputs.size()), std::move(seed));
    return inputs;
}

const FuzzTarget& targetOf(const std::string& name) {
    const FuzzTarget* target = findFuzzTarget(name);
    if (target == nullptr)
        throw std::invalid_argument("there is no target " + name);
    return *target;
}

int replay(const FuzzTarget& target, std::span<char*> places) {
    Inputs inputs = seedsOf(target);
    for (const char* place : places) {
        if (fs::is_regular_file(place)) {
            addFile(inputs, place);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(place))
            addFile(inputs, entry.path());
    }
    int broken = 0;
    for (const auto& [name, bytes] : inputs) {
        try {
            target.run(bytes);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s: %s\n", name.c_str(), error.what());
            ++broken;
        }
    }
    std::printf("%zu inputs, %d broken\n", inputs.size(), broken);
    // A corpus that was not found would be green for ever.
    return broken == 0 && !inputs.empty() ? 0 : 1;
}

int writeSeeds(const FuzzTarget& target, const fs::path& folder) {
    fs::create_directories(folder);
    for (const auto& [name, bytes] : seedsOf(target))
        std::ofstream(folder / name, std::ios::binary) << bytes;
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        const std::string first = argc > 1 ? argv[1] : "";
        if (first == "--list") {
            for (const FuzzTarget& target : fuzzTargets())
                std::printf("%s\n", std::string(target.name).c_str());
            return 0;
        }
        if (first == "--seeds" && argc == 4)
            return writeSeeds(targetOf(argv[2]), argv[3]);
        return replay(targetOf(first), std::span(argv + 2, argv + argc));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
