#include "pg/Params.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <ctime>

namespace kinora::pg {

namespace {

// PostgreSQL's text holds no NUL: libpq would end the text there without a word, and a jsonb column refuse all of it.
std::string withoutNul(std::string_view text) {
    std::string stored;
    stored.reserve(text.size());
    for (auto at = text.find('\0'); at != std::string_view::npos; at = text.find('\0')) {
        stored.append(text.substr(0, at)).append("\xEF\xBF\xBD");
        text.remove_prefix(at + 1);
    }
    return stored.append(text);
}

/// The same for JSON as it is written, where a NUL is an escape.
std::string withoutNulEscape(std::string_view json) {
    std::string stored;
    stored.reserve(json.size());
    for (auto at = json.find('\\'); at != std::string_view::npos; at = json.find('\\')) {
        const bool nul = json.substr(at).starts_with("\\u0000");
        stored.append(json.substr(0, at)).append(nul ? "\\ufffd" : json.substr(at, 2));
        json.remove_prefix(at + (nul ? 6 : 2));
    }
    return stored.append(json);
}

/// Right whatever standard_conforming_strings says.
std::string literalOf(std::string_view text) {
    std::string literal = text.find('\\') == std::string_view::npos ? "'" : " E'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            literal += c;
        literal += c;
    }
    return literal += '\'';
}

} // namespace

void Params::add(std::nullopt_t) {
    m_values.emplace_back(std::nullopt);
}

void Params::add(bool value) {
    m_values.emplace_back(value ? "t" : "f");
}

void Params::add(std::string_view value) {
    m_values.emplace_back(withoutNul(value));
}

void Params::add(double value) {
    // Shortest text that reads back as the same number; PostgreSQL spells the special values as fmt does.
    m_values.emplace_back(fmt::format("{}", value));
}

void Params::add(Bytes value) {
    std::string text = "\\x";
    text.reserve(2 + value.data.size() * 2);
    for (const char c : value.data)
        fmt::format_to(std::back_inserter(text), "{:02x}", static_cast<unsigned char>(c));
    m_values.emplace_back(std::move(text));
}

void Params::add(TimePoint value) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(value);
    const auto fraction = std::chrono::duration_cast<std::chrono::microseconds>(value - seconds);
    const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
    std::tm utc{};
    gmtime_r(&time, &utc);
    m_values.emplace_back(fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}+00", utc.tm_year + 1900,
        utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, fraction.count()));
}

void Params::add(std::chrono::microseconds value) {
    m_values.emplace_back(fmt::format("{} microseconds", value.count()));
}

void Params::add(const boost::json::value& value) {
    m_values.emplace_back(withoutNulEscape(boost::json::serialize(value)));
}

void Params::add(std::span<const std::string> values) {
    std::string text = "{";
    for (const std::string& value : values) {
        if (text.size() > 1)
            text += ',';
        text += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    text += '}';
    m_values.emplace_back(withoutNul(text));
}

std::string withValues(std::string_view sql, const Params& params) {
    std::string whole;
    for (auto at = sql.find('$'); at != std::string_view::npos; at = sql.find('$')) {
        whole.append(sql.substr(0, at));
        sql.remove_prefix(at + 1);
        std::size_t number = 0;
        const auto read = std::from_chars(sql.data(), sql.data() + sql.size(), number);
        const auto& value = params.values().at(number - 1);
        whole += value ? literalOf(*value) : "NULL";
        sql.remove_prefix(static_cast<std::size_t>(read.ptr - sql.data()));
    }
    return whole.append(sql);
}

} // namespace kinora::pg
