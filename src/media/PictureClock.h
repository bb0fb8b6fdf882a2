// When pictures are shown, and how to keep them on time.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

namespace kinora {

/// Qt 6.4's back end counts from each picture to the next, in whole milliseconds, when it plays no sound itself: what
/// is lost or gained at each adds up (at twice the speed 25 ms in every second), and would run away from the sound. The
/// clock says by how much the pictures are to be hurried, or held.
class PictureClock {
public:
    using Moment = std::chrono::steady_clock::time_point;
    using Micro = std::chrono::microseconds;

    /// A picture is shown just now. Called by the back end's own thread.
    void shown(Micro start);

    /// Begins anew with the next picture.
    void reset() { m_origin.reset(); }

    struct Origin {
        Micro position;
        Moment at;
    };
    struct Step {
        std::optional<Origin> begun; ///< when position and time began anew with this picture
        double hurry = 1;            ///< factor for the speed
    };
    /// The picture that begins at `start` has arrived, the video running at `rate`.
    Step follow(Micro start, double rate);

private:
    std::mutex m_mutex;
    std::optional<Origin> m_shown; ///< the last
    std::optional<Origin> m_origin;
};

} // namespace kinora
