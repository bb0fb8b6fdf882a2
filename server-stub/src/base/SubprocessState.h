// What Subprocess and Spawner share; not for others.
#pragma once

#include "base/Subprocess.h"

namespace kinora {

struct Subprocess::State {
    pid_t pid = -1;
    int processDescriptor = -1; ///< pidfd: readable when the child has ended
    int output = -1;
    std::string pending; ///< read from output, not yet asked for
    std::optional<ExitStatus> status;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    /// Blocks until the child has ended.
    ExitStatus reap();
};

} // namespace kinora
