// Reads what a chat-stream gateway says while it makes a video: progress as prose, the result as a link in prose.
#pragma once

#include "upstreams/FailureCode.h"
#include "upstreams/SseData.h"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// Pure: bytes in, state out. Understands the four dialects known of this shape; bytes may be split anywhere, also
/// inside a character.
class ChatStreamParser {
public:
    void feed(std::string_view bytes);
    /// The stream has ended, well or not; only now is there a verdict.
    void finish();

    /// The gateway has begun to work (it queued the request or told progress); nothing but an error was said until
    /// then.
    [[nodiscard]] bool isAccepted() const noexcept { return m_accepted; }
    /// The gateway said that its message is complete (finish_reason or [DONE]).
    [[nodiscard]] bool isComplete() const noexcept { return m_complete; }
    /// 0 to 99, never falling; nothing until the gateway names a number.
    [[nodiscard]] std::optional<int> progress() const noexcept { return m_progress; }
    /// What the gateway says that is neither progress, queue, result nor error; empty when there is nothing of that
    /// kind.
    [[nodiscard]] const std::string& message() const noexcept { return m_message; }
    /// After finish().
    [[nodiscard]] const std::optional<std::string>& resultUrl() const noexcept { return m_resultUrl; }
    /// After finish(); set whenever resultUrl() is not.
    [[nodiscard]] const std::optional<Failure>& failure() const noexcept { return m_failure; }
    /// The end of what was said, for the record.
    [[nodiscard]] std::string_view text() const noexcept { return m_content; }

private:
    void onData(std::string_view data);
    void onObject(const boost::json::object& object);
    void onDelta(const boost::json::object& delta);
    void append(std::string& text, std::string_view piece);
    void readProgress(std::string_view text);
    void readLines();
    void readWholeBody();

    SseData m_sse;
    std::string m_body; ///< kept only while nothing looks like Server-Sent Events
    std::string m_pending;
    std::string m_content;
    std::string m_reasoning;
    std::string m_structuredUrl;
    std::string m_mediaUrl;
    std::string m_message;
    std::optional<Failure> m_toldError;
    std::optional<int> m_progress;
    std::optional<std::string> m_resultUrl;
    std::optional<Failure> m_failure;
    bool m_accepted = false;
    bool m_complete = false;
    bool m_finished = false;
};

/// The link to the video in a gateway's prose: <video src>, then a markdown link to a video file, then a bare address
/// of a video file, then the last address of any kind. `certain` is false for the last of these.
struct FoundLink {
    std::string url;
    bool certain = false;
};
[[nodiscard]] std::optional<FoundLink> findVideoLink(std::string_view text);

/// The last percentage in the text outside fenced blocks (which echo the prompt), or the last number of a
/// "进度 36..62.." row.
[[nodiscard]] std::optional<int> findProgress(std::string_view text);

} // namespace kinora::upstreams
