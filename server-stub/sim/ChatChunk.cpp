#include "sim/ChatChunk.h"

#include "base/Crypto.h"

#include <chrono>

namespace kinora::sim {

namespace json = boost::json;

std::string chunk(std::string_view model, TimePoint created, json::object delta, const json::value& finishReason,
    const json::object& more) {
    json::array choices;
    choices.push_back(json::object{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", finishReason}});
    json::object envelope{{"id", "chatcmpl-" + toHex(randomBytes(8))}, {"object", "chat.completion.chunk"},
        {"created", std::chrono::floor<std::chrono::seconds>(created).time_since_epoch().count()}, {"model", model},
        {"choices", std::move(choices)}};
    for (const auto& member : more) {
        envelope[member.key()] = member.value();
    }
    return "data: " + json::serialize(envelope) + "\n\n";
}

std::vector<std::string_view> tinyPieces(std::string_view text) {
    constexpr std::size_t large = 4096;
    const std::size_t length = text.size() > large ? large : 5;
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        std::size_t end = std::min(length, text.size());
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        pieces.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return pieces;
}

} // namespace kinora::sim
