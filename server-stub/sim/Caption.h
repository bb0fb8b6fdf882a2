// The words of the prompt, set with Pango: wrapped, sized to fit, in whatever scripts they use.
#pragma once

#include "sim/Canvas.h"

#include <string>
#include <string_view>

namespace kinora::sim {

/// A picture to lay over every frame at (x, y), in whole pixels.
struct Caption {
    Surface image;
    int x = 0;
    int y = 0;
    int lines = 0;          ///< Of the text as it was set.
    double fontSize = 0;    ///< In pixels.
    bool shortened = false; ///< It did not fit even in the smallest size and ends with an ellipsis.
};

/// Valid UTF-8 in one paragraph: control characters and line breaks become spaces, runs of spaces one space, and bytes
/// that are no UTF-8 the replacement character.
[[nodiscard]] std::string captionText(std::string_view prompt);

[[nodiscard]] Caption makeCaption(std::string_view prompt, int width, int height);

/// The small "demo" mark in the lower right corner.
[[nodiscard]] Caption makeDemoMark(int width, int height);

} // namespace kinora::sim
