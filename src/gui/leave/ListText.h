// The lists at the end of an import or an export: what became of each file.
#pragma once

#include <QString>
#include <QStringList>

namespace kinora {

/// Adds a heading and what belongs under it, where there is anything.
void addListPart(QStringList& lines, const QString& heading, const QStringList& entries);

} // namespace kinora
