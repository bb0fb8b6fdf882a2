#include "Checkup.h"

#include "base/Subprocess.h"
#include "config/SecretFiles.h"
#include "domain/ServerIdentity.h"
#include "pg/ClientPrograms.h"
#include "pg/PostgresPrograms.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace kinora {
namespace fs = std::filesystem;
namespace {

using cli::Finding;
using State = Finding::State;

constexpr std::uintmax_t LittleRoom = std::uintmax_t{1} << 30;
constexpr rlim_t FewFiles = 4096;

/// The folder, or the nearest one above it that is there: where it would be made.
fs::path nearestThere(fs::path folder) {
    std::error_code error;
    while (!fs::exists(folder, error) && folder.has_parent_path() && folder != folder.parent_path())
        folder = folder.parent_path();
    return folder;
}

Finding folderFinding(const char* what, const fs::path& folder) {
    const fs::path there = nearestThere(folder);
    if (access(there.c_str(), W_OK | X_OK) != 0)
        return {what, State::Wrong, fmt::format("{} cannot be written to", there.string()),
            fmt::format("give it to the user who runs the relay, or name another folder (--{})",
                std::string_view(what) == "data folder" ? "data-dir" : "media-dir")};
    std::error_code error;
    const auto space = fs::space(there, error);
    if (!error && space.available < LittleRoom)
        return {what, State::Doubtful, fmt::format("only {} MB are free in {}", space.available >> 20U, there.string()),
            "make room: a film takes some megabytes, and the relay says 503 below 256 MB"};
    return {what, State::Good, fmt::format("{}{}", folder.string(), there == folder ? "" : ", which will be made"), {}};
}

/// The secret that serve would use, without making one.
Result<std::optional<Secret>> present(const config::GivenSecret& given, const fs::path& file) {
    std::error_code error;
    if (given)
        return given;
    if (!fs::exists(file, error))
        return std::nullopt;
    Result<Secret> stored = config::loadOrMakeSecret(file);
    if (!stored)
        return std::unexpected(std::move(stored.error()));
    return std::optional(std::move(*stored));
}

struct SecretsFound {
    Finding finding;
    std::string fingerprint; ///< empty while there are none, which can only be right for a database that is new
};

SecretsFound secretsFinding(const config::Config& config) {
    const fs::path folder = config::secretFolder(config.dataDirectory);
    const auto jwt = present(config.jwtSecret, folder / config::JwtSecretFile);
    const auto pepper = present(config.pepper, folder / config::PepperFile);
    for (const auto* one : {&jwt, &pepper})
        if (!*one)
            return {{"secrets", State::Wrong, one->error().detail, "every password and session depends on them"}, {}};
    if (!*jwt || !*pepper)
        return {{"secrets", State::Good, "will be made at the first start", {}}, {}};
    return {{"secrets", State::Good, "there", {}}, config::secretFingerprint(**jwt, **pepper)};
}

std::optional<int> versionOfData(const fs::path& data) {
    std::ifstream stream(data / "PG_VERSION");
    return pg::majorVersionIn(std::string(std::istreambuf_iterator<char>(stream), {}));
}

Finding databaseFinding(const config::Config& config, const std::string& fingerprint) {
    if (config.databaseUrl) {
        if (const auto problem = domain::problemWithDatabase(*config.databaseUrl, fingerprint))
            return {"database_url", State::Wrong, *problem,
                "see that the address is right, the server runs, and relays that share it share their secrets"};
        return {"database_url", State::Good, "it answers", {}};
    }
    const std::vector<pg::PostgresPrograms> installed = pg::findPostgresPrograms();
    if (installed.empty())
        return {"PostgreSQL", State::Wrong, "no server is installed",
            "install one (on Debian: apt install postgresql), or name one with DATABASE_URL"};
    const auto version = versionOfData(config.dataDirectory / "postgres" / "data");
    const auto chosen = pg::choosePostgres(installed, version);
    if (!chosen)
        return {"PostgreSQL", State::Wrong,
            fmt::format("the data was made by version {}, which is not installed", *version),
            fmt::format("install PostgreSQL {}, or bring the data over with backup and restore", *version)};
    return {"PostgreSQL", State::Good, fmt::format("a private one of version {}", chosen->majorVersion), {}};
}

Finding backupFinding() {
    for (const char* name : {"pg_dump", "pg_restore"})
        if (!pg::findClientProgram(name))
            return {"backup", State::Doubtful, fmt::format("{} is not installed", name),
                "install PostgreSQL's client programs (on Debian: apt install postgresql-client)"};
    return {"backup", State::Good, "its programs are there", {}};
}

Finding upstreamFinding(const config::Config& config) {
    if (config.upstream)
        return {"upstream", State::Good,
            fmt::format("{}, {} models", config.upstream->name, config.upstream->models.size()), {}};
    const fs::path standIn = executableFolder() / "kinora-sim";
    if (access(standIn.c_str(), X_OK) != 0)
        return {"upstream", State::Wrong, "none is configured and the stand-in, kinora-sim, is not beside this program",
            "set SORA_API_URL and SORA_API_TOKEN"};
    return {"upstream", State::Doubtful, "none is configured: the stand-in makes demo films",
        "set SORA_API_URL and SORA_API_TOKEN to have real ones made"};
}

Finding openFilesFinding() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_max < FewFiles)
        return {"open files", State::Doubtful, fmt::format("at most {}, each connection is one", limit.rlim_max),
            "raise the hard limit (LimitNOFILE= in a systemd unit)"};
    return {"open files", State::Good, fmt::format("up to {}", limit.rlim_max), {}};
}

} // namespace

std::vector<Finding> checkUp(const config::Config& config) {
    SecretsFound secrets = secretsFinding(config);
    std::vector<Finding> findings{
        folderFinding("data folder", config.dataDirectory), folderFinding("media folder", config.mediaDirectory)};
    findings.push_back(std::move(secrets.finding));
    findings.push_back(databaseFinding(config, secrets.fingerprint));
    findings.push_back(backupFinding());
    findings.push_back(upstreamFinding(config));
    findings.push_back(openFilesFinding());
    return findings;
}

} // namespace kinora
