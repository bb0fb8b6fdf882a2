// What the four families of chat gateways say while they make a video: their words, and the chunks they travel in.
#pragma once

#include "base/Clock.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kinora::sim {

enum class ChatFamily : std::uint8_t {
    Runner = 1, ///< lines with an hourglass and a runner, then a markdown link
    Reasoning,  ///< progress as thoughts, the result as a <video> tag, errors as bare objects
    Task,       ///< the name of a task and links to it, a row of numbers; everything in tiny pieces
    Platform,   ///< prose, and the result as a path in media_url
};

/// A gateway that goes wrong, or will not.
enum class Refusal : std::uint8_t { Busy = 1, InviteFull, Moderation, Broken };

/// What a conversation is about.
struct ChatTopic {
    std::string model;
    std::string prompt;
    std::string taskId; ///< empty: nothing was accepted
    std::string origin; ///< "http://host:port", where links lead to
    bool landscape = false;
    TimePoint begun;
};

/// Pure: every function gives Server-Sent Events. Used by one conversation, from the beginning to its end.
class ChatVoice {
public:
    virtual ~ChatVoice() = default;

    /// The request has its place in the queue.
    [[nodiscard]] virtual std::string opening() = 0;
    [[nodiscard]] virtual std::string progress(int percent) = 0;
    /// `url` may also be a data: address. With the end of the message.
    [[nodiscard]] virtual std::string result(std::string_view url) = 0;
    /// With the end of the message.
    [[nodiscard]] virtual std::string refusal(Refusal why) = 0;
};

/// What a finished film goes by among people, s_…, by the name of its task; the other way round, empty for what is no
/// such name.
[[nodiscard]] std::string shareIdOf(std::string_view taskId);
[[nodiscard]] std::string taskIdOf(std::string_view shareId);

[[nodiscard]] std::unique_ptr<ChatVoice> voiceOf(ChatFamily family, ChatTopic topic);

} // namespace kinora::sim
