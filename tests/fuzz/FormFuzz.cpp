// What the stand-in upstream reads: multipart forms as official clients send them, and JSON.
#include "base/Unicode.h"
#include "fuzz/RelayTargets.h"
#include "sim/ChatRequest.h"
#include "sim/Multipart.h"
#include "sim/VideosRequest.h"

#include <algorithm>

namespace kinora::test {

using namespace kinora::sim;

namespace {

constexpr std::string_view Boundary = "----------------kinora-fuzz-7f3a";

std::string inQuotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

std::string written(const std::vector<Part>& parts) {
    std::string body;
    for (const Part& part : parts) {
        body.append("--")
            .append(Boundary)
            .append("\r\nContent-Disposition: form-data; name=")
            .append(inQuotes(part.name));
        if (part.fileName)
            body.append("; filename=").append(inQuotes(*part.fileName));
        body.append("\r\nContent-Type: ").append(part.contentType).append("\r\n\r\n").append(part.data).append("\r\n");
    }
    return body.append("--").append(Boundary).append("--\r\n");
}

void judgeForm(std::string_view contentType, std::string_view body) {
    const auto parts = parseMultipart(contentType, body);
    if (!parts)
        return;
    std::size_t bytes = 0;
    for (const Part& part : *parts)
        bytes += part.name.size() + part.data.size();
    require(bytes <= body.size(), "a form holds no more than was sent");
    const bool echoes = std::ranges::any_of(*parts, [](const Part& part) {
        return part.data.contains(Boundary) || part.name.contains(Boundary) || part.contentType.contains(Boundary) ||
               part.fileName.value_or("").contains(Boundary);
    });
    if (!echoes)
        require(parseMultipart("multipart/form-data; boundary=" + std::string(Boundary), written(*parts)) == parts,
            "a form reads what it writes");
}

void judgeVideos(std::string_view contentType, std::string_view body) {
    const auto request = readVideosRequest(contentType, body);
    if (!request) {
        require(request.error().status == 400 && !request.error().message.empty(), "a refusal says why");
        return;
    }
    require(isUtf8(request->prompt) && !trim(request->prompt).empty(), "a prompt is text");
    require(request->width > 0 && request->height > 0 && request->seconds > 0 && request->microUsdPerSecond > 0,
        "a video has a size, a length and a price");
}

} // namespace

void fuzzForm(std::string_view bytes) {
    const auto lineEnd = std::min(bytes.find('\n'), bytes.size());
    const std::string_view contentType = bytes.substr(0, lineEnd);
    const std::string_view body = bytes.substr(std::min(lineEnd + 1, bytes.size()));
    judgeForm(contentType, body);
    judgeVideos(contentType, body);
    judgeVideos("application/json", body);
    for (const std::string_view path : {"/v1/chat/completions", "/sora/v1/chat/completions"})
        if (const auto request = readChatRequest(body, path))
            require(isUtf8(request->prompt) && request->making.width > 0 && request->making.seconds > 0,
                "what is asked for can be made");
}

} // namespace kinora::test
