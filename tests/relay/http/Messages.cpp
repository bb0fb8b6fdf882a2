#include "relay/http/Messages.h"

#include <fstream>
#include <stdexcept>
#include <string_view>

namespace kinora::test {

namespace {

std::string unescape(std::string_view text);

/// "\{N*text}", from its brace on.
std::string repeated(std::string_view& text) {
    const auto star = text.find('*');
    const auto end = text.find('}');
    if (star == std::string_view::npos || end == std::string_view::npos || star > end)
        throw std::runtime_error("messages.txt: a repetition is broken");
    const int times = std::stoi(std::string(text.substr(1, star - 1)));
    const std::string piece = unescape(text.substr(star + 1, end - star - 1));
    text.remove_prefix(end + 1);
    std::string bytes;
    for (int i = 0; i < times; ++i)
        bytes += piece;
    return bytes;
}

std::string unescape(std::string_view text) {
    std::string bytes;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '\\') {
            bytes += c;
            continue;
        }
        const char kind = text.empty() ? '\0' : text.front();
        if (kind == '{') {
            bytes += repeated(text);
            continue;
        }
        if (kind == 'x') {
            bytes += static_cast<char>(std::stoi(std::string(text.substr(1, 2)), nullptr, 16));
            text.remove_prefix(3);
            continue;
        }
        constexpr std::string_view kinds = "rnt\\";
        constexpr std::string_view meant = "\r\n\t\\";
        const auto which = kinds.find(kind);
        if (which == std::string_view::npos)
            throw std::runtime_error("messages.txt: an unknown escape");
        bytes += meant[which];
        text.remove_prefix(1);
    }
    return bytes;
}

} // namespace

std::vector<Message> readMessages() {
    std::ifstream file(KINORA_TESTS_DIR "/relay/http/messages.txt");
    std::vector<Message> messages;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        constexpr std::string_view bar = " | ";
        const auto first = line.find(bar);
        const auto second = first == std::string::npos ? first : line.find(bar, first + bar.size());
        if (second == std::string::npos)
            throw std::runtime_error("messages.txt: not three columns: " + line);
        messages.push_back({line.substr(0, first), line.substr(first + bar.size(), second - first - bar.size()),
            unescape(std::string_view(line).substr(second + bar.size()))});
    }
    return messages;
}

} // namespace kinora::test
