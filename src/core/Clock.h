// What time it is, as a dependency, so that tests decide.
#pragma once

#include <QDateTime>

#include <chrono>

namespace kinora {

class Clock {
public:
    virtual ~Clock() = default;
    /// Wall time in UTC; may jump.
    [[nodiscard]] virtual QDateTime now() const = 0;
    /// Time that only moves forward, for measuring; its zero means nothing.
    [[nodiscard]] virtual std::chrono::milliseconds elapsed() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::milliseconds elapsed() const override;
};

} // namespace kinora
