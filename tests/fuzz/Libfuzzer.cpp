// libFuzzer's two functions. KINORA_FUZZ_TARGET says which target of this program is meant.
#include "fuzz/Target.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

const kinora::test::FuzzTarget* chosen = nullptr;

} // namespace

// NOLINTBEGIN(readability-identifier-naming): libFuzzer looks for these names.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("KINORA_FUZZ_TARGET");
    chosen = kinora::test::findFuzzTarget(name != nullptr ? name : "");
    if (chosen != nullptr)
        return 0;
    std::fputs("KINORA_FUZZ_TARGET names none of:", stderr);
    for (const auto& target : kinora::test::fuzzTargets())
        std::fprintf(stderr, " %s", std::string(target.name).c_str());
    std::fputs("\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->run(std::string_view(reinterpret_cast<const char*>(data), size));
    return 0;
}
// NOLINTEND(readability-identifier-naming)
