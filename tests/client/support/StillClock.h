// A clock that stands still until it is set.
#pragma once

#include "core/Clock.h"

namespace kinora::tests {

class StillClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return {}; }

    QDateTime time{QDate(2026, 11, 2), QTime(9, 0), Qt::UTC};
};

} // namespace kinora::tests
