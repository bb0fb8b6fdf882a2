#include "Console.h"

#include "AccountCommands.h"
#include "Backup.h"
#include "DatabaseAccess.h"
#include "api/ContractRoutes.h"
#include "base/Crypto.h"
#include "cli/Completion.h"
#include "cli/Output.h"
#include "domain/AuditChain.h"
#include "pg/Migrator.h"
#include "store/Migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace kinora {
namespace {

using cli::Output;
using config::CommandLine;

/// The relay's data, and where to say what came of it.
struct Archive {
    const CommandLine& line;
    const config::Config& config;
    const Output& output;
    DatabaseAccess& database;
};

int migrate(const CommandLine&, const config::Config& config, const Output& output) {
    const auto database = DatabaseAccess::open(config, DatabaseAccess::Wanted::Any);
    if (!database)
        return output.refuse(database.error());
    const int before = (*database)->wait(pg::schemaVersion((*database)->pool()));
    try {
        static_cast<void>((*database)->wait(pg::migrate((*database)->pool(), store::migrations())));
    } catch (const pg::MigrationError& error) {
        return output.refuse(Error{Code::Conflict, error.what(), {}, {}});
    }
    const int after = (*database)->wait(pg::schemaVersion((*database)->pool()));
    output.say(before == after ? fmt::format("The database has schema {} already.", after)
                               : fmt::format("Brought the database from schema {} to {}.", before, after),
        {{"before", before}, {"after", after}});
    return cli::Done;
}

int verifyAudit(Archive archive) {
    const auto kept = domain::readKeptHead(domain::auditHeadFile(archive.config.dataDirectory));
    if (!kept)
        return archive.output.refuse(kept.error());
    const domain::AuditVerdict verdict = archive.database.wait(domain::verifyAudit(archive.database.pool(), *kept));
    std::vector<std::vector<std::string>> rows;
    json::array flaws;
    for (const domain::AuditFlaw& flaw : verdict.flaws) {
        rows.push_back({std::to_string(flaw.seq), std::string(toText(flaw.kind)), flaw.detail});
        flaws.push_back({{"seq", flaw.seq}, {"kind", toText(flaw.kind)}, {"detail", flaw.detail}});
    }
    const std::string head = toHex(verdict.head.hash);
    std::string text = fmt::format("{} entries, the last is {}, hash {}.\n", verdict.rows, verdict.head.seq, head);
    if (*kept)
        text += fmt::format("Kept outside the database: {}, hash {}.\n", (*kept)->seq, toHex((*kept)->hash));
    else
        text += "No head was kept in this data folder yet, so a cut end cannot be found.\n";
    std::int64_t newer = 0;
    if (*kept)
        newer = std::max<std::int64_t>(0, verdict.head.seq - (*kept)->seq);
    // No sign of a cut: what is missing is at the other end.
    if (newer > 0)
        text += fmt::format("{} newer than that: written just now, in the moment before a relay was killed, or while "
                            "no relay with this data folder ran.\n",
            newer == 1 ? std::string("1 entry is") : fmt::format("{} entries are", newer));
    text += rows.empty() ? std::string("The log is what was written.") : cli::table({"ENTRY", "WHAT", "WHY"}, rows);
    archive.output.say(text, {{"entries", verdict.rows}, {"head", {{"seq", verdict.head.seq}, {"hash", head}}},
                                 {"kept", *kept ? json::value((*kept)->seq) : json::value(nullptr)},
                                 {"newer", *kept ? json::value(newer) : json::value(nullptr)},
                                 {"intact", verdict.flaws.empty()}, {"flaws", std::move(flaws)}});
    return verdict.flaws.empty() ? cli::Done : cli::FoundWrong;
}

std::string size(std::uint64_t bytes) {
    constexpr double step = 1024;
    auto value = static_cast<double>(bytes);
    const char* unit = "B";
    for (const char* next : {"kB", "MB", "GB", "TB"}) {
        if (value < step)
            break;
        value /= step;
        unit = next;
    }
    return *unit == 'B' ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, unit);
}

std::int64_t rowsIn(const json::object& manifest) {
    std::int64_t rows = 0;
    for (const json::value& table : manifest.at("tables").as_array())
        rows += table.at("rows").to_number<std::int64_t>();
    return rows;
}

int backup(Archive archive) {
    const std::string folder = archive.line.argument("dir");
    const Result<json::object> manifest = makeBackup(archive.database, archive.config, folder);
    if (!manifest)
        return archive.output.refuse(manifest.error());
    archive.output.say(
        fmt::format(
            "Saved {} rows and {} files ({}) in {}.\nIt holds the relay's secrets: keep it where only you can read "
            "it.",
            rowsIn(*manifest), manifest->at("files").to_number<std::int64_t>(),
            size(manifest->at("bytes").to_number<std::uint64_t>()), folder),
        *manifest);
    return cli::Done;
}

int restore(const CommandLine& line, const config::Config& config, const Output& output) {
    const Result<json::object> manifest = restoreBackup(config, line.argument("dir"));
    if (!manifest)
        return output.refuse(manifest.error());
    std::string text = fmt::format("Restored {} rows and {} files; counts and hashes are those that were saved.",
        rowsIn(*manifest), manifest->at("files").to_number<std::int64_t>());
    for (const json::value& name : manifest->at("drained").as_array())
        text += fmt::format(
            "\n{} is drained, because jobs were waiting for it that may have been made since. Look at them, "
            "cancel what is not wanted, then resume it (POST /api/v1/admin/upstreams/…/resume).",
            std::string_view(name.as_string()));
    output.say(text, *manifest);
    return cli::Done;
}

int openApi(std::ostream& out) {
    out << api::openApiDocument();
    return cli::Done;
}

int completion(const CommandLine& line, const Output& output, std::ostream& out) {
    const auto script = cli::completionScript(line.argument("shell"));
    if (!script)
        return output.refuse(Error{Code::ValidationFailed, "Shells are bash, zsh and fish.", {}, {}});
    out << *script;
    return cli::Done;
}

int accounts(Archive archive) {
    return runAccountCommand(archive.line, archive.config, archive.output, archive.database);
}

int withDatabase(const CommandLine& line, const config::Config& config, const Output& output, int (*command)(Archive)) {
    const auto database = DatabaseAccess::open(config, DatabaseAccess::Wanted::Present);
    if (!database)
        return output.refuse(database.error());
    return command(Archive{line, config, output, **database});
}

} // namespace

int runCommand(const CommandLine& line, const config::Config& config, std::ostream& out, std::ostream& err) {
    const Output output(out, err, line.json);
    switch (line.mode) {
    case config::Mode::Migrate:
        return migrate(line, config, output);
    case config::Mode::AuditVerify:
        return withDatabase(line, config, output, verifyAudit);
    case config::Mode::Backup:
        return withDatabase(line, config, output, backup);
    case config::Mode::Restore:
        return restore(line, config, output);
    case config::Mode::OpenApi:
        return openApi(out);
    case config::Mode::Completion:
        return completion(line, output, out);
    case config::Mode::Serve:
    case config::Mode::Check:
        break;
    default:
        return withDatabase(line, config, output, accounts);
    }
    return cli::BadUsage;
}

} // namespace kinora
