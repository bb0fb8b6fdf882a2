#include "upstreams/ChatStreamParser.h"

#include "base/Json.h"
#include "base/Unicode.h"
#include "upstreams/StatusWords.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace kinora::upstreams {

namespace json = boost::json;

namespace {

constexpr std::size_t MaxBody = 64U << 10U;
Failure failureOf(const json::value& error) {
    if (const auto* object = error.if_object()) {
        const std::string_view message = stringMember(*object, "message");
        const std::string_view code = stringMember(*object, "code");
        const std::string_view type = stringMember(*object, "type");
        // "server_error" and its like say nothing; a code does.
        return {classifyWords(code, message), std::string(clipped(!message.empty() ? message
                                                                  : !code.empty()  ? code
                                                                                   : type,
                                                  FailureDetailMaxBytes))};
    }
    if (const auto* text = error.if_string())
        return {classifyWords({}, *text), std::string(clipped(*text, FailureDetailMaxBytes))};
    return {FailureCode::UpstreamRejected, {}};
}

// An error in one of the other forms met inside such streams: {"detail":…}, {"code":500,"msg":…}.
std::optional<Failure> otherErrorIn(const json::object& object) {
    if (object.contains("choices"))
        return std::nullopt;
    if (const auto* detail = object.if_contains("detail"); detail != nullptr && !detail->is_null())
        return failureOf(*detail);
    const auto* code = object.if_contains("code");
    if (code == nullptr || code->is_null() || code->is_object())
        return std::nullopt;
    const bool fine = code->is_number() ? code->to_number<double>() == 0 || code->to_number<double>() == 200
                                        : phaseOfStatusWord(stringMember(object, "code")) == Phase::Done;
    const std::string_view message =
        stringMember(object, object.contains("message") ? std::string_view("message") : std::string_view("msg"));
    if (fine || message.empty())
        return std::nullopt;
    return Failure{
        classifyWords(stringMember(object, "code"), message), std::string(clipped(message, FailureDetailMaxBytes))};
}

bool looksLikeJson(std::string_view data) {
    return data.starts_with('{') || data.starts_with('[') || data.starts_with('"');
}

} // namespace

ChatStreamParser::ChatStreamParser(InlineVideo::Sink inlineVideo)
    : m_inline(std::move(inlineVideo), MaxInline) {
}

bool ChatStreamParser::soundsBegun() const noexcept {
    // Whoever thinks aloud, or has written more than one line that is no error, is at work.
    return m_content.hasBegun() || m_reasoning.hasBegun() || !trim(m_reasoning.text()).empty() ||
           m_inline.state() != InlineVideo::State::None ||
           (m_content.failure().empty() && trim(m_content.text()).contains('\n'));
}

std::optional<int> ChatStreamParser::progress() const noexcept {
    const auto said = m_content.progress();
    const auto thought = m_reasoning.progress();
    return said && thought ? std::max(said, thought) : said ? said : thought;
}

const std::string& ChatStreamParser::message() const noexcept {
    return m_content.message().empty() ? m_reasoning.message() : m_content.message();
}

void ChatStreamParser::feed(std::string_view bytes) {
    if (m_finished)
        return;
    if (!m_sse.sawField() && m_body.size() < MaxBody)
        m_body.append(bytes.substr(0, MaxBody - m_body.size()));
    m_sse.feed(bytes, [this](std::string_view data) { onData(data); });
    m_accepted = m_accepted || soundsBegun();
}

void ChatStreamParser::finish() {
    if (m_finished)
        return;
    m_finished = true;
    m_sse.finish([this](std::string_view data) { onData(data); });
    if (!m_sse.sawField())
        readWholeBody();
    m_content.feed(m_inline.finish(m_complete));
    m_content.finish(m_complete);
    m_reasoning.finish(m_complete);
    m_accepted = m_accepted || soundsBegun();
    m_outcome = judge();
}

ChatStreamParser::Outcome ChatStreamParser::judge() {
    for (std::string* url : {&m_structuredUrl, &m_mediaUrl}) {
        if (!url->empty()) {
            m_resultUrl = *url;
            return Outcome::Link;
        }
    }
    const std::string& told = m_content.failure().empty() ? m_reasoning.failure() : m_content.failure();
    auto link = findVideoLink(m_content.text());
    if (!link)
        link = findVideoLink(m_reasoning.text());
    // What stands at the very end of an answer that broke off may be the first half of an address.
    const bool halved = link && !m_complete && m_content.text().ends_with(link->url);
    if (link && !halved && !m_toldError && (link->certain || (told.empty() && m_complete))) {
        m_resultUrl = std::move(link->url);
        return Outcome::Link;
    }
    switch (m_inline.state()) {
    case InlineVideo::State::Complete:
        return Outcome::Inline;
    case InlineVideo::State::TooLarge:
        m_failure = {FailureCode::ResultInvalid, "the video inside the answer is larger than one may be"};
        return Outcome::Failed;
    case InlineVideo::State::Refused:
        m_failure = {FailureCode::StorageFull, "there is no room to store the video"};
        return Outcome::Failed;
    case InlineVideo::State::None:
    case InlineVideo::State::Arriving:
        break;
    }
    if (m_toldError) {
        m_failure = *m_toldError;
        return Outcome::Failed;
    }
    if (!told.empty()) {
        m_failure = {classifyWords({}, told), told};
        return Outcome::Failed;
    }
    if (m_foreign)
        return Outcome::NotTheirs;
    if (!m_complete)
        return Outcome::BrokenOff;
    // A stream without a result is a failure whatever it called itself: STOP does not mean success.
    const std::string_view words = trim(m_content.text());
    if (words.empty() || isAccepted())
        return Outcome::Unfinished;
    m_failure = {
        classifyWords({}, endOf(words, FailureDetailMaxBytes)), std::string(clipped(words, FailureDetailMaxBytes))};
    return Outcome::Failed;
}

void ChatStreamParser::onData(std::string_view data) {
    data = trim(data);
    if (data.empty())
        return;
    // By prefix: one gateway writes the line's end as visible backslashes.
    if (data.starts_with("[DONE]")) {
        m_complete = true;
        return;
    }
    if (m_pending || looksLikeJson(data)) {
        boost::system::error_code error;
        std::optional<json::value> value = json::parse(data, error);
        if (error)
            value = readOn(data);
        else
            m_pending.reset();
        if (const auto* object = value ? value->if_object() : nullptr)
            onObject(*object);
        if (value || m_pending || looksLikeJson(data))
            return;
    }
    // Some send their prose bare. JSON is UTF-8 or none; this may be anything.
    onContent(repaired(data));
    onContent("\n");
}

// One object over several data lines. Read on where the last line ended: from the start again for each would take for
// ever.
std::optional<json::value> ChatStreamParser::readOn(std::string_view line) {
    boost::system::error_code error;
    if (m_pending)
        m_pending->write("\n", 1, error);
    else
        m_pending = std::make_unique<json::stream_parser>();
    if (!error)
        m_pending->write(line.data(), line.size(), error);
    std::optional<json::value> value;
    if (!error && !m_pending->done())
        return value;
    if (!error)
        value = m_pending->release();
    m_pending.reset();
    return value;
}

void ChatStreamParser::onObject(const json::object& object) {
    if (const auto* error = object.if_contains("error"); error != nullptr && !error->is_null()) {
        m_toldError = failureOf(*error);
        return;
    }
    if (auto other = otherErrorIn(object)) {
        m_toldError = std::move(other);
        return;
    }
    onMedia(object);
    const auto* choices = object.if_contains("choices");
    const auto* list = choices != nullptr ? choices->if_array() : nullptr;
    if (list == nullptr)
        return;
    for (const auto& entry : *list)
        if (const auto* choice = entry.if_object())
            onChoice(*choice);
}

void ChatStreamParser::onChoice(const json::object& choice) {
    for (const std::string_view part : {"delta", "message"}) {
        const auto* delta = choice.if_contains(part);
        if (delta != nullptr && delta->is_object())
            onDelta(delta->get_object());
    }
    if (!stringMember(choice, "finish_reason").empty())
        m_complete = true;
}

void ChatStreamParser::onDelta(const json::object& delta) {
    if (const auto* output = delta.if_contains("output"); output != nullptr && output->is_array()) {
        for (const auto& entry : output->get_array()) {
            const auto* result = entry.if_object();
            const std::string_view type = result != nullptr ? stringMember(*result, "type") : "";
            if (result != nullptr && (type.empty() || type == "video"))
                onAddress(stringMember(*result, "url"), m_structuredUrl);
        }
    }
    onMedia(delta);
    m_reasoning.feed(stringMember(delta, "reasoning_content"));
    onContent(stringMember(delta, "content"));
    // Content in parts, as requests have it.
    if (const auto* content = delta.if_contains("content"); content != nullptr && content->is_array()) {
        for (const auto& entry : content->get_array()) {
            if (const auto* part = entry.if_object()) {
                onContent(stringMember(*part, "text"));
                onMedia(*part);
            }
        }
    }
}

void ChatStreamParser::onMedia(const json::object& holder) {
    onAddress(stringMember(holder, "media_url"), m_mediaUrl);
    onAddress(stringMember(holder, "video_url"), m_mediaUrl);
    for (const std::string_view name : {"video_url", "video"})
        if (const auto* video = holder.if_contains(name); video != nullptr && video->is_object())
            onAddress(stringMember(video->get_object(), "url"), m_mediaUrl);
}

void ChatStreamParser::onAddress(std::string_view url, std::string& place) {
    if (url.starts_with("http") || url.starts_with('/')) {
        place = url;
    } else if (url.starts_with("data:video/")) {
        // Complete by itself: a line's end closes it as a quote in prose would.
        onContent(url);
        onContent("\n");
    }
}

void ChatStreamParser::onContent(std::string_view piece) {
    if (!piece.empty())
        m_content.feed(m_inline.feed(piece));
}

void ChatStreamParser::readWholeBody() {
    const std::string_view body = trim(m_body);
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (!error && value.is_object()) {
        m_complete = true;
        onObject(value.get_object());
        return;
    }
    m_foreign = !body.empty();
}

} // namespace kinora::upstreams
