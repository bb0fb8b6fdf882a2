// The few questions about text that validation asks. All text is UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kinora {

/// Well-formed UTF-8 (no surrogates, no overlong forms, nothing above U+10FFFF).
[[nodiscard]] bool isUtf8(std::string_view text);
/// Well-formed whatever it was: each byte that belongs to no character becomes U+FFFD.
[[nodiscard]] std::string repaired(std::string_view text);
/// Normalisation form C; nothing if the text is not well-formed.
[[nodiscard]] std::optional<std::string> toNfc(std::string_view text);
/// Without distinction of case (Unicode full case folding), in NFC; for comparing, not for showing. Nothing if not
/// well-formed.
[[nodiscard]] std::optional<std::string> foldCase(std::string_view text);
/// Number of code points of well-formed text.
[[nodiscard]] std::size_t codePoints(std::string_view text);
/// Without white space (Unicode White_Space) at both ends; a view into `text`.
[[nodiscard]] std::string_view trim(std::string_view text);
/// True if there is a control character other than those in `allowed` (for example "\n\t").
[[nodiscard]] bool hasControl(std::string_view text, std::string_view allowed = {});

} // namespace kinora
