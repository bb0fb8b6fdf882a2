// One accepted request: what was asked, what it cost, and what became of it.
#pragma once

#include "base/Clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::sim {

enum class Dialect { Videos, ChatStream };

/// "videos", "chat-stream": as the relay's configuration spells them.
[[nodiscard]] std::string_view toText(Dialect dialect);

struct Job {
    std::string id; ///< As the dialect shows it, for example "video_3f…".
    Dialect dialect = Dialect::Videos;
    std::string model;
    std::string prompt;
    int width = 720;
    int height = 1280;
    int seconds = 4;
    std::optional<std::int64_t> seed; ///< As asked for; the same words with the same seed are the same film.
    std::string remixOf;              ///< The id of the job whose film it is made from; empty for most.
    TimePoint acceptedAt;
    std::chrono::milliseconds duration{0}; ///< From acceptance to the finished file.
    std::int64_t chargedMicroUsd = 0;
    bool refused = false;   ///< The moderation will stop it on the way.
    std::string resultName; ///< Unguessable; the public address of a chat result.

    std::string sha256; ///< Of the file, in hex; empty until it is made.
    std::int64_t bytes = 0;
    bool deleted = false;
    int take = 0; ///< How many jobs with the same prompt were accepted before; follows from the order of the ledger.

    bool operator==(const Job&) const = default;
};

} // namespace kinora::sim
