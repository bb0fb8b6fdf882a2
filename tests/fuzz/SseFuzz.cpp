// Server-Sent Events, as an upstream sends them and as the relay itself writes them.
#include "fuzz/RelayTargets.h"
#include "http/ServerSentEvents.h"
#include "upstreams/SseData.h"

#include <algorithm>

namespace kinora::test {

namespace {

using Lines = std::vector<std::string>;

Lines readInSteps(std::string_view bytes, std::size_t step) {
    upstreams::SseData data;
    Lines lines;
    const auto take = [&lines](std::string_view line) {
        lines.emplace_back(line);
    };
    for (std::size_t at = 0; at < bytes.size(); at += step)
        data.feed(bytes.substr(at, step), take);
    data.finish(take);
    require(data.sawField() || lines.empty(), "data is a field");
    return lines;
}

/// The lines of a text as the format has them: CR, LF and CRLF end one.
Lines linesOf(std::string_view text) {
    Lines lines;
    while (true) {
        const auto end = text.find_first_of("\r\n");
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return lines;
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
}

} // namespace

void fuzzSse(std::string_view bytes) {
    const Lines whole = readInSteps(bytes, bytes.size() + 1);
    for (const std::size_t step : {1, 2, 5})
        require(readInSteps(bytes, step) == whole, "events read the same however they are cut");
    for (const std::string& line : whole)
        require(line.find_first_of("\r\n") == std::string::npos, "a line holds no line end");
    require(readInSteps(http::sseEvent("progress", bytes, "7"), bytes.size() + 64) == linesOf(bytes),
        "what is written is what is read");
}

} // namespace kinora::test
