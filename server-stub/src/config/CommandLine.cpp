#include "config/CommandLine.h"

#include "base/Version.h"
#include "config/Load.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace kinora::config {
namespace {

/// The flags of one mode, and where their values go.
void addOptions(CLI::App& app, std::map<std::string, std::string>& flags) {
    for (const Option& option : options()) {
        if (option.flag.empty())
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

std::string hintFor(const std::vector<std::string>& arguments) {
    std::vector<std::string_view> known{"--help", "--version"};
    for (const Option& option : options())
        if (!option.flag.empty())
            known.push_back(option.flag);
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
    app.require_subcommand(1);
    CLI::App* serve = app.add_subcommand("serve", "Run the relay");
    CLI::App* check =
        app.add_subcommand("check", "Print each setting and where it came from, and what is wrong with it");
    addOptions(*serve, line.flags);
    addOptions(*check, line.flags);
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
    line.mode = check->parsed() ? Mode::Check : Mode::Serve;
    return line;
}

} // namespace kinora::config
