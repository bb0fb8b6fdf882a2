#include "upstreams/ChatProse.h"

#include "base/Unicode.h"
#include "upstreams/FailureCode.h"

#include <algorithm>
#include <array>
#include <span>

namespace kinora::upstreams {

namespace {

constexpr std::size_t MaxText = 1U << 20U;
/// A longer line is no sentence; its end is kept.
constexpr std::size_t MaxLine = 8U << 10U;
/// How much of a line is looked at again for every piece that is added: pieces may be single characters.
constexpr std::size_t Window = 512;
constexpr std::size_t MaxMessage = 200;
constexpr std::size_t MaxFailure = 500;

constexpr std::array<std::string_view, 8> ErrorMarks{
    "❌", "生成失败", "生成失敗", "错误", "錯誤", "邀请已满", "generation failed", "生成に失敗"};
constexpr std::array<std::string_view, 7> RetryMarks{"重试", "重試", "retry", "Retry", "再試行", "재시도", "erneut"};
constexpr std::array<std::string_view, 14> QueueMarks{"⌛", "⏳", "🕐", "排队", "排隊", "队列", "隊列", "queue",
    "Queue", "キュー", "順番待ち", "대기", "очеред", "Warteschlange"};
constexpr std::array<std::string_view, 16> ProgressMarks{"进度", "進度", "進捗", "进展", "Progress", "progress", "🏃",
    "生成中", "진행", "Fortschritt", "progres", "прогресс", "Прогресс", "progrès", "التقدم", "प्रगति"};

bool endsWithAny(std::string_view text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [text](std::string_view word) { return text.ends_with(word); });
}

// Without the marks of quotes and emphasis around it.
std::string_view plain(std::string_view line) {
    line = trim(line);
    while (line.starts_with('>') || line.starts_with('*') || line.starts_with(' '))
        line.remove_prefix(1);
    while (line.ends_with('*'))
        line.remove_suffix(1);
    return line;
}

struct Digit {
    int value = 0;
    std::size_t bytes = 0;
};

// 0 to 9, also as wide as an ideograph (U+FF10 to U+FF19); no bytes for anything else.
Digit digitAt(std::string_view text, std::size_t at) {
    constexpr std::string_view wide = "\xEF\xBC";
    if (at < text.size() && text[at] >= '0' && text[at] <= '9')
        return {text[at] - '0', 1};
    if (text.substr(std::min(at, text.size())).starts_with(wide) && at + 2 < text.size()) {
        const int value = static_cast<unsigned char>(text[at + 2]) - 0x90;
        if (value >= 0 && value <= 9)
            return {value, 3};
    }
    return {};
}

struct Number {
    int whole = 0;
    bool fraction = false;
    std::size_t end = 0; ///< behind all of it
};

Number numberAt(std::string_view text, std::size_t at) {
    constexpr int tooLarge = 100'000;
    Number number{.end = at};
    for (Digit digit = digitAt(text, at); digit.bytes > 0; digit = digitAt(text, number.end)) {
        number.whole = std::min(number.whole * 10 + digit.value, tooLarge);
        number.end += digit.bytes;
    }
    if (number.end < text.size() && text[number.end] == '.' && digitAt(text, number.end + 1).bytes > 0) {
        number.fraction = true;
        ++number.end;
        for (Digit digit = digitAt(text, number.end); digit.bytes > 0; digit = digitAt(text, number.end))
            number.end += digit.bytes;
    }
    return number;
}

// "进度：" with the number right behind it.
bool followsProgressWord(std::string_view before) {
    constexpr std::array<std::string_view, 5> between{" ", ":", "：", "=", "*"};
    while (endsWithAny(before, between)) {
        const auto* word = std::ranges::find_if(between, [before](auto one) { return before.ends_with(one); });
        before.remove_suffix(word->size());
    }
    return endsWithAny(before, ProgressMarks);
}

bool startsAddress(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

std::size_t findAddress(std::string_view text, std::size_t from) {
    auto at = text.find("http", from);
    while (at != std::string_view::npos && !startsAddress(text.substr(at)))
        at = text.find("http", at + 1);
    return at;
}

std::string_view addressAt(std::string_view text, std::size_t at) {
    std::string_view url = text.substr(at, text.find_first_of(" \t\r\n\"'<>()[]`\\|", at) - at);
    // Sentences of these gateways end in marks of their own.
    for (const std::string_view mark : {"，", "。", "）", "】", "》", "；", "、", "！"})
        url = url.substr(0, url.find(mark));
    while (!url.empty() && (url.ends_with('.') || url.ends_with(',') || url.ends_with(';') || url.ends_with('!')))
        url.remove_suffix(1);
    return url;
}

/// Calls `take(where, url)` for each address, and for the last one inside it, as in ?film=https://…; not for those
/// between, so that a text of nothing but "http://" costs no more than any other.
template <class Take>
void eachAddress(std::string_view text, Take take) {
    for (auto at = findAddress(text, 0); at != std::string_view::npos;) {
        const std::string_view url = addressAt(text, at);
        take(at, url);
        auto inner = url.rfind("http");
        while (inner != std::string_view::npos && inner > 0 && !startsAddress(url.substr(inner)))
            inner = url.rfind("http", inner - 1);
        if (inner != std::string_view::npos && inner > 0)
            take(at + inner, url.substr(inner));
        at = findAddress(text, at + std::max<std::size_t>(url.size(), 1));
    }
}

std::string_view pathOf(std::string_view url) {
    return url.substr(0, url.find_first_of("?#"));
}

bool endsInOneOf(std::string_view path, std::span<const std::string_view> extensions) {
    return std::ranges::any_of(extensions, [path](std::string_view extension) {
        if (path.size() < extension.size())
            return false;
        const std::string_view end = path.substr(path.size() - extension.size());
        return std::ranges::equal(end, extension,
            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
    });
}

bool isPicture(std::string_view url) {
    constexpr std::array<std::string_view, 5> pictures{".webp", ".jpg", ".jpeg", ".png", ".gif"};
    return endsInOneOf(pathOf(url), pictures);
}

// …/source/<task> answers with the state of the task, …/web/<task> is the same for people.
bool isTaskAddress(std::string_view url) {
    const std::string_view path = pathOf(url);
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos || slash + 1 == path.size())
        return false;
    const std::string_view folder = path.substr(0, slash);
    return folder.ends_with("/source") || folder.ends_with("/web");
}

std::string taskLinkIn(std::string_view line, bool ended) {
    std::string found;
    eachAddress(line, [&](std::size_t at, std::string_view url) {
        const bool whole = ended || at + url.size() < line.size();
        if (found.empty() && whole && isTaskAddress(url) && pathOf(url).contains("/source/"))
            found = url;
    });
    return found;
}

bool isOfName(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

std::string shareIdIn(std::string_view line) {
    constexpr std::string_view prefix = "s_";
    constexpr std::size_t length = 34;
    for (auto at = line.find(prefix); at != std::string_view::npos; at = line.find(prefix, at + 1)) {
        const std::string_view id = line.substr(at, length);
        const bool begins = at == 0 || !isOfName(line[at - 1]);
        const bool ends = at + length >= line.size() || !isOfName(line[at + length]);
        if (begins && ends && id.size() == length &&
            id.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos)
            return std::string(id);
    }
    return {};
}

std::string withoutEntities(std::string_view url) {
    constexpr std::string_view entity = "&amp;";
    std::string result;
    for (auto at = url.find(entity); at != std::string_view::npos; at = url.find(entity)) {
        result.append(url.substr(0, at)).append("&");
        url.remove_prefix(at + entity.size());
    }
    return result.append(url);
}

// <video src='URL'> or <video …><source src="URL">
std::optional<FoundLink> linkOfTag(std::string_view text) {
    const auto tag = text.rfind("<video");
    const auto source = tag == std::string_view::npos ? tag : text.find("src=", tag);
    if (source == std::string_view::npos || source + 5 >= text.size())
        return std::nullopt;
    const char quote = text[source + 4];
    const auto end = text.find(quote, source + 5);
    if ((quote != '\'' && quote != '"') || end == std::string_view::npos)
        return std::nullopt;
    const std::string_view url = text.substr(source + 5, end - source - 5);
    if (!url.starts_with("http") && !url.starts_with('/'))
        return std::nullopt;
    return FoundLink{withoutEntities(url), true};
}

// Blocks of JSON repeat the request, whose prompt may well speak of addresses.
std::string withoutEcho(std::string_view text) {
    constexpr std::string_view open = "```json";
    std::string rest;
    for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open)) {
        rest += text.substr(0, at);
        const auto end = text.find("```", at + open.size());
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 3);
    }
    return rest.append(text);
}

} // namespace

bool isVideoAddress(std::string_view url) {
    constexpr std::array<std::string_view, 4> films{".mp4", ".mov", ".webm", ".m4v"};
    return endsInOneOf(pathOf(url), films);
}

std::optional<int> findProgress(std::string_view line) {
    std::optional<int> found;
    const bool tellsProgress = containsAny(line, ProgressMarks);
    for (std::size_t i = 0; i < line.size();) {
        if (digitAt(line, i).bytes == 0) {
            ++i;
            continue;
        }
        const Number number = numberAt(line, i);
        std::string_view rest = line.substr(number.end);
        if (rest.starts_with(' '))
            rest.remove_prefix(1);
        const bool percent = rest.starts_with('%') || rest.starts_with("％");
        // "36..62..": a number is complete once its two dots are there; "3" may still become "36".
        const bool inRow = tellsProgress && !number.fraction &&
                           (line.substr(number.end).starts_with("..") || line.substr(number.end).starts_with("…"));
        const bool named = !number.fraction && number.end < line.size() && line[number.end] != '.' &&
                           followsProgressWord(line.substr(0, i));
        if ((percent || inRow || named) && number.whole <= 100)
            found = std::min(number.whole, 99);
        i = number.end;
    }
    return found;
}

std::optional<FoundLink> findVideoLink(std::string_view said) {
    const std::string text = withoutEcho(said);
    if (auto tag = linkOfTag(text))
        return tag;
    std::optional<FoundLink> markdown;
    std::optional<FoundLink> bare;
    std::optional<FoundLink> last;
    eachAddress(text, [&](std::size_t at, std::string_view url) {
        const bool linked = at >= 2 && text.compare(at - 2, 2, "](") == 0;
        if (isVideoAddress(url)) {
            // The first link to a film is "watch", a second one "download" of the same; either is right.
            if (linked && !markdown)
                markdown = FoundLink{std::string(url), true};
            if (!bare)
                bare = FoundLink{std::string(url), true};
        } else if (!isTaskAddress(url) && !isPicture(url)) {
            last = FoundLink{std::string(url), false};
        }
    });
    return markdown ? markdown : bare ? bare : last;
}

void ChatProse::feed(std::string_view piece) {
    m_text += piece;
    if (m_text.size() > MaxText)
        m_text.erase(0, m_text.size() - endOf(m_text, MaxText / 2).size());
    while (!piece.empty()) {
        const auto end = piece.find('\n');
        m_line += piece.substr(0, end);
        if (end == std::string_view::npos)
            break;
        readLine(m_line, End::Whole);
        m_line.clear();
        piece.remove_prefix(end + 1);
    }
    if (m_line.size() > MaxLine)
        m_line.erase(0, m_line.size() - endOf(m_line, MaxLine / 2).size());
    // The first characters say whether it is a block's fence.
    readLine(plain(m_line).starts_with("```") ? std::string_view(m_line) : endOf(m_line, Window), End::Open);
}

void ChatProse::finish(bool whole) {
    readLine(m_line, whole ? End::Whole : End::BrokenOff);
    m_line.clear();
}

void ChatProse::readLine(std::string_view line, End end) {
    line = plain(line);
    if (line.empty())
        return;
    if (line.starts_with("```")) {
        // A block that opens and closes in one line changes nothing.
        if (end != End::Open && line.find("```", 3) == std::string_view::npos)
            m_fenced = !m_fenced;
        return;
    }
    if (m_fenced)
        return;
    const bool wrong = containsAny(line, ErrorMarks);
    const bool again = wrong && containsAny(line, RetryMarks);
    const bool queue = containsAny(line, QueueMarks);
    const auto progress = wrong ? std::nullopt : findProgress(line);
    if (progress && (!m_progress || *progress > *m_progress))
        m_progress = progress;
    if (m_taskLink.empty())
        m_taskLink = taskLinkIn(line, end == End::Whole);
    m_begun =
        m_begun || progress || again || !m_taskLink.empty() || (!wrong && (queue || containsAny(line, ProgressMarks)));
    if (end == End::Open)
        return;
    if (std::string shared = shareIdIn(line); !shared.empty())
        m_shareId = std::move(shared);
    // A sentence of a known kind has been understood; any other is for the reader.
    if (wrong && !again)
        m_failure = clipped(line, MaxFailure);
    const bool known = (wrong && !again) || queue || progress || containsAny(line, ProgressMarks) ||
                       line.contains("http") || line.contains('`') || line.contains('{') || line.contains('}');
    m_message = known ? std::string() : std::string(clipped(line, MaxMessage));
}

} // namespace kinora::upstreams
