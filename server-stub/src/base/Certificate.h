// Looks at a certificate and its key before they are used, so that a mistake is told with all others.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kinora {

/// Both as PEM text. What is wrong: not readable as such, a passphrase, over, not belonging together; nothing if they
/// can be used. Starts so that it fits behind the name of a setting: "holds no certificate".
[[nodiscard]] std::optional<std::string> whatIsWrongWithCertificate(std::string_view pem);
[[nodiscard]] std::optional<std::string> whatIsWrongWithKey(std::string_view pem, std::string_view certificatePem);

} // namespace kinora
