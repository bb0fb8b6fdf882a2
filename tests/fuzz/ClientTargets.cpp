#include "fuzz/ClientTargets.h"

#include <array>

namespace kinora::test {

std::span<const FuzzTarget> fuzzTargets() {
    static constexpr std::array Targets{
        FuzzTarget{"events", fuzzEvents, eventSeeds},
        FuzzTarget{"answer", fuzzAnswer, answerSeeds},
    };
    return Targets;
}

} // namespace kinora::test
