#include "cli/Check.h"

#include "config/SecretFiles.h"
#include "domain/ServerIdentity.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace kinora::cli {
namespace {

constexpr int BadConfiguration = 2;

/// The secret that serve would use, without making one.
std::optional<Secret> present(const config::GivenSecret& given, const std::filesystem::path& file) {
    if (given)
        return given;
    if (!std::filesystem::exists(file))
        return std::nullopt;
    const Result<Secret> stored = config::loadOrMakeSecret(file);
    return stored ? std::optional(*stored) : std::nullopt;
}

} // namespace

int check(const config::Config& config, std::ostream& out, std::ostream& err) {
    std::size_t nameWidth = 0;
    std::size_t valueWidth = 0;
    for (const config::Setting& setting : config.settings) {
        nameWidth = std::max(nameWidth, setting.name.size());
        valueWidth = std::max(valueWidth, std::min<std::size_t>(setting.value.size(), 48));
    }
    for (const config::Setting& setting : config.settings)
        out << fmt::format("{:<{}}  {:<{}}  {}\n", setting.name, nameWidth, setting.value, valueWidth, setting.source);

    if (!config.databaseUrl)
        return 0;
    const auto secrets = config::secretFolder(config.dataDirectory);
    const auto jwtSecret = present(config.jwtSecret, secrets / config::JwtSecretFile);
    const auto pepper = present(config.pepper, secrets / config::PepperFile);
    // Secrets that do not exist yet can only be right on a database that has not been used yet.
    const std::string fingerprint =
        jwtSecret && pepper ? config::secretFingerprint(*jwtSecret, *pepper) : std::string();
    if (const auto problem = domain::problemWithDatabase(*config.databaseUrl, fingerprint))
        return reportProblems({"database_url: " + *problem}, err);
    return 0;
}

int reportProblems(const std::vector<std::string>& problems, std::ostream& err) {
    err << "kinora-relay cannot start like this:\n";
    for (const std::string& problem : problems)
        err << "  - " << problem << '\n';
    return BadConfiguration;
}

} // namespace kinora::cli
