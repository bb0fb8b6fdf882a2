// A fuzz target: one function over hostile bytes, found by name. One program holds all targets of a tree, and the same
// functions run under libFuzzer (Libfuzzer.cpp) and over kept inputs in every build (Replay.cpp).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::test {

struct FuzzTarget {
    std::string_view name;
    /// Throws where something does not hold.
    void (*run)(std::string_view bytes) = nullptr;
    /// Inputs that other tests keep; they are run beside the corpus.
    std::vector<std::string> (*seeds)() = nullptr;
};

/// All that this program holds.
[[nodiscard]] std::span<const FuzzTarget> fuzzTargets();
/// nullptr if there is none.
[[nodiscard]] const FuzzTarget* findFuzzTarget(std::string_view name);

/// Throws std::logic_error unless it holds.
void require(bool holds, const char* what);

/// The contents of the files under tests/<folder> whose names end so, sorted by path.
[[nodiscard]] std::vector<std::string> filesUnder(std::string_view folder, std::string_view extension);

} // namespace kinora::test
