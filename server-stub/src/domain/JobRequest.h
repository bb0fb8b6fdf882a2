// What a user may ask for, and what it means for the model chosen. Pure.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "domain/ModelCatalog.h"
#include "domain/Remix.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

/// A valid request with everything filled in that the user left to the relay.
struct JobRequest {
    std::string prompt; ///< trimmed, NFC
    std::string orientation;
    const upstreams::Model* model = nullptr; ///< of the catalogue, never nullptr
    std::optional<int> seconds;
    std::optional<std::string> size;
    int count = 1;
    std::optional<std::string> negativePrompt; ///< as the prompt
    std::optional<std::int64_t> seed;
    std::optional<std::string> referenceId; ///< an id; whether it is one of theirs is not known yet
    std::vector<std::string> cameos;        ///< the same, each once
    std::optional<Remix> remix;
    std::optional<std::int64_t> priceMicroUsd;         ///< of one take
    std::optional<std::int64_t> expectedPriceMicroUsd; ///< what the user was shown, if the client says so
};

/// A price can be asked for before there are any words.
enum class Prompt { Required = 1, Optional };

/// ValidationFailed with every wrong field. `remix` is what findRemix() made of the same body: model, orientation,
/// length and size are then those of that video, and words are all that is taken.
[[nodiscard]] Result<JobRequest> readJobRequest(const json::object& body, const ModelCatalog& catalog,
    Prompt prompt = Prompt::Required, std::optional<Remix> remix = {});

/// SHA-256 over the body in canonical form: the order of members does not matter, their values do.
[[nodiscard]] std::string requestFingerprint(std::string_view route, const json::object& body);

/// 1 to 255 printable ASCII characters.
[[nodiscard]] Result<std::string> checkIdempotencyKey(std::string_view key);

} // namespace kinora::domain
