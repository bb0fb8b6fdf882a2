// Reads and judges the body of POST /v1/videos as strictly as the original did. Pure.
#pragma once

#include "sim/ApiError.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::sim {

struct VideosRequest {
    std::string prompt;
    std::string model = "sora-2";
    int width = 720;
    int height = 1280;
    int seconds = 4;
    std::int64_t microUsdPerSecond = 100'000;
    std::optional<std::int64_t> seed = {}; ///< As self-hosted servers of this shape take it.
    std::string reference = {};            ///< The bytes of a picture; empty: none, or one that lies elsewhere.

    bool operator==(const VideosRequest&) const = default;
};

/// JSON, or multipart/form-data as the official clients send it. Words for what is not wanted are taken, as self-hosted
/// servers take them, and change nothing.
[[nodiscard]] std::expected<VideosRequest, ApiError> readVideosRequest(
    std::string_view contentType, std::string_view body);

/// The words of POST /v1/videos/{id}/remix, which takes nothing else.
[[nodiscard]] std::expected<std::string, ApiError> readRemixRequest(
    std::string_view contentType, std::string_view body);

/// Names of the models that readVideosRequest() knows.
[[nodiscard]] std::vector<std::string_view> videosModels();

} // namespace kinora::sim
