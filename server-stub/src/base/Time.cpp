#include "base/Time.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace kinora {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<milliseconds> time;
};

Parts split(TimePoint point) {
    const auto day = std::chrono::floor<days>(point);
    return Parts{std::chrono::year_month_day(day), std::chrono::hh_mm_ss<milliseconds>(point - day)};
}

// Reads fixed-width fields from the front and remembers whether all fitted.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_rest(text) {}

    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_rest.empty() || m_rest.front() < '0' || m_rest.front() > '9') {
                m_good = false;
                return 0;
            }
            value = value * 10 + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        return value;
    }

    void literal(std::string_view text) {
        if (m_rest.starts_with(text))
            m_rest.remove_prefix(text.size());
        else
            m_good = false;
    }

    char any(std::string_view wanted) {
        if (m_rest.empty() || !wanted.contains(m_rest.front())) {
            m_good = false;
            return 0;
        }
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        return c;
    }

    template <std::size_t N>
    std::size_t oneOf(const std::array<std::string_view, N>& words) {
        for (std::size_t i = 0; i < N; ++i) {
            if (m_rest.starts_with(words[i])) {
                m_rest.remove_prefix(words[i].size());
                return i;
            }
        }
        m_good = false;
        return 0;
    }

    [[nodiscard]] bool next(char c) const { return !m_rest.empty() && m_rest.front() == c; }
    [[nodiscard]] bool nextDigit() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }
    [[nodiscard]] bool finished() const { return m_good && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_good = true;
};

// A TimePoint cannot count much further. Leap years, so that they have every day that there is.
constexpr int FirstYear = 1704;
constexpr int LastYear = 2248;

std::optional<TimePoint> compose(int year, unsigned month, unsigned day, int hour, int minute, int second) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    // 60 is a leap second; it reads as the first moment of the next minute.
    if (!date.ok() || year < FirstYear || year > LastYear || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return TimePoint(std::chrono::sys_days(date)) + hours(hour) + minutes(minute) + seconds(second);
}

} // namespace

std::string toRfc3339(TimePoint time) {
    const Parts parts = split(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(parts.date.year()),
        static_cast<unsigned>(parts.date.month()), static_cast<unsigned>(parts.date.day()), parts.time.hours().count(),
        parts.time.minutes().count(), parts.time.seconds().count(), parts.time.subseconds().count());
}

std::optional<TimePoint> fromRfc3339(std::string_view text) {
    Scanner scan(text);
    const int year = scan.digits(4);
    scan.literal("-");
    const int month = scan.digits(2);
    scan.literal("-");
    const int day = scan.digits(2);
    scan.any("Tt");
    const int hour = scan.digits(2);
    scan.literal(":");
    const int minute = scan.digits(2);
    scan.literal(":");
    const int second = scan.digits(2);
    int fraction = 0;
    if (scan.next('.')) {
        scan.literal(".");
        fraction = scan.digits(1) * 100;
        for (int weight = 10; scan.nextDigit(); weight /= 10)
            fraction += scan.digits(1) * weight;
    }
    const char zone = scan.any("Zz+-");
    minutes offset{0};
    if (zone == '+' || zone == '-') {
        const int offsetHours = scan.digits(2);
        scan.literal(":");
        const int offsetMinutes = scan.digits(2);
        if (offsetHours > 23 || offsetMinutes > 59)
            return std::nullopt;
        offset = hours(offsetHours) + minutes(offsetMinutes);
    }
    if (!scan.finished())
        return std::nullopt;
    auto point = compose(year, static_cast<unsigned>(month), static_cast<unsigned>(day), hour, minute, second);
    if (point)
        *point += milliseconds(fraction) - (zone == '-' ? -offset : offset);
    return point;
}

std::string toHttpDate(TimePoint time) {
    const Parts parts = split(time);
    const std::chrono::weekday weekday{std::chrono::floor<days>(time)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[weekday.c_encoding()],
        static_cast<unsigned>(parts.date.day()), months[static_cast<unsigned>(parts.date.month()) - 1],
        static_cast<int>(parts.date.year()), parts.time.hours().count(), parts.time.minutes().count(),
        parts.time.seconds().count());
}

std::optional<TimePoint> fromHttpDate(std::string_view text) {
    Scanner scan(text);
    scan.oneOf(weekdays);
    scan.literal(", ");
    const int day = scan.digits(2);
    scan.literal(" ");
    const auto month = static_cast<unsigned>(scan.oneOf(months)) + 1;
    scan.literal(" ");
    const int year = scan.digits(4);
    scan.literal(" ");
    const int hour = scan.digits(2);
    scan.literal(":");
    const int minute = scan.digits(2);
    scan.literal(":");
    const int second = scan.digits(2);
    scan.literal(" GMT");
    if (!scan.finished())
        return std::nullopt;
    return compose(std::clamp(year, FirstYear, LastYear), month, static_cast<unsigned>(day), hour, minute, second);
}

} // namespace kinora
