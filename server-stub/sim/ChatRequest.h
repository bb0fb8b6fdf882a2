// Reads the body of POST …/chat/completions and what the name of its model asks for. Pure.
#pragma once

#include "sim/ApiError.h"
#include "sim/ChatVoice.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::sim {

struct ChatModel {
    ChatFamily family = ChatFamily::Runner;
    int width = 720;
    int height = 1280;
    int seconds = 4;

    bool operator==(const ChatModel&) const = default;
};

/// The name says which family of gateways it is of. "sora_video2": the runner's; "sora2", "sora2pro", "sora-video": the
/// reasoning one; each with flags in any order: portrait (or neither), landscape, 10s, 15s, 25s, hd, pro. "sora-2",
/// "sora-2-pro": tasks, whose orientation stands in the prompt. Nothing for other names.
[[nodiscard]] std::optional<ChatModel> chatModelOf(std::string_view name);
/// The names that are listed; others of the same making work too.
[[nodiscard]] std::vector<std::string_view> chatModels();

struct ChatRequest {
    std::string prompt; ///< The text of the last message of the user, its parts joined.
    std::string model;
    ChatModel making;
    std::string reference;        ///< The bytes of a picture beside that text; empty: none, or one that lies elsewhere.
    std::string remixTarget = {}; ///< s_…, of the film that is made anew; empty: none.

    bool operator==(const ChatRequest&) const = default;
};

/// `path`: a reasoning model under /sora/v1 is a platform's.
[[nodiscard]] std::expected<ChatRequest, ApiError> readChatRequest(std::string_view body, std::string_view path);

} // namespace kinora::sim
