#include "core/AccountRules.h"

#include "core/PromptRules.h"

#include <QRegularExpression>

namespace kinora {

EmailProblem checkEmail(const QString& text) {
    const QString email = text.trimmed();
    if (email.isEmpty())
        return EmailProblem::Empty;
    if (email.toUtf8().size() > emailMaxLength)
        return EmailProblem::TooLong;
    // Deliberately loose, like the relay: one @, something on both sides, no white space. Only a message proves an
    // address.
    static const QRegularExpression shape(
        QStringLiteral(R"(^[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f.]+(\.[^@\s\x00-\x1f\x7f.]+)*$)"));
    return shape.match(email).hasMatch() ? EmailProblem::None : EmailProblem::Malformed;
}

PasswordProblem checkPassword(const QString& password, int minLength, int maxLength) {
    const int length = codePointCount(password.normalized(QString::NormalizationForm_C));
    if (length == 0)
        return PasswordProblem::Empty;
    if (length < minLength)
        return PasswordProblem::TooShort;
    return length > maxLength ? PasswordProblem::TooLong : PasswordProblem::None;
}

DisplayNameProblem checkDisplayName(const QString& text) {
    const int length = codePointCount(text.normalized(QString::NormalizationForm_C).trimmed());
    return length > displayNameMaxLength ? DisplayNameProblem::TooLong : DisplayNameProblem::None;
}

bool isHandle(const QString& text) {
    constexpr qsizetype shortest = 3;
    return text.size() >= shortest && text.size() <= handleMaxLength && std::ranges::all_of(text, [](QChar one) {
        return (one >= u'a' && one <= u'z') || (one >= u'0' && one <= u'9') || one == u'_';
    });
}

} // namespace kinora
