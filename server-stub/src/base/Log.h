// Logging to standard error, as text for people or one JSON object per line for machines.
#pragma once

#include <fmt/core.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace kinora::log {

enum class Level { Trace, Debug, Info, Warning, Error, Off };
enum class Format { Text, Json };

/// A named value that travels beside the message, for example {"requestId", id}.
using Field = std::pair<std::string_view, std::string_view>;

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

} // namespace kinora::log
