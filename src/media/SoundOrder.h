// What the app tells the program kinora-sound (src/media/sound), a line an order.
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace kinora {

/// The sound of a file from a position on, heard in step with a picture that was shown at a moment: of
/// std::steady_clock, which all programs of a computer share.
struct PlaySound {
    QString file;
    std::chrono::microseconds position{};
    std::chrono::steady_clock::time_point at;
    double rate = 1;
};
struct StopSound {};
/// A factor for the amplitude, 0 to 1.
struct SoundVolume {
    double amplitude = 1;
};
using SoundOrder = std::variant<PlaySound, StopSound, SoundVolume>;

/// Ends with a line feed, and has no other.
[[nodiscard]] QByteArray lineOf(const SoundOrder& order);
/// Nothing where the line is none of ours.
[[nodiscard]] std::optional<SoundOrder> soundOrderOf(const QByteArray& line);

/// What kinora-sound answers whenever it begins to be true.
namespace sound_answer {
inline constexpr const char* canBeHeard = "device";
inline constexpr const char* cannotBeHeard = "no device";
} // namespace sound_answer

/// How kinora-sound ends when there was no device for as long as its one argument says, in seconds. A sound server
/// that came meanwhile is found by the next one only.
inline constexpr int noSoundDevice = 3;

} // namespace kinora
