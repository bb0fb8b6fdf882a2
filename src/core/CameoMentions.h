// Where a prompt names cameos: "@" and a handle, as the relay reads it.
#pragma once

#include "core/Cameo.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace kinora {

/// Its first capture is the handle. "ann@example.com" names nobody.
[[nodiscard]] const QRegularExpression& cameoMention();

/// An earlier prompt as it has to be written today: a cameo of it that has another handle by now is named by that one.
/// `cameoIds` are those that the prompt named then, in the order of their first mention. What is not certain, since a
/// cameo is gone or a word with "@" never was one, stays as it was written.
[[nodiscard]] QString withHandlesOfToday(
    const QString& prompt, const QStringList& cameoIds, const QList<Cameo>& cameos);

} // namespace kinora
