#include "fuzz/Target.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kinora::test {

const FuzzTarget* findFuzzTarget(std::string_view name) {
    for (const FuzzTarget& target : fuzzTargets())
        if (target.name == name)
            return &target;
    return nullptr;
}

void require(bool holds, const char* what) {
    if (!holds)
        throw std::logic_error(std::string("does not hold: ") + what);
}

std::vector<std::string> filesUnder(std::string_view folder, std::string_view extension) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
        std::filesystem::recursive_directory_iterator(std::filesystem::path(KINORA_TESTS_DIR) / folder))
        if (entry.is_regular_file() && (extension.empty() || entry.path().extension() == extension))
            paths.push_back(entry.path());
    std::ranges::sort(paths);
    std::vector<std::string> contents;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return contents;
}

} // namespace kinora::test
