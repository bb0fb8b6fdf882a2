#include "Backup.h"

#include "SecretSetup.h"
#include "base/Clock.h"
#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Time.h"
#include "base/Version.h"
#include "config/SecretFiles.h"
#include "domain/Audit.h"
#include "domain/AuditChain.h"
#include "media/ContentStore.h"
#include "pg/ClientPrograms.h"
#include "pg/DatabaseError.h"
#include "store/Blobs.h"
#include "store/EventLog.h"
#include "store/Figures.h"
#include "store/Inventory.h"
#include "store/Migrations.h"
#include "store/Server.h"
#include "store/UpstreamOverview.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

namespace kinora {
namespace fs = std::filesystem;
namespace {

constexpr int Format = 1;
constexpr auto ManifestFile = "manifest.json";
constexpr auto DumpFile = "database.dump";
constexpr auto MediaFolder = "media";
constexpr auto SecretsFolder = "secrets";
constexpr std::chrono::hours ToolLimit{12};
constexpr std::size_t ChunkBytes = 1 << 20;
constexpr int MostRounds = 10;

std::unexpected<Error> failed(std::string detail) {
    return fail(Code::Internal, std::move(detail));
}

/// Not there, or without anything in it.
bool isEmptyPlace(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error))
        return true;
    return fs::is_directory(folder, error) && fs::is_empty(folder, error) && !error;
}

Result<> makePrivateFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error)
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return failed(fmt::format("{} cannot be made: {}", folder.string(), error.message()));
    return {};
}

/// The file's hash in hex, copied on the way if there is a target.
Result<std::string> hashFile(const fs::path& from, const std::optional<fs::path>& target) {
    std::ifstream in(from, std::ios::binary);
    if (!in)
        return failed(fmt::format("{} cannot be read.", from.string()));
    std::optional<DurableFile> out;
    if (target) {
        std::error_code error;
        fs::create_directories(target->parent_path(), error);
        Result<DurableFile> made = DurableFile::create(*target);
        if (!made)
            return std::unexpected(std::move(made.error()));
        out.emplace(std::move(*made));
    }
    Sha256 hash;
    std::string chunk(ChunkBytes, '\0');
    while (in) {
        in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        const std::string_view bytes(chunk.data(), static_cast<std::size_t>(in.gcount()));
        hash.update(bytes);
        if (out)
            if (Result<> written = out->write(bytes); !written)
                return std::unexpected(std::move(written.error()));
    }
    if (in.bad())
        return failed(fmt::format("{} cannot be read.", from.string()));
    if (out)
        if (Result<> committed = out->commit(); !committed)
            return std::unexpected(std::move(committed.error()));
    return toHex(hash.finish());
}

/// Copied, and what the name promises.
Result<> copyChecked(const fs::path& from, const fs::path& target, const std::string& sha256) {
    const Result<std::string> hash = hashFile(from, target);
    if (!hash)
        return std::unexpected(hash.error());
    if (*hash != sha256)
        return failed(fmt::format("{} is damaged: its bytes are not those that were stored.", from.string()));
    return {};
}

fs::path mediaPath(const fs::path& root, const std::string& sha256) {
    return root / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Result<> runClient(
    Spawner& spawner, const std::string& conninfo, const char* name, std::vector<std::string> arguments) {
    const auto program = pg::findClientProgram(name);
    if (!program)
        return failed(fmt::format("{} is not installed (on Debian: apt install postgresql-client).", name));
    const auto environment = pg::clientEnvironment(conninfo);
    if (!environment)
        return failed("The address of the database cannot be read.");
    Command command;
    command.program = *program;
    command.arguments = std::move(arguments);
    command.environment = *environment;
    const Result<ExitStatus> status = runToEnd(spawner, std::move(command), ToolLimit);
    if (!status)
        return std::unexpected(status.error());
    if (!status->success())
        return failed(fmt::format("{} failed; what it said stands above.", name));
    return {};
}

/// What the snapshot holds, beside its rows.
struct Snapshot {
    std::string serverId;
    domain::AuditHead auditHead;
    std::vector<store::TableInventory> tables;
    std::vector<store::StoredBlob> blobs;
};

Task<pg::Transaction> beginSnapshot(pg::Pool& pool) {
    pg::Transaction transaction = co_await pool.begin();
    co_await transaction.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    co_await transaction.query("SET LOCAL idle_in_transaction_session_timeout TO 0"); // the dump takes its time
    co_return transaction;
}

/// As long as its transaction lasts, everybody who is told the snapshot's name sees the same rows: `dump` is run then.
/// It blocks the only I/O thread of this command, which has nothing else to do.
Task<Result<Snapshot>> takeSnapshot(pg::Pool& pool, std::function<Result<>(const std::string& name)> dump) {
    pg::Transaction transaction = co_await beginSnapshot(pool);
    pg::Connection& connection = transaction.connection();
    Snapshot snapshot;
    const std::string name = co_await store::exportSnapshot(connection);
    const auto server = co_await store::findServer(connection);
    if (server)
        snapshot.serverId = server->id;
    snapshot.auditHead = co_await store::readAuditHead(connection);
    snapshot.tables = co_await store::takeInventory(connection);
    snapshot.blobs = co_await store::readBlobs(connection);
    const Result<> dumped = dump(name);
    co_await transaction.rollback();
    if (!dumped)
        co_return std::unexpected(dumped.error());
    co_return snapshot;
}

enum class Copied { Whole = 1, Outdated };

/// What was copied before is not copied again. Outdated where a file was deleted for ever since the snapshot.
Result<Copied> copyMedia(DatabaseAccess& database, const media::ContentStore& content,
    const std::vector<store::StoredBlob>& blobs, const fs::path& target, std::set<std::string>& copied) {
    for (const store::StoredBlob& blob : blobs) {
        if (copied.contains(blob.sha256))
            continue;
        const auto file = content.open(blob.sha256);
        Result<> done = file ? copyChecked(file->path, mediaPath(target, blob.sha256), blob.sha256)
                             : failed(fmt::format("The file {} is not in the media folder.", blob.sha256));
        if (!done && !content.open(blob.sha256) && !database.wait(store::isKnownBlob(database.pool(), blob.sha256)))
            return Copied::Outdated;
        if (!done)
            return std::unexpected(std::move(done.error()));
        copied.insert(blob.sha256);
    }
    return Copied::Whole;
}

/// Those that a later snapshot does not hold any more.
void removeOthers(const std::vector<store::StoredBlob>& blobs, const fs::path& target, std::set<std::string> copied) {
    for (const store::StoredBlob& blob : blobs)
        copied.erase(blob.sha256);
    std::error_code ignored;
    for (const std::string& sha256 : copied)
        fs::remove(mediaPath(target, sha256), ignored);
}

json::array toJson(const std::vector<store::TableInventory>& tables) {
    json::array list;
    for (const store::TableInventory& one : tables)
        list.push_back({{"table", one.table}, {"rows", one.rows}, {"checksum", one.checksum}});
    return list;
}

Result<> saveSecrets(const config::Config& config, const fs::path& folder) {
    const Result<Secrets> secrets = loadSecrets(config);
    if (!secrets)
        return std::unexpected(secrets.error());
    if (Result<> made = makePrivateFolder(folder); !made)
        return made;
    const std::array<std::pair<const char*, const Secret*>, 3> all{{{config::JwtSecretFile, &secrets->jwt},
        {config::PepperFile, &secrets->pepper}, {config::StandInTokenFile, &secrets->standInToken}}};
    for (const auto& [name, secret] : all)
        if (Result<> written = writeDurably(folder / name, std::string(secret->reveal()) + "\n"); !written)
            return written;
    return {};
}

domain::AuditEvent eventOf(domain::AuditAction action, json::object details) {
    domain::AuditEvent event;
    event.action = action;
    event.actor.kind = domain::Actor::Kind::Operator;
    event.subjectKind = "backup";
    event.details = std::move(details);
    return event;
}

} // namespace

Result<json::object> makeBackup(DatabaseAccess& database, const config::Config& config, const fs::path& target) {
    if (!isEmptyPlace(target))
        return failField("dir", "not_empty", fmt::format("{} is there already and not empty.", target.string()));
    if (Result<> made = makePrivateFolder(target); !made)
        return std::unexpected(std::move(made.error()));

    const auto dump = [&](const std::string& name) {
        return runClient(database.spawner(), database.pool().conninfo(), "pg_dump",
            {"--format=custom", "--no-owner", "--no-privileges", "--schema=public", "--snapshot=" + name,
                "--file=" + (target / DumpFile).string()});
    };
    const media::ContentStore content(config.mediaDirectory);
    std::set<std::string> copied;
    Snapshot snapshot;
    // People go on deleting meanwhile. Each round has less to copy than the one before.
    for (int round = 1;; ++round) {
        Result<Snapshot> taken = database.wait(takeSnapshot(database.pool(), dump));
        if (!taken)
            return std::unexpected(std::move(taken.error()));
        snapshot = std::move(*taken);
        const Result<Copied> state = copyMedia(database, content, snapshot.blobs, target / MediaFolder, copied);
        if (!state)
            return std::unexpected(state.error());
        if (*state == Copied::Whole)
            break;
        if (round == MostRounds)
            return failed("Files are deleted faster than they can be copied. Try again later.");
    }
    removeOthers(snapshot.blobs, target / MediaFolder, std::move(copied));
    std::uint64_t bytes = 0;
    for (const store::StoredBlob& blob : snapshot.blobs)
        bytes += blob.bytes;
    const Result<std::string> dumpHash = hashFile(target / DumpFile, std::nullopt);
    if (!dumpHash)
        return std::unexpected(dumpHash.error());

    if (Result<> saved = saveSecrets(config, target / SecretsFolder); !saved)
        return std::unexpected(std::move(saved.error()));

    json::object manifest{{"format", Format}, {"version", version()}, {"createdAt", toRfc3339(SystemClock().now())},
        {"serverId", snapshot.serverId}, {"schemaVersion", store::migrations().size()}, {"databaseSha256", *dumpHash},
        {"files", snapshot.blobs.size()}, {"bytes", bytes}};
    manifest["auditHead"] = {{"seq", snapshot.auditHead.seq}, {"hash", toHex(snapshot.auditHead.hash)}};
    manifest["tables"] = toJson(snapshot.tables);
    if (Result<> written = writeDurably(target / ManifestFile, json::serialize(manifest) + "\n"); !written)
        return std::unexpected(std::move(written.error()));
    json::object details{{"files", snapshot.blobs.size()}, {"auditSeq", snapshot.auditHead.seq}};
    database.wait(domain::audit(database.pool(), eventOf(domain::AuditAction::BackupMade, std::move(details))));
    return manifest;
}

namespace {

struct Manifest {
    json::object whole;
    std::string dumpHash;
    domain::AuditHead auditHead;
};

Result<Manifest> readManifest(const fs::path& source) {
    const auto broken = [&source] {
        return failField("dir", "invalid", fmt::format("{} is not a complete backup.", source.string()));
    };
    const Result<std::string> text = readFile(source / ManifestFile);
    if (!text)
        return broken();
    Result<json::object> object = parseObject(*text);
    if (!object)
        return broken();
    Manifest manifest;
    manifest.whole = std::move(*object);
    try {
        if (manifest.whole.at("format").as_int64() != Format)
            return failField("dir", "unsupported", "This backup was made by another version of kinora-relay.");
        if (manifest.whole.at("schemaVersion").as_int64() != static_cast<std::int64_t>(store::migrations().size()))
            return failField("dir", "unsupported",
                fmt::format("This backup has the schema of kinora-relay {}: restore it with that version.",
                    std::string_view(manifest.whole.at("version").as_string())));
        manifest.dumpHash = manifest.whole.at("databaseSha256").as_string();
        const json::object& head = manifest.whole.at("auditHead").as_object();
        manifest.auditHead.seq = head.at("seq").as_int64();
        manifest.auditHead.hash = fromHex(head.at("hash").as_string()).value_or("");
        if (!manifest.whole.at("tables").is_array() || !manifest.whole.at("files").is_int64())
            return broken();
    } catch (const std::exception&) { // a member is missing or of another type
        return broken();
    }
    return manifest;
}

/// Every file of the backup is what its name says; their number.
Result<std::int64_t> checkFiles(const fs::path& source, const Manifest& manifest) {
    const Result<std::string> dumpHash = hashFile(source / DumpFile, std::nullopt);
    if (!dumpHash)
        return std::unexpected(dumpHash.error());
    if (*dumpHash != manifest.dumpHash)
        return failed("The database in this backup is damaged: it does not have the hash that it was saved with.");
    std::int64_t files = 0;
    for (const auto& entry : media::ContentStore(source / MediaFolder).entries()) {
        const Result<std::string> hash = hashFile(mediaPath(source / MediaFolder, entry.sha256), std::nullopt);
        if (!hash)
            return std::unexpected(hash.error());
        if (*hash != entry.sha256)
            return failed(fmt::format("The file {} in this backup is damaged.", entry.sha256));
        ++files;
    }
    if (files != manifest.whole.at("files").as_int64())
        return failed(fmt::format("This backup has {} files of {}.", files, manifest.whole.at("files").as_int64()));
    return files;
}

/// Those given by the environment must be those of the backup, or no password in it would ever fit again.
Result<> restoreSecrets(const config::Config& config, const fs::path& source) {
    const fs::path folder = config::secretFolder(config.dataDirectory);
    if (Result<> made = makePrivateFolder(folder); !made)
        return made;
    for (const char* name : {config::JwtSecretFile, config::PepperFile, config::StandInTokenFile}) {
        const Result<std::string> text = readFile(source / SecretsFolder / name);
        if (!text)
            return failed(fmt::format("The secret {} is missing from this backup.", name));
        if (Result<> written = writeDurably(folder / name, *text); !written)
            return written;
    }
    return {};
}

Result<> checkGivenSecrets(const config::Config& config, const fs::path& source) {
    const auto differs = [&source](const config::GivenSecret& given, const char* name) {
        if (!given)
            return false;
        const Result<Secret> saved = config::loadOrMakeSecret(source / SecretsFolder / name);
        return !saved || !constantTimeEqual(saved->reveal(), given->reveal());
    };
    if (differs(config.jwtSecret, config::JwtSecretFile) || differs(config.pepper, config::PepperFile))
        return fail(Code::Conflict, "JWT_SECRET or KINORA_PEPPER is set to something else than in this backup. Unset "
                                    "them, or set them to what they "
                                    "were: every password and session depends on them.");
    return {};
}

Task<bool> isEmpty(pg::Pool& pool) {
    const auto lease = co_await pool.acquire();
    const bool empty = co_await store::isEmptyDatabase(*lease);
    co_return empty;
}

Task<std::vector<store::TableInventory>> inventory(pg::Pool& pool) {
    pg::Transaction transaction = co_await beginSnapshot(pool);
    auto taken = co_await store::takeInventory(transaction.connection());
    co_return taken;
}

/// Clients may have seen numbers since then that will be given out again.
Task<> leaveGaps(pg::Pool& pool) {
    pg::Transaction transaction = co_await pool.begin();
    co_await store::leaveGaps(transaction.connection());
    co_await transaction.commit();
}

/// What waited when the backup was made may have been made, and paid for, since: nothing begins before somebody has
/// looked.
Task<std::vector<std::string>> drainWhatWaits(pg::Pool& pool) {
    pg::Transaction transaction = co_await pool.begin();
    std::vector<std::string> drained;
    const auto upstreams = co_await store::listUpstreams(transaction.connection(), std::chrono::milliseconds(0));
    for (const store::UpstreamState& upstream : upstreams) {
        if (upstream.waiting + upstream.inFlight == 0)
            continue;
        static_cast<void>(co_await store::drainUpstream(transaction.connection(), upstream.name, std::nullopt));
        drained.push_back(upstream.name);
    }
    co_await transaction.commit();
    co_return drained;
}

Result<> checkEmptyPlaces(const config::Config& config) {
    for (const fs::path& folder : {config.dataDirectory, config.mediaDirectory})
        if (!isEmptyPlace(folder))
            return fail(Code::Conflict,
                fmt::format(
                    "{} is not empty. A backup is restored into an empty place only, so that nothing is lost: name "
                    "another one with --data-dir or --media-dir, or move what is there away.",
                    folder.string()));
    return {};
}

Result<> fillDatabase(DatabaseAccess& database, const fs::path& source) {
    if (!database.wait(isEmpty(database.pool())))
        return fail(Code::Conflict, "The database is not empty. A backup is restored into an empty one only.");
    // pg_restore prints a script unless it is told a name; an empty conninfo is what the environment says.
    return runClient(database.spawner(), database.pool().conninfo(), "pg_restore",
        {"--dbname=", "--no-owner", "--no-privileges", "--schema=public", "--exit-on-error", "--single-transaction",
            (source / DumpFile).string()});
}

Result<> copyFiles(const config::Config& config, const fs::path& source) {
    for (const auto& entry : media::ContentStore(source / MediaFolder).entries()) {
        const Result<> copied = copyChecked(mediaPath(source / MediaFolder, entry.sha256),
            mediaPath(config.mediaDirectory, entry.sha256), entry.sha256);
        if (!copied)
            return copied;
    }
    return {};
}

Result<> checkRestored(DatabaseAccess& database, const Manifest& manifest) {
    const json::array restored = toJson(database.wait(inventory(database.pool())));
    if (json::value(restored) != manifest.whole.at("tables"))
        return failed("The restored database does not have the rows that were saved.");
    const domain::AuditVerdict verdict = database.wait(domain::verifyAudit(database.pool(), manifest.auditHead));
    if (!verdict.flaws.empty())
        return failed("The audit log in this backup is not what was written; kinora-relay audit verify says more.");
    return {};
}

} // namespace

Result<json::object> restoreBackup(const config::Config& config, const fs::path& source) {
    Result<Manifest> manifest = readManifest(source);
    if (!manifest)
        return std::unexpected(std::move(manifest.error()));
    Result<> step = checkEmptyPlaces(config);
    if (step)
        step = checkGivenSecrets(config, source);
    if (!step)
        return std::unexpected(std::move(step.error()));
    if (const auto files = checkFiles(source, *manifest); !files)
        return std::unexpected(files.error());

    auto database = DatabaseAccess::open(config, DatabaseAccess::Wanted::Any);
    if (!database)
        return std::unexpected(std::move(database.error()));
    step = fillDatabase(**database, source);
    if (step)
        step = restoreSecrets(config, source);
    if (step)
        step = copyFiles(config, source);
    if (step)
        step = checkRestored(**database, *manifest);
    if (step)
        step = domain::keepHead(domain::auditHeadFile(config.dataDirectory), manifest->auditHead);
    if (!step)
        return std::unexpected(std::move(step.error()));

    (*database)->wait(leaveGaps((*database)->pool()));
    const std::vector<std::string> drained = (*database)->wait(drainWhatWaits((*database)->pool()));
    json::object details{{"createdAt", manifest->whole.at("createdAt")}, {"drained", json::value_from(drained)}};
    (*database)->wait(
        domain::audit((*database)->pool(), eventOf(domain::AuditAction::BackupRestored, std::move(details))));
    manifest->whole["drained"] = json::value_from(drained);
    return manifest->whole;
}

} // namespace kinora
