#include "gui/leave/ListText.h"

namespace kinora {

using namespace Qt::StringLiterals;

void addListPart(QStringList& lines, const QString& heading, const QStringList& entries) {
    if (entries.isEmpty())
        return;
    if (!lines.isEmpty())
        lines << QString();
    lines << heading;
    for (const QString& entry : entries)
        lines << u"    "_s + entry;
}

} // namespace kinora
