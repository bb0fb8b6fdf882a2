#include "base/Ids.h"

#include "base/Clock.h"
#include "base/Crypto.h"

#include <cstdint>
#include <mutex>

namespace kinora {

namespace {

// RFC 9562, 6.2, method 1: 12 bits after the millisecond count up within it, starting from a random value below half.
struct Sequence {
    std::mutex mutex;
    std::uint64_t millisecond = 0;
    std::uint32_t counter = 0;
};

Sequence& sequence() {
    static Sequence instance;
    return instance;
}

} // namespace

std::string newId() {
    std::string random = randomBytes(10);
    const auto at = [&random](std::size_t i) {
        return static_cast<unsigned char>(random[i]);
    };
    std::uint64_t millisecond = 0;
    std::uint32_t counter = 0;
    {
        const auto now = static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count());
        Sequence& last = sequence();
        const std::lock_guard lock(last.mutex);
        if (now > last.millisecond) {
            last.millisecond = now;
            last.counter = ((std::uint32_t{at(8)} << 8) | at(9)) & 0x7ff;
        } else if (++last.counter > 0xfff) {
            ++last.millisecond;
            last.counter = 0;
        }
        millisecond = last.millisecond;
        counter = last.counter;
    }
    std::string bytes;
    for (int shift = 40; shift >= 0; shift -= 8)
        bytes += static_cast<char>(millisecond >> shift & 0xff);
    bytes += static_cast<char>(0x70 | counter >> 8);
    bytes += static_cast<char>(counter & 0xff);
    bytes += static_cast<char>(0x80 | (at(0) & 0x3f));
    bytes.append(random, 1, 7);
    std::string text = toHex(bytes);
    for (const std::size_t dash : {20, 16, 12, 8})
        text.insert(dash, 1, '-');
    return text;
}

bool isId(std::string_view text) {
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return true;
}

} // namespace kinora
