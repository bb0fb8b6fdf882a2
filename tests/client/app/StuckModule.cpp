// A module that does not come back from being loaded: it crashes, or stays there for good where there is a pipe to say
// so.
#include <cstdlib>
#include <unistd.h>

namespace {

[[gnu::constructor]] void load() {
    const char* const pipe = std::getenv("KINORA_TEST_PIPE");
    if (pipe == nullptr) {
        std::abort();
    }
    constexpr int decimal = 10;
    static_cast<void>(!::write(static_cast<int>(std::strtol(pipe, nullptr, decimal)), "!", 1));
    for (;;) {
        ::pause();
    }
}

} // namespace
