#include "sim/Multipart.h"

#include "http/Headers.h"

namespace kinora::sim {

namespace {

constexpr std::string_view lineEnd = "\r\n";

/// The value of `name=value` or `name="value"` among the parameters after the first semicolon.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (std::size_t at = header.find(';'); at != std::string_view::npos;) {
        header.remove_prefix(at + 1);
        header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
        const std::size_t equals = header.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view key = header.substr(0, equals);
        header.remove_prefix(equals + 1);
        std::string value;
        if (header.starts_with('"')) {
            std::size_t i = 1;
            for (; i < header.size() && header[i] != '"'; ++i) {
                if (header[i] == '\\' && i + 1 < header.size()) {
                    ++i;
                }
                value += header[i];
            }
            header.remove_prefix(std::min(i + 1, header.size()));
        } else {
            value = header.substr(0, header.find_first_of("; \t"));
            header.remove_prefix(value.size());
        }
        if (http::equalsIgnoringCase(key, name)) {
            return value;
        }
        at = header.find(';');
    }
    return std::nullopt;
}

std::optional<Part> readPart(std::string_view text) {
    Part part;
    part.contentType = "text/plain";
    bool named = false;
    while (true) {
        const std::size_t end = text.find(lineEnd);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + lineEnd.size());
        if (line.empty()) {
            break;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view name = line.substr(0, colon);
        std::string_view value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
        if (http::equalsIgnoringCase(name, "Content-Disposition")) {
            const std::optional<std::string> field = parameter(value, "name");
            named = field.has_value();
            part.name = field.value_or("");
            part.fileName = parameter(value, "filename");
        } else if (http::equalsIgnoringCase(name, "Content-Type")) {
            part.contentType = value;
        }
    }
    part.data = text;
    return named ? std::optional(std::move(part)) : std::nullopt;
}

} // namespace

bool isMultipart(std::string_view contentType) {
    return http::equalsIgnoringCase(contentType.substr(0, contentType.find_first_of("; \t")), "multipart/form-data");
}

std::optional<std::vector<Part>> parseMultipart(std::string_view contentType, std::string_view body) {
    const std::optional<std::string> boundary = parameter(contentType, "boundary");
    if (!boundary || boundary->empty()) {
        return std::nullopt;
    }
    const std::string first = "--" + *boundary;
    const std::string between = "\r\n" + first;
    const std::size_t start = body.starts_with(first) ? 0 : body.find(between);
    if (start == std::string_view::npos) {
        return std::nullopt;
    }
    body.remove_prefix(start + (start == 0 ? first.size() : between.size()));
    std::vector<Part> parts;
    while (!body.starts_with("--")) {
        body.remove_prefix(std::min(body.find_first_not_of(" \t"), body.size()));
        const std::size_t end = body.find(between);
        if (!body.starts_with(lineEnd) || end == std::string_view::npos) {
            return std::nullopt;
        }
        std::optional<Part> part = readPart(body.substr(lineEnd.size(), end - lineEnd.size()));
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(*std::move(part));
        body.remove_prefix(end + between.size());
    }
    return parts;
}

} // namespace kinora::sim
