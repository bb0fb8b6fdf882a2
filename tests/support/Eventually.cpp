#include "support/Eventually.h"

#include <chrono>
#include <thread>

namespace kinora::test {

using namespace std::chrono_literals;

bool eventually(const std::function<bool()>& holds) {
    const auto limit = std::chrono::steady_clock::now() + 1min;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > limit)
            return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

} // namespace kinora::test
