#include "fuzz/RelayTargets.h"

#include <array>

namespace kinora::test {

std::span<const FuzzTarget> fuzzTargets() {
    static constexpr std::array Targets{
        FuzzTarget{"head", fuzzHead, headSeeds},
        FuzzTarget{"fields", fuzzFields, nullptr},
        FuzzTarget{"body", fuzzBody, nullptr},
        FuzzTarget{"token", fuzzToken, nullptr},
        FuzzTarget{"sse", fuzzSse, chatSeeds},
        FuzzTarget{"chat", fuzzChat, chatSeeds},
        FuzzTarget{"reply", fuzzReply, nullptr},
        FuzzTarget{"form", fuzzForm, nullptr},
    };
    return Targets;
}

} // namespace kinora::test
