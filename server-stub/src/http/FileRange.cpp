#include "http/FileRange.h"

#include "http/Grammar.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace kinora::http {

namespace {

// Digits only; a number too large for 64 bits means "beyond the end" and is held at the largest.
std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size())
        return std::nullopt;
    return error == std::errc::result_out_of_range ? std::numeric_limits<std::uint64_t>::max() : value;
}

struct Range {
    std::optional<std::uint64_t> first; ///< absent: the last `last` bytes
    std::optional<std::uint64_t> last;
};

std::optional<Range> parseRange(std::string_view text) {
    constexpr std::string_view unit = "bytes=";
    if (!equalsIgnoringCase(text.substr(0, unit.size()), unit))
        return std::nullopt;
    text = trimmed(text.substr(unit.size()));
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const std::string_view from = text.substr(0, dash);
    const std::string_view to = text.substr(dash + 1);
    Range range;
    if (!from.empty() && !(range.first = number(from)))
        return std::nullopt;
    if (!to.empty() && !(range.last = number(to)))
        return std::nullopt;
    if (!range.first && !range.last)
        return std::nullopt;
    if (range.first && range.last && *range.last < *range.first)
        return std::nullopt;
    return range;
}

bool matchesAny(std::string_view list, std::string_view etag) {
    if (trimmed(list) == "*")
        return true;
    while (true) {
        const auto comma = list.find(',');
        std::string_view candidate = trimmed(list.substr(0, comma));
        if (candidate.starts_with("W/"))
            candidate.remove_prefix(2);
        if (candidate == etag)
            return true;
        if (comma == std::string_view::npos)
            return false;
        list.remove_prefix(comma + 1);
    }
}

} // namespace

FileAnswer answerFor(const Request& request, std::uint64_t size, std::string_view etag) {
    FileAnswer answer;
    answer.length = size;
    if (const auto known = request.headers.find("If-None-Match"); known && !etag.empty() && matchesAny(*known, etag)) {
        answer.status = 304;
        answer.length = 0;
        return answer;
    }
    const auto wanted = request.headers.find("Range");
    if (!wanted || request.method != "GET")
        return answer;
    // A date in If-Range can never match: no Last-Modified is sent.
    if (const auto condition = request.headers.find("If-Range");
        condition && (etag.empty() || trimmed(*condition) != etag))
        return answer;
    const auto range = parseRange(*wanted);
    if (!range)
        return answer;
    const bool nothingThere = range->first ? *range->first >= size : *range->last == 0 || size == 0;
    if (nothingThere) {
        answer.status = 416;
        answer.length = 0;
        return answer;
    }
    answer.status = 206;
    if (range->first) {
        answer.first = *range->first;
        answer.length = std::min(range->last.value_or(size - 1), size - 1) - answer.first + 1;
    } else {
        answer.length = std::min(*range->last, size);
        answer.first = size - answer.length;
    }
    return answer;
}

} // namespace kinora::http
