#include "config/CommandLine.h"

#include "base/Version.h"
#include "config/Load.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace kinora::config {
namespace {

/// The settings that one command takes, and where their values go.
void addSettings(CLI::App& app, CommandRow::Settings which, std::map<std::string, std::string>& flags) {
    if (which == CommandRow::Settings::None)
        return;
    for (const Option& option : options()) {
        if (option.flag.empty() || (which == CommandRow::Settings::Data && !isDataSetting(option.key)))
            continue;
        const std::string key(option.key);
        std::string help(option.help);
        if (!option.environment.empty())
            help += fmt::format(" [{}]", option.environment);
        if (option.placeholder.empty()) {
            app.add_flag_callback(std::string(option.flag), [&flags, key] { flags[key] = "true"; }, help);
        } else {
            const auto store = [&flags, key](const std::string& value) {
                flags[key] = value;
            };
            app.add_option_function<std::string>(std::string(option.flag), store, help)
                ->option_text(std::string(option.placeholder));
        }
    }
}

std::string_view groupHelp(std::string_view group) {
    if (group == "user")
        return "The accounts";
    return group == "invite" ? "Invitations" : "The audit log";
}

void addArguments(CLI::App& app, const CommandRow& row, CommandLine& line) {
    for (const Argument& argument : row.arguments) {
        const std::string name(argument.name);
        const std::string help(argument.help);
        if (name.starts_with("--") && argument.placeholder.empty()) {
            app.add_flag_callback(name, [&line, name] { line.arguments[name] = "true"; }, help);
            continue;
        }
        const auto store = [&line, name](const std::string& value) {
            line.arguments[name] = value;
        };
        CLI::Option* option = app.add_option_function<std::string>(name, store, help);
        option->option_text(std::string(argument.placeholder));
        option->required(argument.required);
    }
    if (row.json)
        app.add_flag("--json", line.json, "Answer in JSON, for programs");
}

std::string hintFor(const std::vector<std::string>& arguments) {
    std::vector<std::string_view> known{"--help", "--version", "--json"};
    for (const Option& option : options())
        if (!option.flag.empty())
            known.push_back(option.flag);
    for (const CommandRow& row : commands())
        for (const Argument& argument : row.arguments)
            if (argument.name.starts_with("--"))
                known.push_back(argument.name);
    for (const std::string& argument : arguments) {
        const std::string flag = argument.substr(0, argument.find('='));
        if (!flag.starts_with("--") || std::ranges::find(known, flag) != known.end())
            continue;
        const std::string meant = nearest(flag, known);
        if (!meant.empty())
            return fmt::format("Did you mean {}?\n", meant);
    }
    return {};
}

} // namespace

std::expected<CommandLine, Ending> parseCommandLine(const std::vector<std::string>& arguments) {
    CommandLine line;
    CLI::App app("Holds the upstream's token, queues the work, keeps the videos.", "kinora-relay");
    app.set_version_flag("--version", fmt::format("kinora-relay {}", version()));
    app.footer("Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 3 looked and found something wrong.\n"
               "kinora-relay COMMAND --help says more of each.");
    app.require_subcommand(1);
    std::map<std::string_view, CLI::App*> groups;
    for (const CommandRow& row : commands()) {
        CLI::App* parent = &app;
        if (!row.group.empty()) {
            CLI::App*& group = groups[row.group];
            if (group == nullptr) {
                group = app.add_subcommand(std::string(row.group), std::string(groupHelp(row.group)));
                group->require_subcommand(1);
            }
            parent = group;
        }
        CLI::App* command = parent->add_subcommand(std::string(row.name), std::string(row.help));
        command->final_callback([&line, mode = row.mode] { line.mode = mode; });
        addArguments(*command, row, line);
        addSettings(*command, row.settings, line.flags);
    }
    // CLI11 takes them from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return std::unexpected(Ending{0, app.help("", CLI::AppFormatMode::Normal)});
    } catch (const CLI::CallForVersion& versionText) {
        return std::unexpected(Ending{0, std::string(versionText.what()) + "\n"});
    } catch (const CLI::ParseError& error) {
        return std::unexpected(
            Ending{2, fmt::format("kinora-relay: {}\n{}Try kinora-relay --help.\n", error.what(), hintFor(arguments))});
    }
    return line;
}

} // namespace kinora::config
