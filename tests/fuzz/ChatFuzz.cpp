// What a chat-stream gateway says: the same to us however the network cuts it, and nothing in it that cannot be stored.
#include "base/Unicode.h"
#include "fuzz/RelayTargets.h"
#include "upstreams/ChatStreamParser.h"

#include <boost/json.hpp>

namespace kinora::test {

using upstreams::ChatStreamParser;

namespace {

/// What the engine goes by in the end.
struct Verdict {
    ChatStreamParser::Outcome outcome = ChatStreamParser::Outcome::BrokenOff;
    std::string resultUrl;
    std::string failure;
    std::string taskUrl;
    std::string text;
    std::string video;
    bool accepted = false;
    bool complete = false;

    bool operator==(const Verdict&) const = default;
};

void judgeWords(const ChatStreamParser& parser) {
    require(isUtf8(parser.message()) && parser.message().size() <= 200, "a message is a short text");
    require(isUtf8(parser.taskUrl()), "an address is text");
    require(!parser.progress() || (*parser.progress() >= 0 && *parser.progress() <= 99), "progress is 0 to 99");
}

Verdict readInSteps(std::string_view bytes, std::size_t step) {
    Verdict verdict;
    ChatStreamParser parser([&verdict](std::string_view video) {
        verdict.video += video;
        return true;
    });
    std::optional<int> progress;
    bool accepted = false;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        parser.feed(bytes.substr(at, step));
        require(!progress || (parser.progress() && *parser.progress() >= *progress), "progress never falls");
        progress = parser.progress();
        require(!accepted || parser.isAccepted(), "what was begun stays begun");
        accepted = parser.isAccepted();
        judgeWords(parser);
    }
    parser.finish();
    judgeWords(parser);
    verdict.outcome = parser.outcome();
    verdict.resultUrl = parser.resultUrl();
    verdict.failure = std::string(toText(parser.failure().code)) + " " + parser.failure().detail;
    verdict.taskUrl = parser.taskUrl();
    verdict.text = parser.text();
    verdict.accepted = parser.isAccepted();
    verdict.complete = parser.isComplete();
    require(isUtf8(verdict.text), "what is kept for the record is text");
    require(isUtf8(verdict.resultUrl), "an address is text");
    require(isUtf8(parser.failure().detail) && parser.failure().detail.size() <= 500, "a failure is a short text");
    const bool link = verdict.outcome == ChatStreamParser::Outcome::Link;
    require(
        !link || verdict.resultUrl.starts_with("http") || verdict.resultUrl.starts_with('/'), "a link leads somewhere");
    require(verdict.outcome != ChatStreamParser::Outcome::Inline || verdict.complete || !verdict.video.empty(),
        "a video inside the answer is there");
    return verdict;
}

} // namespace

void fuzzChat(std::string_view bytes) {
    const Verdict whole = readInSteps(bytes, bytes.size() + 1);
    for (const std::size_t step : {1, 3, 64}) {
        Verdict cut = readInSteps(bytes, step);
        // Half a line may sound like work where the whole of it is an error; from then on it is work.
        if (cut.accepted != whole.accepted) {
            cut.accepted = whole.accepted;
            cut.outcome = whole.outcome;
            cut.failure = whole.failure;
        }
        require(cut == whole, "an answer means the same however it is cut");
    }
}

std::vector<std::string> chatSeeds() {
    std::vector<std::string> seeds = filesUnder("relay/upstreams/streams", ".sse");
    for (std::string& body : filesUnder("relay/upstreams/streams", ".json"))
        seeds.push_back(std::move(body));
    return seeds;
}

} // namespace kinora::test
