#include "core/PromptRules.h"

namespace kinora {

QString normalizedPrompt(const QString& text) {
    return text.normalized(QString::NormalizationForm_C).trimmed();
}

int codePointCount(QStringView text) {
    int count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        i += pair ? 1 : 0;
        ++count;
    }
    return count;
}

QString firstCodePoints(const QString& text, int count) {
    if (text.size() <= count)
        return text;
    qsizetype end = 0;
    for (int taken = 0; taken < count && end < text.size(); ++taken) {
        const bool pair = text[end].isHighSurrogate() && end + 1 < text.size() && text[end + 1].isLowSurrogate();
        end += pair ? 2 : 1;
    }
    return text.left(end);
}

PromptCheck checkPrompt(const QString& text, int limit) {
    const int length = codePointCount(normalizedPrompt(text));
    PromptProblem problem = PromptProblem::None;
    if (length == 0)
        problem = PromptProblem::Empty;
    else if (length > limit)
        problem = PromptProblem::TooLong;
    return {.length = length, .limit = limit, .problem = problem};
}

} // namespace kinora
