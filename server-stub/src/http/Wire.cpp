#include "http/Wire.h"

#include "base/Clock.h"
#include "base/Log.h"
#include "base/Time.h"
#include "http/Beast.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace kinora::http {

namespace {

bool isOurs(std::string_view name) {
    constexpr std::array<std::string_view, 6> ours{
        "Content-Length", "Transfer-Encoding", "Connection", "Date", "Server", "X-Request-Id"};
    return std::ranges::any_of(ours, [name](std::string_view own) { return equalsIgnoringCase(own, name); });
}

bool breaksFraming(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void append(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string headBytes(int status, const Headers& headers, const HeadOptions& options) {
    std::string out = fmt::format("HTTP/1.{} {} {}\r\n", options.http11 ? 1 : 0, status, reasonPhrase(status));
    append(out, "Date", toHttpDate(SystemClock().now()));
    append(out, "Server", options.serverName);
    append(out, "X-Request-Id", options.requestId);
    for (const auto& [name, value] : headers) {
        if (isOurs(name))
            continue;
        if (breaksFraming(name) || breaksFraming(value)) {
            log::error("http", "a header field with a line end inside was left out of an answer");
            continue;
        }
        append(out, name, value);
    }
    if (options.chunked)
        append(out, "Transfer-Encoding", "chunked");
    else if (options.contentLength)
        append(out, "Content-Length", std::to_string(*options.contentLength));
    if (!options.keepAlive)
        append(out, "Connection", "close");
    else if (!options.http11)
        append(out, "Connection", "keep-alive");
    out += "\r\n";
    return out;
}

std::string chunk(std::string_view data) {
    return fmt::format("{:x}\r\n{}\r\n", data.size(), data);
}

} // namespace kinora::http
