// The table of commands.
#include "config/CommandLine.h"

#include <algorithm>
#include <array>

namespace kinora::config {
namespace {

using Settings = CommandRow::Settings;

constexpr std::array UserArgument{
    Argument{"user", "", "The account's e-mail address, handle (with or without @) or id", true}};

constexpr std::array UserListArguments{Argument{"--status", "STATUS", "Only these: active, pending or disabled"},
    Argument{"--search", "TEXT", "Only those with this in address, handle or name"}};

constexpr std::array UserAddArguments{Argument{"email", "", "The account's e-mail address", true},
    Argument{"--admin", "", "As an administrator"}, Argument{"--handle", "HANDLE", "Made from the address if absent"},
    Argument{"--name", "NAME", "How others see it; made from the address if absent"},
    Argument{"--password-stdin", "", "Read the password from standard input; without this a code to set one is made"}};

constexpr std::array UserRoleArguments{Argument{"user", "", "The account's e-mail address, handle or id", true},
    Argument{"role", "", "admin or member", true}};

constexpr std::array InviteArguments{Argument{"--admin", "", "Who uses it becomes an administrator"},
    Argument{"--uses", "N", "How many accounts it makes (1)"}, Argument{"--days", "N", "How long it is good for (7)"},
    Argument{"--note", "TEXT", "For whom; only administrators see it"}};

constexpr std::array InviteRevokeArguments{Argument{"id", "", "As `invite list` shows it", true}};

constexpr std::array LimitsArguments{Argument{"user", "", "The account's e-mail address, handle or id", true},
    Argument{"--money-per-month", "USD", "A number, none for no limit, or default"},
    Argument{"--seconds-per-month", "N", "Likewise"}, Argument{"--videos-per-hour", "N", "Likewise"},
    Argument{"--waiting-jobs", "N", "Likewise"}};

constexpr std::array BackupArguments{Argument{"dir", "", "A folder that does not exist yet, or is empty", true}};
constexpr std::array RestoreArguments{Argument{"dir", "", "What `backup` made", true}};
constexpr std::array CompletionArguments{Argument{"shell", "", "bash, zsh or fish", true}};

constexpr std::array Commands{
    CommandRow{Mode::Serve, "", "serve", "Run the relay", Settings::All, false, {}},
    CommandRow{Mode::Check, "", "check", "Print each setting and where it came from, and what is wrong with it",
        Settings::All, true, {}},
    CommandRow{Mode::Migrate, "", "migrate", "Bring the database to this program's schema", Settings::Data, true, {}},
    CommandRow{Mode::UserList, "user", "list", "List the accounts", Settings::Data, true, UserListArguments},
    CommandRow{Mode::UserAdd, "user", "add", "Make an account", Settings::Data, true, UserAddArguments},
    CommandRow{Mode::UserDisable, "user", "disable", "Take an account out of use, and end its sessions", Settings::Data,
        true, UserArgument},
    CommandRow{Mode::UserEnable, "user", "enable", "Approve an account, or take it back into use", Settings::Data, true,
        UserArgument},
    CommandRow{Mode::UserRole, "user", "role", "Make an account an administrator's, or no longer", Settings::Data, true,
        UserRoleArguments},
    CommandRow{Mode::UserReset, "user", "reset", "Make a one-time code with which a new password can be set",
        Settings::Data, true, UserArgument},
    CommandRow{Mode::InviteCreate, "invite", "create", "Make an invitation", Settings::Data, true, InviteArguments},
    CommandRow{Mode::InviteList, "invite", "list", "List the invitations", Settings::Data, true, {}},
    CommandRow{
        Mode::InviteRevoke, "invite", "revoke", "Take an invitation back", Settings::Data, true, InviteRevokeArguments},
    CommandRow{
        Mode::Limits, "", "limits", "Show or set the limits of one account", Settings::Data, true, LimitsArguments},
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
