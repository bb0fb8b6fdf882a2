// Numbers that look random and are the same on every machine for the same seed; the standard distributions are not.
#pragma once

#include <cstdint>
#include <string_view>

namespace kinora::sim {

/// FNV-1a over the text, started from a seed: the same words make the same picture.
[[nodiscard]] constexpr std::uint64_t hashOf(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = 0xcbf29ce484222325U ^ (seed * 0x9e3779b97f4a7c15U);
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    return hash;
}

/// SplitMix64: small, fast, and good enough for pictures and timing.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed)
        : m_state(seed) {}

    constexpr std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// From 0 up to, but not including, 1.
    constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    constexpr double between(double low, double high) { return low + (high - low) * unit(); }
    /// From 0 to count - 1; count must be positive.
    constexpr int below(int count) { return static_cast<int>(unit() * count); }

private:
    std::uint64_t m_state;
};

} // namespace kinora::sim
