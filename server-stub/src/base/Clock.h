// Time of day as a dependency, so that tests can hold it.
#pragma once

#include <chrono>

namespace kinora {

/// Milliseconds UTC: the precision of everything the relay stores or says.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace kinora
