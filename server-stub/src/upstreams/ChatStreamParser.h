// Reads what a chat-stream gateway says while it makes a video: progress as prose, the result as a link in prose.
#pragma once

#include "upstreams/ChatProse.h"
#include "upstreams/FailureCode.h"
#include "upstreams/InlineVideo.h"
#include "upstreams/SseData.h"

#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// Pure: bytes in, state out. Understands the four families known of this shape; bytes may be split anywhere, also
/// inside a character.
class ChatStreamParser {
public:
    /// What a video inside the answer may weigh, decoded.
    static constexpr std::uint64_t MaxInline = 24U << 20U;

    /// `inlineVideo` takes the bytes of a video that comes inside the answer (data:video/…;base64,…) as they arrive.
    explicit ChatStreamParser(InlineVideo::Sink inlineVideo);

    void feed(std::string_view bytes);
    /// The stream has ended, well or not; only now is there a verdict.
    void finish();

    /// The gateway has begun to work (it queued the request or told progress); nothing but an error was said until
    /// then. Never taken back, whatever is said afterwards.
    [[nodiscard]] bool isAccepted() const noexcept { return m_accepted; }
    /// The gateway said that its message is complete (finish_reason or [DONE]).
    [[nodiscard]] bool isComplete() const noexcept { return m_complete; }
    /// 0 to 99, never falling; nothing until the gateway names a number.
    [[nodiscard]] std::optional<int> progress() const noexcept;
    /// What the gateway says that is neither progress, queue, result nor error; empty when there is nothing of that
    /// kind.
    [[nodiscard]] const std::string& message() const noexcept;
    /// Where the task can be asked about after the stream; empty where the gateway does not say.
    [[nodiscard]] const std::string& taskUrl() const noexcept { return m_content.taskLink(); }
    /// What the finished video goes by at the gateway, s_…; empty where it does not say.
    [[nodiscard]] const std::string& shareId() const noexcept { return m_content.shareId(); }
    /// The end of what was said, for the record.
    [[nodiscard]] std::string_view text() const noexcept { return m_content.text(); }

    enum class Outcome : std::uint8_t {
        Link = 1,   ///< resultUrl() is the video, or begins with "/" and is a place at the upstream
        Inline,     ///< the sink has had the whole video
        Failed,     ///< the gateway said so, or what it sent is no video: failure() says why
        BrokenOff,  ///< it ended in the middle
        Unfinished, ///< it ended as it should, without a word of a video or an error
        NotTheirs,  ///< not a chat stream at all, as from some proxy; nobody knows what became of the request
    };
    /// After finish().
    [[nodiscard]] Outcome outcome() const noexcept { return m_outcome; }
    [[nodiscard]] const std::string& resultUrl() const noexcept { return m_resultUrl; }
    [[nodiscard]] const Failure& failure() const noexcept { return m_failure; }

private:
    void onData(std::string_view data);
    [[nodiscard]] std::optional<boost::json::value> readOn(std::string_view line);
    void onObject(const boost::json::object& object);
    void onChoice(const boost::json::object& choice);
    void onDelta(const boost::json::object& delta);
    void onMedia(const boost::json::object& holder);
    void onContent(std::string_view piece);
    void onAddress(std::string_view url, std::string& place);
    void readWholeBody();
    [[nodiscard]] bool soundsBegun() const noexcept;
    [[nodiscard]] Outcome judge();

    SseData m_sse;
    std::string m_body;                                    ///< kept only while nothing looks like Server-Sent Events
    std::unique_ptr<boost::json::stream_parser> m_pending; ///< an object whose end has not come yet
    InlineVideo m_inline;
    ChatProse m_content;
    ChatProse m_reasoning;
    std::string m_structuredUrl;
    std::string m_mediaUrl;
    std::optional<Failure> m_toldError;
    std::string m_resultUrl;
    Failure m_failure;
    Outcome m_outcome = Outcome::BrokenOff;
    bool m_accepted = false;
    bool m_foreign = false;
    bool m_complete = false;
    bool m_finished = false;
};

} // namespace kinora::upstreams
