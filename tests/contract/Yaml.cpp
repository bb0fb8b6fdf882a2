#include "contract/Yaml.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

namespace kinora::test {

namespace json = boost::json;

namespace {

struct Line {
    std::size_t number = 0;
    std::size_t indent = 0;
    std::string text;     ///< without indentation; flow collections that went on are joined to one line
    bool literal = false; ///< of a "|" block: brackets mean nothing in it
};

[[noreturn]] void wrong(const Line& line, const char* what) {
    throw std::runtime_error("line " + std::to_string(line.number) + ": " + what + ": " + line.text);
}

// How many flow brackets are open at the end of the text, quotes respected.
int openBrackets(std::string_view text) {
    int open = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{'))
            ++open;
        else if (!quoted && (c == ']' || c == '}'))
            --open;
    }
    return open;
}

json::value plain(std::string_view text) {
    if (text == "true" || text == "false")
        return text == "true";
    if (text == "null" || text == "~" || text.empty())
        return nullptr;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size())
        return number;
    return json::string(text);
}

// One line's worth of flow style: {a: b}, [a, b], "a", a.
class Flow {
public:
    explicit Flow(const Line& line, std::string_view text)
        : m_line(line)
        , m_rest(text) {}

    json::value whole() {
        json::value value = read(false);
        skip();
        if (!m_rest.empty())
            wrong(m_line, "something follows the value");
        return value;
    }

private:
    void skip() {
        while (m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
    }

    bool take(char c) {
        skip();
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    json::value read(bool inside) {
        if (take('{'))
            return mapping();
        if (take('['))
            return sequence();
        if (take('"'))
            return json::string(quoted());
        // Outside of brackets commas and brackets are ordinary characters.
        const auto end = inside ? std::min(m_rest.find_first_of(",]}"), m_rest.size()) : m_rest.size();
        std::string_view text = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        while (text.ends_with(' '))
            text.remove_suffix(1);
        return plain(text);
    }

    json::value mapping() {
        json::object object;
        while (!take('}')) {
            skip();
            std::string key;
            if (take('"')) {
                key = quoted();
                if (!take(':'))
                    wrong(m_line, "no colon after a key");
            } else {
                const auto colon = m_rest.find(':');
                if (colon == std::string_view::npos)
                    wrong(m_line, "no colon after a key");
                key = m_rest.substr(0, colon);
                m_rest.remove_prefix(colon + 1);
            }
            skip();
            object[key] = read(true);
            if (!take(',') && !m_rest.starts_with('}'))
                wrong(m_line, "a mapping is not closed");
        }
        return object;
    }

    json::value sequence() {
        json::array array;
        while (!take(']')) {
            skip();
            array.push_back(read(true));
            if (!take(',') && !m_rest.starts_with(']'))
                wrong(m_line, "a sequence is not closed");
        }
        return array;
    }

    std::string quoted() {
        std::string text;
        while (!m_rest.empty() && m_rest.front() != '"') {
            if (m_rest.front() == '\\' && m_rest.size() > 1)
                m_rest.remove_prefix(1);
            text += m_rest.front();
            m_rest.remove_prefix(1);
        }
        if (m_rest.empty())
            wrong(m_line, "a quote is not closed");
        m_rest.remove_prefix(1);
        return text;
    }

    const Line& m_line;
    std::string_view m_rest;
};

class Blocks {
public:
    explicit Blocks(std::vector<Line> lines)
        : m_lines(std::move(lines)) {}

    json::value whole() {
        json::value value = block(m_lines.front().indent);
        if (m_at < m_lines.size())
            wrong(m_lines[m_at], "unexpected indentation");
        return value;
    }

private:
    json::value block(std::size_t indent) {
        return m_lines[m_at].text.starts_with("- ") ? sequence(indent) : mapping(indent);
    }

    bool continues(std::size_t indent) const { return m_at < m_lines.size() && m_lines[m_at].indent == indent; }

    json::value sequence(std::size_t indent) {
        json::array array;
        while (continues(indent) && m_lines[m_at].text.starts_with("- ")) {
            Line& line = m_lines[m_at];
            line.text.erase(0, 2);
            line.indent += 2;
            const bool isMapping = keyLength(line) > 0;
            array.push_back(isMapping ? mapping(line.indent) : Flow(line, m_lines[m_at++].text).whole());
        }
        return array;
    }

    // The length of a block key with its colon, or 0 where the line is no "key: value".
    static std::size_t keyLength(const Line& line) {
        const std::string& text = line.text;
        if (text.starts_with('{') || text.starts_with('['))
            return 0;
        const std::size_t from = text.starts_with('"') ? text.find('"', 1) : 0;
        const auto colon = text.find(':', from);
        if (colon == std::string::npos || (colon + 1 < text.size() && text[colon + 1] != ' '))
            return 0;
        return colon + 1;
    }

    json::value mapping(std::size_t indent) {
        json::object object;
        while (continues(indent)) {
            const Line line = m_lines[m_at];
            const std::size_t length = keyLength(line);
            if (length == 0)
                wrong(line, "no key");
            std::string key = line.text.substr(0, length - 1);
            if (key.starts_with('"'))
                key = key.substr(1, key.size() - 2);
            if (object.contains(key))
                wrong(line, "a key comes twice");
            const auto start = line.text.find_first_not_of(' ', length);
            const std::string rest = start == std::string::npos ? std::string() : line.text.substr(start);
            ++m_at;
            if (rest == "|")
                object[key] = literal(indent);
            else if (!rest.empty())
                object[key] = Flow(line, rest).whole();
            else if (m_at < m_lines.size() && m_lines[m_at].indent > indent)
                object[key] = block(m_lines[m_at].indent);
            else
                object[key] = nullptr;
        }
        return object;
    }

    json::value literal(std::size_t indent) {
        std::string text;
        while (m_at < m_lines.size() && m_lines[m_at].indent > indent)
            text += m_lines[m_at++].text + "\n";
        return json::string(text);
    }

    std::vector<Line> m_lines;
    std::size_t m_at = 0;
};

std::vector<Line> linesOf(std::string_view text) {
    std::vector<Line> lines;
    std::size_t number = 0;
    std::size_t literalIndent = std::string_view::npos;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view raw = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        const auto indent = raw.find_first_not_of(' ');
        if (indent == std::string_view::npos || raw[indent] == '#')
            continue;
        if (literalIndent != std::string_view::npos && indent <= literalIndent)
            literalIndent = std::string_view::npos;
        const bool literal = literalIndent != std::string_view::npos;
        if (!literal && !lines.empty() && !lines.back().literal && openBrackets(lines.back().text) > 0) {
            lines.back().text.append(" ").append(raw.substr(indent));
            continue;
        }
        lines.push_back(Line{number, indent, std::string(raw.substr(indent)), literal});
        if (!literal && raw.ends_with(": |"))
            literalIndent = indent;
    }
    return lines;
}

} // namespace

json::value parseYaml(std::string_view text) {
    auto lines = linesOf(text);
    if (lines.empty())
        return nullptr;
    return Blocks(std::move(lines)).whole();
}

} // namespace kinora::test
