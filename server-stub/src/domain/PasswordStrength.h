// Whether somebody who tries what people usually choose would find a password soon.
#pragma once

#include "base/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

/// About a million guesses. Ten attempts a quarter of an hour for each account (domain/Attempts.h) are 350,000 a year,
/// so that even a patient guesser needs years; a stolen database is of no use without the pepper. More would refuse
/// passwords that nobody guesses over the network, and people answer that with an exclamation mark at the end.
inline constexpr double GuessableBelowBits = 20;

/// log2 of the guesses it takes (zxcvbn: common passwords, words, names, dates, keyboard rows, repetitions). `known`:
/// what a guesser knows of the person, in lower case. Looks at the beginning of a long password only, since the time it
/// takes grows with the cube of the length.
[[nodiscard]] double guessBits(std::string_view password, const std::vector<std::string>& known);

/// What a guesser knows of somebody: the address and its parts, the handle, and what this is.
[[nodiscard]] std::vector<std::string> knownWords(std::string_view email, std::string_view handle);

/// `guessable` at the field `password`. To be asked after checkPassword().
[[nodiscard]] std::optional<FieldError> checkGuessable(
    std::string_view password, std::string_view email, std::string_view handle);

} // namespace kinora::domain
