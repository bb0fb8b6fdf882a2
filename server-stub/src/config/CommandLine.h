// What was typed after kinora-relay.
#pragma once

#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::config {

enum class Mode {
    Serve,
    Check,
    Migrate,
    UserList,
    UserAdd,
    UserDisable,
    UserEnable,
    UserRole,
    UserReset,
    InviteCreate,
    InviteList,
    InviteRevoke,
    Limits,
    AuditVerify,
    Backup,
    Restore,
    OpenApi,
    Completion,
};

/// One thing a command takes beside the settings: an option if the name starts with "--", else a word in its place.
struct Argument {
    std::string_view name;
    std::string_view placeholder; ///< of an option; empty: a switch
    std::string_view help;
    bool required = false;
};

struct CommandRow {
    Mode mode;
    std::string_view group; ///< "user" of `user add`; empty: the command stands alone
    std::string_view name;
    std::string_view help;
    /// Which of the settings it takes: all, those that say where the data is, or none.
    enum class Settings { All, Data, None } settings;
    bool json = false; ///< takes --json
    std::span<const Argument> arguments;
};

/// The table of commands: the parser, the help and the completion are made from it.
[[nodiscard]] std::span<const CommandRow> commands();
/// Whether `key` (an Option's) is one of the settings of Settings::Data.
[[nodiscard]] bool isDataSetting(std::string_view key);

struct CommandLine {
    Mode mode = Mode::Serve;
    std::map<std::string, std::string> flags;                  ///< settings, by Option::key
    std::map<std::string, std::string, std::less<>> arguments; ///< of the command, by Argument::name; a switch: "true"
    bool json = false;

    /// What was given, or "".
    [[nodiscard]] std::string argument(std::string_view name) const;
};

/// The program ends at once with this: help and version on standard output (exit code 0), mistakes on standard error
/// (2).
struct Ending {
    int exitCode = 0;
    std::string text;
};

/// arguments: without the program's name.
[[nodiscard]] std::expected<CommandLine, Ending> parseCommandLine(const std::vector<std::string>& arguments);

} // namespace kinora::config
