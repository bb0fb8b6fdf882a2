// What a gateway of the chat-stream kind says while it makes a video: the words, and the chunks they travel in. Pure.
#pragma once

#include "base/Clock.h"

#include <string>
#include <string_view>

namespace kinora::sim {

[[nodiscard]] std::string queuedLine();
[[nodiscard]] std::string progressLine(int percent);
[[nodiscard]] std::string resultLine(std::string_view url);

[[nodiscard]] std::string busyLine();
[[nodiscard]] std::string inviteFullLine();
[[nodiscard]] std::string refusedLine();
[[nodiscard]] std::string brokenLine();

/// One Server-Sent Event with a chat.completion.chunk: `content` is new text.
[[nodiscard]] std::string contentChunk(std::string_view model, TimePoint now, std::string_view content, bool first);
/// The chunk that says the message is complete, and the end mark.
[[nodiscard]] std::string finalChunks(std::string_view model, TimePoint now);

} // namespace kinora::sim
