// A clock that stands still.
#pragma once

#include "core/Clock.h"

namespace kinora::tests {

class StillClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return {QDate(2026, 11, 2), QTime(9, 0), Qt::UTC}; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return {}; }
};

} // namespace kinora::tests
