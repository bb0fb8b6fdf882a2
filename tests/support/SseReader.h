// Reads a Server-Sent Events stream in the background.
#pragma once

#include "support/HttpClient.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace kinora::test {

struct SseEvent {
    std::string id; ///< of this event; empty if it carried none
    std::string name;
    std::string data;

    [[nodiscard]] boost::json::value json() const { return boost::json::parse(data); }
};

class SseReader {
public:
    /// Connects at once, with the client's token.
    SseReader(const HttpClient& client, const std::string& path, const std::string& lastEventId = {});
    ~SseReader();
    SseReader(const SseReader&) = delete;
    SseReader& operator=(const SseReader&) = delete;

    /// The next event; nothing when the stream has ended or the time is over.
    [[nodiscard]] std::optional<SseEvent> next(std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// Skips events until one of this name.
    [[nodiscard]] std::optional<SseEvent> nextNamed(
        std::string_view name, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// True once the server has ended the stream (within the limit); events already read stay readable.
    [[nodiscard]] bool waitForEnd(std::chrono::milliseconds limit);
    /// The status of the answer; 0 before there is one.
    [[nodiscard]] int status() const;
    /// True if the stream ended properly (last chunk received), false if it was cut.
    [[nodiscard]] bool endedProperly() const;
    /// Everything received, byte for byte.
    [[nodiscard]] std::string transcript() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace kinora::test
