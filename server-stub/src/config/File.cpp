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

/// Reads the settings of one table; those of a table inside are known by its name and a dot.
class SettingsReader {
public:
    SettingsReader(const FileContext& context, FileContents& contents, std::vector<std::string>& problems)
        : m_context(context)
        , m_contents(contents)
        , m_problems(problems) {
        for (const Option& option : options())
            if (option.key != "config")
                m_keys.push_back(option.key);
    }

    void read(const toml::table& table, const std::string& prefix = {}) {
        std::vector<std::string_view> known;
        for (const std::string_view key : m_keys)
            if (key.starts_with(prefix))
                known.push_back(key.substr(prefix.size(), key.find('.', prefix.size()) - prefix.size()));
        if (prefix.empty())
            known.emplace_back("upstream");
        for (const auto& [name, node] : table)
            readSetting(name.str(), node, prefix, known);
    }

private:
    void readSetting(std::string_view name, const toml::node& node, const std::string& prefix,
        const std::vector<std::string_view>& known) {
        const auto where = fmt::format("{}:{}", m_context.path.string(), node.source().begin.line);
        const std::string key = prefix + std::string(name);
        const bool isSetting = std::ranges::find(m_keys, key) != m_keys.end();
        if (std::ranges::find(known, name) == known.end() || name.find('.') != std::string_view::npos) {
            const std::string meant = nearest(name, known);
            m_problems.push_back(fmt::format("{}: unknown setting \"{}\"{}", where, key,
                meant.empty() ? "" : "; did you mean \"" + prefix + meant + "\"?"));
        } else if (key == "upstream") {
            m_contents.upstream = readUpstreams(node, m_context, m_problems);
        } else if (!isSetting) {
            if (const toml::table* inside = node.as_table())
                read(*inside, key + ".");
            else
                m_problems.push_back(fmt::format("{}: \"{}\" is written as [{}]", where, key, key));
        } else if (const auto value = textOf(node)) {
            m_contents.values.emplace(key, *value);
        } else {
            m_problems.push_back(
                fmt::format("{}: \"{}\" must be a text, a number, true or false, or a list of texts", where, key));
        }
    }

    const FileContext& m_context;
    FileContents& m_contents;
    std::vector<std::string>& m_problems;
    std::vector<std::string_view> m_keys;
};

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

    SettingsReader(context, contents, problems).read(table);
    return contents;
}

} // namespace kinora::config
