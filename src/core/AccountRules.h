// What makes an e-mail address, a password and a display name acceptable; the same rules as the relay's.
#pragma once

#include <QString>

namespace kinora {

enum class EmailProblem { None, Empty, Malformed, TooLong };
enum class PasswordProblem { None, Empty, TooShort, TooLong };
enum class DisplayNameProblem { None, TooLong };

inline constexpr int passwordMinLengthDefault = 8;
inline constexpr int passwordMaxLengthDefault = 256;
inline constexpr int emailMaxLength = 254;
inline constexpr int displayNameMaxLength = 80;
inline constexpr int handleMaxLength = 30;

/// White space at both ends is not counted; the local part's capitals are kept.
[[nodiscard]] EmailProblem checkEmail(const QString& text);

/// Lengths in code points after NFC; white space counts, nothing is trimmed.
[[nodiscard]] PasswordProblem checkPassword(
    const QString& password, int minLength = passwordMinLengthDefault, int maxLength = passwordMaxLengthDefault);

/// Empty is fine: the relay then takes the part of the address before the @.
[[nodiscard]] DisplayNameProblem checkDisplayName(const QString& text);

/// What stands after an @: 3 to 30 lower-case Latin letters, digits and underscores.
[[nodiscard]] bool isHandle(const QString& text);

} // namespace kinora
