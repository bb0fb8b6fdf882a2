#include "cli/Completion.h"

#include "config/CommandLine.h"
#include "config/Load.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <vector>

namespace kinora::cli {
namespace {

struct Word {
    std::string text;
    std::string help;
};

std::vector<Word> optionsOf(const config::CommandRow& row) {
    std::vector<Word> words;
    for (const config::Argument& argument : row.arguments)
        if (argument.name.starts_with("--"))
            words.push_back({std::string(argument.name), std::string(argument.help)});
    if (row.json)
        words.push_back({"--json", "Answer in JSON, for programs"});
    for (const config::Option& option : config::options()) {
        const bool taken = row.settings == config::CommandRow::Settings::All ||
                           (row.settings == config::CommandRow::Settings::Data && config::isDataSetting(option.key));
        if (taken && !option.flag.empty())
            words.push_back({std::string(option.flag), std::string(option.help)});
    }
    words.push_back({"--help", "Say more"});
    return words;
}

/// What may stand at the beginning, and behind the name of each group.
std::map<std::string, std::vector<Word>> namesByGroup() {
    std::map<std::string, std::vector<Word>> names;
    std::set<std::string_view> groups;
    for (const config::CommandRow& row : config::commands()) {
        names[std::string(row.group)].push_back({std::string(row.name), std::string(row.help)});
        if (!row.group.empty() && groups.insert(row.group).second)
            names[""].push_back({std::string(row.group), fmt::format("{} …", row.group)});
    }
    return names;
}

std::string pathOf(const config::CommandRow& row) {
    return row.group.empty() ? std::string(row.name) : fmt::format("{} {}", row.group, row.name);
}

std::string joined(const std::vector<Word>& words) {
    std::string text;
    for (const Word& word : words)
        text += (text.empty() ? "" : " ") + word.text;
    return text;
}

/// For bash, and for zsh by its own emulation of it.
std::string bashScript() {
    std::string cases;
    for (const auto& [group, words] : namesByGroup())
        if (!group.empty())
            cases += fmt::format("        '{}') words='{}' ;;\n", group, joined(words));
    for (const config::CommandRow& row : config::commands()) {
        std::vector<Word> words = optionsOf(row);
        if (row.mode == config::Mode::Completion)
            words.insert(words.begin(), {{"bash", ""}, {"zsh", ""}, {"fish", ""}});
        cases += fmt::format("        '{}') words='{}' ;;\n", pathOf(row), joined(words));
    }
    return fmt::format(R"(_kinora_relay() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path= words= word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$path" in
            ''|user|invite|audit) [[ $word == -* ]] || path="${{path:+$path }}$word" ;;
        esac
    done
    case "$path" in
        '') words='{}' ;;
{}    esac
    COMPREPLY=()
    case "$previous" in
        --config|--data-dir|--media-dir|--tls-cert|--tls-key) ;;
        *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    esac
}}
complete -o default -F _kinora_relay kinora-relay
)",
        joined(namesByGroup().at("")) + " --help --version", cases);
}

std::string quotedForFish(std::string_view text) {
    std::string quoted;
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return "'" + quoted + "'";
}

std::string fishScript() {
    std::string script = "complete -c kinora-relay -e\n";
    for (const auto& [group, words] : namesByGroup()) {
        const std::string condition = group.empty() ? std::string("__fish_use_subcommand")
                                                    : fmt::format("__fish_seen_subcommand_from {0}; and not "
                                                                  "__fish_seen_subcommand_from {1}",
                                                          group, joined(words));
        for (const Word& word : words)
            script += fmt::format("complete -c kinora-relay -f -n {} -a {} -d {}\n", quotedForFish(condition),
                word.text, quotedForFish(word.help));
    }
    for (const config::CommandRow& row : config::commands()) {
        std::string condition = fmt::format("__fish_seen_subcommand_from {}", row.name);
        if (!row.group.empty())
            condition = fmt::format("__fish_seen_subcommand_from {}; and {}", row.group, condition);
        for (const Word& word : optionsOf(row))
            script += fmt::format("complete -c kinora-relay -n {} -l {} -d {}\n", quotedForFish(condition),
                word.text.substr(2), quotedForFish(word.help));
    }
    script += "complete -c kinora-relay -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n";
    return script;
}

} // namespace

std::optional<std::string> completionScript(std::string_view shell) {
    if (shell == "bash")
        return "# kinora-relay completion bash >> ~/.bashrc\n" + bashScript();
    if (shell == "zsh")
        return "# kinora-relay completion zsh >> ~/.zshrc\nautoload -U +X bashcompinit && bashcompinit\n" +
               bashScript();
    if (shell == "fish")
        return "# kinora-relay completion fish > ~/.config/fish/completions/kinora-relay.fish\n" + fishScript();
    return std::nullopt;
}

} // namespace kinora::cli
