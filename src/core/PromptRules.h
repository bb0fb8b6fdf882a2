// What makes a prompt acceptable; the same rules as the relay's, so that people hear it while they type.
#pragma once

#include <QString>
#include <QStringView>

namespace kinora {

enum class PromptProblem { None, Empty, TooLong };

struct PromptCheck {
    int length = 0; ///< code points of the normalised prompt
    int limit = 0;
    PromptProblem problem = PromptProblem::None;

    bool operator==(const PromptCheck&) const = default;
};

/// The form that is sent and stored: Unicode NFC, without white space at both ends.
[[nodiscard]] QString normalizedPrompt(const QString& text);

/// Code points: one for an emoji outside the basic plane, although QString counts two. A lone surrogate counts as one.
[[nodiscard]] int codePointCount(QStringView text);

/// No model takes a longer one, in code points.
inline constexpr int longestPrompt = 20000;

/// The beginning of it that has at most so many code points.
[[nodiscard]] QString firstCodePoints(const QString& text, int count);

/// `limit` is the chosen model's maxPromptChars.
[[nodiscard]] PromptCheck checkPrompt(const QString& text, int limit);

} // namespace kinora
