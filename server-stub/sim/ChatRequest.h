// Reads the body of POST …/chat/completions and what the name of its model asks for. Pure.
#pragma once

#include "sim/ApiError.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::sim {

struct ChatModel {
    int width = 720;
    int height = 1280;
    int seconds = 4;

    bool operator==(const ChatModel&) const = default;
};

/// "sora_video2" with flags in any order: portrait (or neither), landscape, 10s, 15s, 25s, hd, pro. Nothing for other
/// names.
[[nodiscard]] std::optional<ChatModel> chatModelOf(std::string_view name);
/// The names that are listed; others of the same making work too.
[[nodiscard]] std::vector<std::string_view> chatModels();

struct ChatRequest {
    std::string prompt; ///< The text of the last message of the user, its parts joined.
    std::string model;
    ChatModel making;

    bool operator==(const ChatRequest&) const = default;
};

[[nodiscard]] std::expected<ChatRequest, ApiError> readChatRequest(std::string_view body);

} // namespace kinora::sim
