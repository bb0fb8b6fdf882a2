#include "pg/Rows.h"

#include "pg/DatabaseError.h"

#include <boost/json/parse.hpp>
#include <libpq-fe.h>

#include <charconv>
#include <ctime>
#include <utility>

namespace kinora::pg {
namespace {

[[noreturn]] void unreadable(const pg_result* result, int column, std::string_view what) {
    throw DatabaseError({}, std::string("column ") + PQfname(result, column) + ": " + std::string(what));
}

template <class Number>
Number readNumber(const pg_result* result, int column, std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        unreadable(result, column, "not a number of this type");
    return number;
}

/// Reads "2026-03-01 12:34:56.789+00", which is what DateStyle ISO with time zone UTC gives.
std::optional<TimePoint> readTimestamp(std::string_view text) {
    std::tm utc{};
    const std::string terminated(text);
    const char* rest = strptime(terminated.c_str(), "%Y-%m-%d %H:%M:%S", &utc);
    if (rest == nullptr)
        return std::nullopt;
    std::chrono::microseconds fraction{0};
    if (*rest == '.') {
        int unit = 100'000;
        for (++rest; *rest >= '0' && *rest <= '9'; ++rest, unit /= 10)
            fraction += std::chrono::microseconds((*rest - '0') * unit);
    }
    if (std::string_view(rest) != "+00" && *rest != '\0')
        return std::nullopt;
    return std::chrono::floor<TimePoint::duration>(std::chrono::system_clock::from_time_t(timegm(&utc)) + fraction);
}

} // namespace

bool Row::isNull(int column) const {
    return PQgetisnull(m_result, m_row, column) != 0;
}

std::string_view Row::text(int column) const {
    if (column < 0 || column >= PQnfields(m_result))
        throw DatabaseError({}, "no column " + std::to_string(column));
    if (isNull(column))
        unreadable(m_result, column, "is NULL");
    return {PQgetvalue(m_result, m_row, column), static_cast<std::size_t>(PQgetlength(m_result, m_row, column))};
}

int Row::indexOf(std::string_view column) const {
    // Not PQfnumber: it folds case and strips quotes, and wants a terminated string.
    for (int i = 0, n = PQnfields(m_result); i < n; ++i)
        if (column == PQfname(m_result, i))
            return i;
    throw DatabaseError({}, "no column " + std::string(column));
}

std::string Row::bytes(std::string_view column) const {
    const std::string_view hex = text(indexOf(column));
    std::string data;
    if (!hex.starts_with("\\x") || hex.size() % 2 != 0)
        unreadable(m_result, indexOf(column), "not bytea");
    data.reserve(hex.size() / 2);
    for (std::size_t i = 2; i < hex.size(); i += 2) {
        unsigned char byte = 0;
        std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        data += static_cast<char>(byte);
    }
    return data;
}

template <>
std::string_view Row::read(int column) const {
    return text(column);
}

template <>
std::string Row::read(int column) const {
    return std::string(text(column));
}

template <>
bool Row::read(int column) const {
    return text(column) == "t";
}

template <>
int Row::read(int column) const {
    return readNumber<int>(m_result, column, text(column));
}

template <>
std::int64_t Row::read(int column) const {
    return readNumber<std::int64_t>(m_result, column, text(column));
}

template <>
double Row::read(int column) const {
    return readNumber<double>(m_result, column, text(column));
}

template <>
boost::json::value Row::read(int column) const {
    boost::system::error_code error;
    boost::json::value value = boost::json::parse(text(column), error);
    if (error)
        unreadable(m_result, column, "not JSON");
    return value;
}

template <>
TimePoint Row::read(int column) const {
    const auto time = readTimestamp(text(column));
    if (!time)
        unreadable(m_result, column, "not a time");
    return *time;
}

void Rows::Clear::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

Rows::Rows(pg_result* result)
    : m_result(result) {
}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

int Rows::size() const {
    return PQntuples(m_result.get());
}

Row Rows::operator[](int row) const {
    if (row < 0 || row >= size())
        throw DatabaseError({}, "no row " + std::to_string(row));
    return Row(m_result.get(), row);
}

std::string_view Rows::command() const {
    const std::string_view status = PQcmdStatus(m_result.get());
    return status.substr(0, status.find(' '));
}

std::int64_t Rows::affected() const {
    const std::string_view count = PQcmdTuples(m_result.get());
    std::int64_t number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    return number;
}

} // namespace kinora::pg
