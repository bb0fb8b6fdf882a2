#include "http/ServerSentEvents.h"

namespace kinora::http {

std::string sseEvent(std::string_view name, std::string_view data, std::optional<std::string_view> id) {
    std::string text;
    text.reserve(data.size() + name.size() + 48);
    if (id)
        text.append("id: ").append(*id).append("\n");
    if (!name.empty())
        text.append("event: ").append(name).append("\n");
    // CR, LF and CRLF all end a line for a client, so each becomes a data line of its own.
    while (true) {
        const auto end = data.find_first_of("\r\n");
        text.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == std::string_view::npos)
            break;
        data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    text += '\n';
    return text;
}

std::string sseComment(std::string_view text) {
    std::string line = ":";
    if (!text.empty())
        line.append(" ").append(text);
    return line + "\n\n";
}

std::string sseRetry(int milliseconds) {
    return "retry: " + std::to_string(milliseconds) + "\n\n";
}

} // namespace kinora::http
