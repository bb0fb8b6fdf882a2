#include "base/Log.h"

#include "base/Clock.h"
#include "base/Time.h"

#include <boost/json.hpp>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <memory>
#include <string>

namespace kinora::log {

namespace {

std::atomic<Level> threshold{Level::Info};
std::atomic<Format> chosenFormat{Format::Text};

spdlog::logger& sink() {
    // Never destroyed: what outlives main() may still have something to say.
    static spdlog::logger* const logger = [] {
        auto made = std::make_unique<spdlog::logger>("kinora", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        // Lines are complete when they get here; spdlog writes each at once and keeps threads apart.
        made->set_pattern("%v");
        made->set_level(spdlog::level::trace);
        made->flush_on(spdlog::level::trace);
        return made.release();
    }();
    return *logger;
}

std::string_view levelName(Level level) {
    switch (level) {
    case Level::Trace:
        return "trace";
    case Level::Debug:
        return "debug";
    case Level::Info:
        return "info";
    case Level::Warning:
        return "warning";
    case Level::Error:
    case Level::Off:
        break;
    }
    return "error";
}

// A line break that came in with a request must not be able to start a line of its own.
std::string onOneLine(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == '\n')
            result += "\\n";
        else if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\x{:02x}", static_cast<unsigned>(byte));
        else
            result += c;
    }
    return result;
}

std::string textLine(
    Level level, std::string_view area, std::string_view message, std::initializer_list<Field> fields) {
    std::string line = fmt::format(
        "{} {:<7} {}: {}", toRfc3339(SystemClock().now()), levelName(level), onOneLine(area), onOneLine(message));
    for (const Field& field : fields) {
        const auto* number = std::get_if<std::int64_t>(&field.value);
        line += fmt::format(" {}={}", onOneLine(field.name),
            number != nullptr ? std::to_string(*number) : onOneLine(std::get<std::string_view>(field.value)));
    }
    return line;
}

std::string jsonLine(
    Level level, std::string_view area, std::string_view message, std::initializer_list<Field> fields) {
    boost::json::object line;
    line["time"] = toRfc3339(SystemClock().now());
    line["level"] = levelName(level);
    line["area"] = area;
    line["message"] = message;
    for (const Field& field : fields)
        line[field.name] = std::visit([](const auto& value) { return boost::json::value(value); }, field.value);
    return boost::json::serialize(line);
}

} // namespace

void configure(Format format, Level level) {
    chosenFormat = format;
    threshold = level;
}

bool enabled(Level level) {
    return level >= threshold.load(std::memory_order_relaxed) && level != Level::Off;
}

void write(Level level, std::string_view area, std::string_view message, std::initializer_list<Field> fields) {
    if (!enabled(level))
        return;
    const std::string line =
        chosenFormat == Format::Json ? jsonLine(level, area, message, fields) : textLine(level, area, message, fields);
    sink().info(spdlog::string_view_t(line.data(), line.size()));
}

} // namespace kinora::log
