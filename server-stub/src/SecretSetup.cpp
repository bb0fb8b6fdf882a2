#include "SecretSetup.h"

#include "config/SecretFiles.h"

namespace kinora {

Result<Secrets> loadSecrets(const config::Config& config) {
    const auto folder = config::secretFolder(config.dataDirectory);
    const auto given = [&folder](const config::GivenSecret& secret, const char* name) -> Result<Secret> {
        if (secret)
            return *secret;
        return config::loadOrMakeSecret(folder / name);
    };
    Result<Secret> jwt = given(config.jwtSecret, config::JwtSecretFile);
    if (!jwt)
        return std::unexpected(std::move(jwt.error()));
    Result<Secret> pepper = given(config.pepper, config::PepperFile);
    if (!pepper)
        return std::unexpected(std::move(pepper.error()));
    Result<Secret> token = given(std::nullopt, config::StandInTokenFile);
    if (!token)
        return std::unexpected(std::move(token.error()));
    return Secrets{std::move(*jwt), std::move(*pepper), std::move(*token)};
}

} // namespace kinora
