// Reads the sentences a chat gateway writes while it makes a video.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// Takes prose in pieces that may end anywhere between two characters, line by line: what is progress, what says that
/// the work has begun or failed, where the task can be looked at. Pure.
class ChatProse {
public:
    void feed(std::string_view piece);
    /// The last line may lack its end; `whole`: it is not one that broke off.
    void finish(bool whole);

    /// 0 to 99, never falling; nothing until a number is named.
    [[nodiscard]] std::optional<int> progress() const noexcept { return m_progress; }
    /// Something was said that only one who works says: a place in the queue, progress, the name of a task.
    [[nodiscard]] bool hasBegun() const noexcept { return m_begun; }
    /// The last sentence that is neither progress, queue, result nor error; empty when there is none.
    [[nodiscard]] const std::string& message() const noexcept { return m_message; }
    /// The last line that says that it went wrong for good; empty if none does.
    [[nodiscard]] const std::string& failure() const noexcept { return m_failure; }
    /// Where a program can ask how the task is getting on, for the gateways that tell; empty otherwise.
    [[nodiscard]] const std::string& taskLink() const noexcept { return m_taskLink; }
    /// The name the finished video is shared by, s_ and 32 hexadecimal digits; the last one said, empty if none was.
    [[nodiscard]] const std::string& shareId() const noexcept { return m_shareId; }
    /// All that was said, or the newest half megabyte of it.
    [[nodiscard]] const std::string& text() const noexcept { return m_text; }

private:
    enum class End : std::uint8_t { Open = 1, Whole, BrokenOff };

    void readLine(std::string_view line, End end);

    std::string m_text;
    std::string m_line; ///< the part of the last line that has arrived
    std::string m_message;
    std::string m_failure;
    std::string m_taskLink;
    std::string m_shareId;
    std::optional<int> m_progress;
    bool m_fenced = false; ///< inside ``` … ```, where gateways repeat the prompt
    bool m_begun = false;
};

/// The link to the video in a gateway's prose: <video src>, then a markdown link to a video file, then a bare address
/// of a video file, then the last address that may be one. `certain` is false for the last of these.
struct FoundLink {
    std::string url;
    bool certain = false;
};
[[nodiscard]] std::optional<FoundLink> findVideoLink(std::string_view text);

/// The last percentage in a line, the last number of a row as in "进度 36..62..", or the number right behind a word for
/// progress. A number counts once it is whole.
[[nodiscard]] std::optional<int> findProgress(std::string_view line);

/// Whether the path of this address ends as a video file's does.
[[nodiscard]] bool isVideoAddress(std::string_view url);

} // namespace kinora::upstreams
