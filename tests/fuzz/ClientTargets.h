// The app's parsers of what a relay, or whoever answers in its place, sends.
#pragma once

#include "fuzz/Target.h"

namespace kinora::test {

/// The stream of events.
void fuzzEvents(std::string_view bytes);
[[nodiscard]] std::vector<std::string> eventSeeds();
/// Bodies of answers, through all that read one.
void fuzzAnswer(std::string_view bytes);
[[nodiscard]] std::vector<std::string> answerSeeds();

} // namespace kinora::test
