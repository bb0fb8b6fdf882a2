#include "media/PictureClock.h"

#include <algorithm>

namespace kinora {

using namespace std::chrono_literals;

namespace {

/// Later or earlier than that, it is no delay but a jump, or a machine that cannot keep up.
constexpr auto jump = 120ms;
/// What is late is made up for within about this time.
constexpr auto madeUpWithin = 200ms;
constexpr double mostHurry = 0.2;

} // namespace

void PictureClock::shown(Micro start) {
    const std::scoped_lock lock(m_mutex);
    m_shown = {.position = start, .at = std::chrono::steady_clock::now()};
}

PictureClock::Step PictureClock::follow(Micro start, double rate) {
    std::optional<Origin> shown;
    {
        const std::scoped_lock lock(m_mutex);
        shown = m_shown;
    }
    // The window may be behind, and a later picture be on its way already.
    if (!shown || shown->position < start)
        shown = Origin{.position = start, .at = std::chrono::steady_clock::now()};
    if (m_origin) {
        const auto due = m_origin->at + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                            (shown->position - m_origin->position) / rate);
        const auto late = shown->at - due;
        if (late < jump && late > -jump) {
            using Real = std::chrono::duration<double>;
            return {.begun = {}, .hurry = 1 + std::clamp(Real(late) / Real(madeUpWithin), -mostHurry, mostHurry)};
        }
    }
    m_origin = shown;
    return {.begun = shown, .hurry = 1};
}

} // namespace kinora
