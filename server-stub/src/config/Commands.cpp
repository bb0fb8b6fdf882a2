// The table of commands.
#include "config/CommandLine.h"

#include <algorithm>
#include <array>

namespace kinora::config {
namespace {

using Settings = CommandRow::Settings;

constexpr std::array BackupArguments{Argument{"dir", "", "A folder that does not exist yet, or is empty", true}};
constexpr std::array RestoreArguments{Argument{"dir", "", "What `backup` made", true}};
constexpr std::array CompletionArguments{Argument{"shell", "", "bash, zsh or fish", true}};

constexpr std::array Commands{
    CommandRow{Mode::Serve, "", "serve", "Run the relay", Settings::All, false, {}},
    CommandRow{Mode::Check, "", "check", "Print each setting and where it came from, and what is wrong with it",
        Settings::All, true, {}},
    CommandRow{Mode::Migrate, "", "migrate", "Bring the database to this program's schema", Settings::Data, true, {}},
    CommandRow{Mode::AuditVerify, "audit", "verify", "Look whether the audit log is what was written", Settings::Data,
        true, {}},
    CommandRow{Mode::Backup, "", "backup", "Save database, videos and secrets, also while the relay runs",
        Settings::Data, true, BackupArguments},
    CommandRow{Mode::Restore, "", "restore", "Bring a backup back, into an empty place", Settings::Data, true,
        RestoreArguments},
    CommandRow{Mode::OpenApi, "", "openapi", "Print the contract, openapi.yaml", Settings::None, false, {}},
    CommandRow{Mode::Completion, "", "completion", "Print a script that completes these words in your shell",
        Settings::None, false, CompletionArguments},
};

} // namespace

std::span<const CommandRow> commands() {
    return Commands;
}

bool isDataSetting(std::string_view key) {
    constexpr std::array<std::string_view, 6> keys{
        "config", "data_dir", "media_dir", "database_url", "log_format", "log_level"};
    return std::ranges::find(keys, key) != keys.end();
}

std::string CommandLine::argument(std::string_view name) const {
    const auto found = arguments.find(name);
    return found == arguments.end() ? std::string() : found->second;
}

} // namespace kinora::config
