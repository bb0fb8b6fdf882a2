// Waiting for what another process does.
#pragma once

#include <functional>

namespace kinora::test {

/// Asks again and again until it holds, a minute at most: that only ends a test that has failed.
[[nodiscard]] bool eventually(const std::function<bool()>& holds);

} // namespace kinora::test
