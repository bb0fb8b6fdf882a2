// Logging to standard error, as text for people or one JSON object per line for machines.
#pragma once

#include <fmt/core.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kinora::log {

enum class Level { Trace, Debug, Info, Warning, Error, Off };
enum class Format { Text, Json };

/// A named value that travels beside the message, for example {"requestId", id}. A number is one in JSON too.
struct Field {
    Field(std::string_view fieldName, std::string_view text)
        : name(fieldName)
        , value(text) {}
    template <std::integral Integer>
    Field(std::string_view fieldName, Integer number)
        : name(fieldName)
        , value(static_cast<std::int64_t>(number)) {}

    std::string_view name;
    std::variant<std::string_view, std::int64_t> value; ///< the text must outlive the call
};

/// Call once at start, before other threads log. Until then: text, info.
void configure(Format format, Level level);
[[nodiscard]] bool enabled(Level level);

/// Thread-safe. `area` is the room or part that speaks ("http", "jobs", "pg"). Never log a secret or a token.
void write(Level level, std::string_view area, std::string_view message, std::initializer_list<Field> fields = {});

template <class... Args>
void debug(std::string_view area, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Debug))
        write(Level::Debug, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void info(std::string_view area, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Info))
        write(Level::Info, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void warning(std::string_view area, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Warning))
        write(Level::Warning, area, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void error(std::string_view area, fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Error))
        write(Level::Error, area, fmt::format(format, std::forward<Args>(args)...));
}

/// Lines about one thing, which all carry its id: log::About("jobs", "jobId", id).info("is complete").
class About {
public:
    About(std::string_view area, std::string_view field, std::string id)
        : m_area(area)
        , m_field(field)
        , m_id(std::move(id)) {}

    template <class... Args>
    void debug(fmt::format_string<Args...> format, Args&&... args) const {
        say(Level::Debug, format, std::forward<Args>(args)...);
    }
    template <class... Args>
    void info(fmt::format_string<Args...> format, Args&&... args) const {
        say(Level::Info, format, std::forward<Args>(args)...);
    }
    template <class... Args>
    void warning(fmt::format_string<Args...> format, Args&&... args) const {
        say(Level::Warning, format, std::forward<Args>(args)...);
    }
    template <class... Args>
    void error(fmt::format_string<Args...> format, Args&&... args) const {
        say(Level::Error, format, std::forward<Args>(args)...);
    }

private:
    template <class... Args>
    void say(Level level, fmt::format_string<Args...> format, Args&&... args) const {
        if (enabled(level))
            write(level, m_area, fmt::format(format, std::forward<Args>(args)...), {{m_field, m_id}});
    }

    std::string_view m_area;
    std::string_view m_field;
    std::string m_id;
};

} // namespace kinora::log
