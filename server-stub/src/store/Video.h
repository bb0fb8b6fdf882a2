// A finished video as the database holds it.
#pragma once

#include "base/Clock.h"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct Video {
    std::string id;
    std::string userId;
    std::int64_t seq = 0;
    std::optional<std::string> jobId;
    std::optional<std::string> title;
    std::string prompt;
    std::string orientation;
    int width = 0;
    int height = 0;
    std::chrono::milliseconds duration{0};
    std::string model;
    std::string upstream;
    bool demo = false;
    std::uint64_t bytes = 0;
    std::string sha256;       ///< hex
    std::string posterSha256; ///< hex
    std::optional<std::string> spriteSha256;
    std::string contentType;
    bool favorite = false;
    int rating = 0;
    std::vector<std::string> tags;
    std::string state = "draft";
    bool shown = false;                 ///< published, by somebody whose account is active
    std::optional<std::string> remixOf; ///< which may be gone
    std::optional<std::string> batchId;
    std::optional<boost::json::object> settings; ///< as asked for; none of what was not made here
    std::string source = "job";                  ///< or "import"
    std::optional<std::int64_t> chargedMicroUsd;
    TimePoint createdAt;
    TimePoint updatedAt;
};

} // namespace kinora::store
