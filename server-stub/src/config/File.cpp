#include "config/File.h"

#include "config/Load.h"
#include "config/UpstreamTable.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace kinora::config {
namespace {

std::optional<std::string> textOf(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>())
        return text;
    if (const auto number = node.value_exact<std::int64_t>())
        return std::to_string(*number);
    if (const auto number = node.value_exact<double>())
        return fmt::format("{}", *number);
    if (const auto flag = node.value_exact<bool>())
        return *flag ? "true" : "false";
    const toml::array* array = node.as_array();
    if (array == nullptr)
        return std::nullopt;
    std::string joined;
    for (const toml::node& item : *array) {
        const auto text = item.value_exact<std::string>();
        if (!text)
            return std::nullopt;
        joined += (joined.empty() ? "" : ",") + *text;
    }
    return joined;
}

} // namespace

FileContents readConfigFile(std::string_view text, const FileContext& context, std::vector<std::string>& problems) {
    FileContents contents;
    toml::table table;
    try {
        table = toml::parse(text, context.path.string());
    } catch (const toml::parse_error& error) {
        problems.push_back(
            fmt::format("{}:{}: {}", context.path.string(), error.source().begin.line, error.description()));
        return contents;
    }

    std::vector<std::string_view> known{"upstream"};
    for (const Option& option : options())
        if (option.key != "config")
            known.push_back(option.key);
    for (const auto& [name, node] : table) {
        const std::string_view key = name.str();
        const auto where = fmt::format("{}:{}", context.path.string(), node.source().begin.line);
        if (std::ranges::find(known, key) == known.end()) {
            const std::string meant = nearest(key, known);
            problems.push_back(fmt::format(
                "{}: unknown setting \"{}\"{}", where, key, meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
        } else if (key == "upstream") {
            contents.upstream = readUpstreams(node, context, problems);
        } else if (const auto value = textOf(node)) {
            contents.values.emplace(key, *value);
        } else {
            problems.push_back(
                fmt::format("{}: \"{}\" must be a text, a number, true or false, or a list of texts", where, key));
        }
    }
    return contents;
}

} // namespace kinora::config
