#include "upstreams/ChatStreamParser.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace kinora::upstreams {

namespace json = boost::json;

namespace {

constexpr std::size_t MaxText = 1U << 20U;
constexpr std::size_t MaxBody = 64U << 10U;
constexpr std::size_t MaxDetail = 500;

constexpr std::array<std::string_view, 5> ErrorMarks{"❌", "生成失败", "错误", "邀请已满", "generation failed"};
constexpr std::array<std::string_view, 5> QueueMarks{"⌛", "⏳", "排队", "队列", "queue"};
constexpr std::array<std::string_view, 4> ProgressMarks{"进度", "Progress", "progress", "🏃"};

bool hasAny(std::string_view text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [text](std::string_view word) { return text.contains(word); });
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string_view stringMember(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    const auto* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

bool isVideoAddress(std::string_view url) {
    const auto end = url.find_first_of("?#");
    const std::string_view path = url.substr(0, end);
    return path.ends_with(".mp4") || path.ends_with(".mov") || path.ends_with(".webm");
}

std::size_t findAddress(std::string_view text, std::size_t from) {
    return std::min(text.find("http://", from), text.find("https://", from));
}

std::string_view addressAt(std::string_view text, std::size_t at) {
    auto end = text.find_first_of(" \t\r\n\"'<>()[]`\\", at);
    if (end == std::string_view::npos)
        end = text.size();
    std::string_view url = text.substr(at, end - at);
    while (!url.empty() && (url.ends_with('.') || url.ends_with(',') || url.ends_with(';')))
        url.remove_suffix(1);
    return url;
}

Failure failureOf(const json::value& error) {
    if (const auto* object = error.if_object()) {
        const std::string_view message = stringMember(*object, "message");
        const std::string_view code = stringMember(*object, "code");
        const std::string_view type = stringMember(*object, "type");
        // "server_error" and its like say nothing; a code does.
        return {classifyWords(code, message), std::string(clipped(!message.empty() ? message
                                                                  : !code.empty()  ? code
                                                                                   : type,
                                                  MaxDetail))};
    }
    if (const auto* text = error.if_string())
        return {classifyWords({}, *text), std::string(clipped(*text, MaxDetail))};
    return {FailureCode::UpstreamRejected, {}};
}

} // namespace

std::optional<int> findProgress(std::string_view text) {
    std::optional<int> found;
    bool fenced = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("```")) {
            fenced = !fenced;
            i += 2;
            continue;
        }
        if (fenced || !isDigit(text[i]))
            continue;
        std::size_t end = i;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        int number = 1000;
        std::from_chars(text.data() + i, text.data() + end, number);
        std::size_t after = end;
        if (after + 1 < text.size() && text[after] == '.' && isDigit(text[after + 1])) {
            ++after;
            while (after < text.size() && isDigit(text[after]))
                ++after;
        }
        std::string_view rest = text.substr(after);
        if (rest.starts_with(' '))
            rest.remove_prefix(1);
        const bool percent = rest.starts_with('%') || rest.starts_with("％");
        // "36..62..": a number is complete once its two dots are there; "3" may still become "36".
        const bool inRow = text.substr(end).starts_with("..") && text.substr(0, i).contains("进度");
        if ((percent || inRow) && number <= 100)
            found = std::min(number, 99);
        i = after - 1;
    }
    return found;
}

std::optional<FoundLink> findVideoLink(std::string_view text) {
    // <video src='URL'> or <video src="URL">
    if (const auto tag = text.rfind("<video"); tag != std::string_view::npos) {
        const auto source = text.find("src=", tag);
        if (source != std::string_view::npos && source + 5 < text.size()) {
            const char quote = text[source + 4];
            if (quote == '\'' || quote == '"') {
                const auto end = text.find(quote, source + 5);
                const std::string_view url =
                    text.substr(source + 5, end == std::string_view::npos ? end : end - source - 5);
                if (url.starts_with("http") && end != std::string_view::npos)
                    return FoundLink{std::string(url), true};
            }
        }
    }
    std::optional<FoundLink> markdown;
    std::optional<FoundLink> bare;
    std::optional<FoundLink> last;
    for (std::size_t at = findAddress(text, 0); at != std::string_view::npos; at = findAddress(text, at + 4)) {
        const std::string url(addressAt(text, at));
        const bool linked = at >= 2 && text.substr(at - 2, 2) == "](";
        if (isVideoAddress(url)) {
            // The first link to a film is "watch", a second one "download" of the same; either is right.
            if (linked && !markdown)
                markdown = FoundLink{url, true};
            if (!bare)
                bare = FoundLink{url, true};
        }
        last = FoundLink{url, false};
    }
    return markdown ? markdown : bare ? bare : last;
}

void ChatStreamParser::feed(std::string_view bytes) {
    if (m_finished)
        return;
    if (!m_sse.sawField() && m_body.size() < MaxBody)
        m_body.append(bytes.substr(0, MaxBody - m_body.size()));
    m_sse.feed(bytes, [this](std::string_view data) { onData(data); });
}

void ChatStreamParser::finish() {
    if (m_finished)
        return;
    m_finished = true;
    m_sse.finish([this](std::string_view data) { onData(data); });
    if (!m_sse.sawField())
        readWholeBody();

    if (!m_structuredUrl.empty()) {
        m_resultUrl = m_structuredUrl;
        return;
    }
    if (!m_mediaUrl.empty()) {
        m_resultUrl = m_mediaUrl;
        return;
    }
    const bool said = hasAny(m_content, ErrorMarks);
    auto link = findVideoLink(m_content);
    if (!link)
        link = findVideoLink(m_reasoning);
    if (link && !m_toldError && (link->certain || !said)) {
        m_resultUrl = std::move(link->url);
        return;
    }
    if (m_toldError) {
        m_failure = m_toldError;
        return;
    }
    if (said) {
        // The last line with a mark of failure is the reason; earlier ones were followed by another try.
        std::string_view reason;
        std::size_t from = 0;
        while (from < m_content.size()) {
            const auto end = std::min(m_content.find('\n', from), m_content.size());
            const std::string_view line = trimmed(std::string_view(m_content).substr(from, end - from));
            if (hasAny(line, ErrorMarks))
                reason = line;
            from = end + 1;
        }
        m_failure = Failure{classifyWords({}, reason), std::string(clipped(reason, MaxDetail))};
        return;
    }
    // A stream without a result is a failure whatever it called itself: STOP does not mean success.
    const std::string_view words = trimmed(m_content);
    const std::string_view tail = words.size() > MaxDetail ? words.substr(words.size() - MaxDetail) : words;
    if (m_complete && !tail.empty() && !m_progress)
        m_failure = Failure{classifyWords({}, tail), std::string(clipped(words, MaxDetail))};
    else
        m_failure = Failure{m_complete ? FailureCode::ResultInvalid : FailureCode::Interrupted,
            m_complete ? "the answer ended without a video" : "the answer broke off"};
}

void ChatStreamParser::onData(std::string_view data) {
    data = trimmed(data);
    if (data.empty())
        return;
    // By prefix: one gateway writes the line's end as visible backslashes.
    if (data.starts_with("[DONE]")) {
        m_complete = true;
        return;
    }
    boost::system::error_code error;
    auto value = json::parse(data, error);
    if (error && !m_pending.empty()) {
        // One object over several data lines.
        m_pending += '\n';
        m_pending += data;
        value = json::parse(m_pending, error);
    } else if (error) {
        m_pending = data;
        return;
    }
    if (error) {
        if (m_pending.size() > SseData::MaxLine)
            m_pending.clear();
        return;
    }
    m_pending.clear();
    if (const auto* object = value.if_object())
        onObject(*object);
}

void ChatStreamParser::onObject(const json::object& object) {
    if (const auto* error = object.if_contains("error"); error != nullptr && !error->is_null()) {
        m_toldError = failureOf(*error);
        return;
    }
    if (const std::string_view url = stringMember(object, "media_url"); url.starts_with("http"))
        m_mediaUrl = url;
    const auto* choices = object.if_contains("choices");
    const auto* list = choices != nullptr ? choices->if_array() : nullptr;
    if (list == nullptr)
        return;
    for (const auto& entry : *list) {
        const auto* choice = entry.if_object();
        if (choice == nullptr)
            continue;
        for (const std::string_view part : {"delta", "message"}) {
            const auto* delta = choice->if_contains(part);
            if (delta != nullptr && delta->is_object())
                onDelta(delta->get_object());
        }
        if (!stringMember(*choice, "finish_reason").empty())
            m_complete = true;
    }
}

void ChatStreamParser::onDelta(const json::object& delta) {
    if (const auto* output = delta.if_contains("output"); output != nullptr && output->is_array()) {
        for (const auto& entry : output->get_array()) {
            if (!entry.is_object())
                continue;
            const std::string_view url = stringMember(entry.get_object(), "url");
            const std::string_view type = stringMember(entry.get_object(), "type");
            if (url.starts_with("http") && (type.empty() || type == "video"))
                m_structuredUrl = url;
        }
    }
    if (const std::string_view url = stringMember(delta, "media_url"); url.starts_with("http"))
        m_mediaUrl = url;
    if (const std::string_view piece = stringMember(delta, "reasoning_content"); !piece.empty()) {
        append(m_reasoning, piece);
        readProgress(m_reasoning);
        m_accepted = m_accepted || !trimmed(m_reasoning).empty();
    }
    if (const std::string_view piece = stringMember(delta, "content"); !piece.empty()) {
        append(m_content, piece);
        readProgress(m_content);
        readLines();
    }
}

void ChatStreamParser::append(std::string& text, std::string_view piece) {
    text += piece;
    if (text.size() > MaxText)
        text.erase(0, text.size() - MaxText / 2);
}

void ChatStreamParser::readProgress(std::string_view text) {
    const auto found = findProgress(text);
    if (found && (!m_progress || *found > *m_progress))
        m_progress = found;
    m_accepted = m_accepted || found.has_value();
}

void ChatStreamParser::readLines() {
    const std::string_view text = m_content;
    if (!m_accepted && !trimmed(text).empty() && !hasAny(text, ErrorMarks) &&
        (hasAny(text, QueueMarks) || hasAny(text, ProgressMarks) || text.contains('\n')))
        m_accepted = true;
    // Only a line that has ended is a sentence.
    const auto end = text.rfind('\n');
    if (end == std::string_view::npos)
        return;
    const auto start = text.rfind('\n', end == 0 ? std::string_view::npos : end - 1);
    const std::string_view line = trimmed(
        start == std::string_view::npos || start >= end ? text.substr(0, end) : text.substr(start, end - start));
    if (line.empty())
        return;
    const bool known = hasAny(line, ErrorMarks) || hasAny(line, QueueMarks) || hasAny(line, ProgressMarks) ||
                       line.contains("http") || line.contains("```") || line.contains('{') || line.contains('}');
    m_message = known ? std::string() : std::string(clipped(line, 200));
}

void ChatStreamParser::readWholeBody() {
    boost::system::error_code error;
    const auto value = json::parse(trimmed(m_body), error);
    if (!error && value.is_object()) {
        m_complete = true;
        onObject(value.get_object());
        const auto* detail = value.get_object().if_contains("detail");
        if (detail != nullptr && !m_toldError && m_content.empty())
            m_toldError = failureOf(*detail);
        return;
    }
    if (!trimmed(m_body).empty())
        m_toldError = Failure{FailureCode::UpstreamRejected, "the answer is neither an event stream nor JSON"};
}

} // namespace kinora::upstreams
