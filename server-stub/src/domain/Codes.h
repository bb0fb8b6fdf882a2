// Codes that people read, type and read aloud: set-up, invitation, new password.
#pragma once

#include "base/Secret.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kinora::domain {

/// In groups of four; one character for each byte.
[[nodiscard]] Secret writeCode(std::string_view bytes);
/// 16 random characters, 79 bits: nobody guesses it, and a plain digest of it is enough to keep.
[[nodiscard]] Secret makeCode();
/// As typed, without what people put in between, in capitals: what two spellings of the same code have in common.
[[nodiscard]] std::string plainCode(std::string_view code);
/// What is kept of a code, 32 raw bytes.
[[nodiscard]] std::string hashCode(std::string_view code);

} // namespace kinora::domain
