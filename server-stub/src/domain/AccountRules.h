// What makes an e-mail address, a password, a handle and a display name acceptable; the app follows the same rules.
#pragma once

#include "base/Result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::domain {

inline constexpr std::size_t PasswordMinLength = 8; ///< code points after NFC
inline constexpr std::size_t PasswordMaxLength = 256;
inline constexpr std::size_t EmailMaxBytes = 254;       ///< RFC 5321 4.5.3.1.3, without the angle brackets
inline constexpr std::size_t EmailLocalMaxBytes = 64;   ///< RFC 5321 4.5.3.1.1
inline constexpr std::size_t DisplayNameMaxLength = 80; ///< code points
inline constexpr std::size_t HandleMinLength = 3;
inline constexpr std::size_t HandleMaxLength = 30;

/// As typed, without white space around it, in NFC. The shape is judged loosely (one @, something on both sides, no
/// white space): only a message proves an address.
[[nodiscard]] std::optional<FieldError> checkEmail(std::string_view email);
/// What makes two addresses the same: case does not.
[[nodiscard]] std::string emailKey(std::string_view email);
[[nodiscard]] std::optional<FieldError> checkPassword(std::string_view password);
/// Lower-case letters, digits and underscores.
[[nodiscard]] bool isHandleCharacter(char c);
/// Some of these, not too few and not too many.
[[nodiscard]] std::optional<FieldError> checkHandle(std::string_view handle);
[[nodiscard]] std::optional<FieldError> checkDisplayName(std::string_view name);

/// The start of a handle made from an address; shorter than HandleMaxLength by enough for a number behind it.
[[nodiscard]] std::string handleFrom(std::string_view email);
/// The part of the address before the @, at most DisplayNameMaxLength.
[[nodiscard]] std::string displayNameFrom(std::string_view email);

} // namespace kinora::domain
