#include "core/CameoMentions.h"

#include <algorithm>

namespace kinora {

const QRegularExpression& cameoMention() {
    static const QRegularExpression pattern(QStringLiteral("(?<![A-Za-z0-9_])@([A-Za-z0-9_]+)"));
    return pattern;
}

QString withHandlesOfToday(const QString& prompt, const QStringList& cameoIds, const QList<Cameo>& cameos) {
    // Whoever still has the handle that stands there needs nothing. One that went to another cameo since counts as
    // lost.
    QStringList lostIds = cameoIds;
    QStringList lostHandles;
    auto mentions = cameoMention().globalMatch(prompt);
    while (mentions.hasNext()) {
        const QString handle = mentions.next().captured(1).toLower();
        const auto holder = std::ranges::find(cameos, handle, &Cameo::handle);
        if (holder != cameos.end() && cameoIds.contains(holder->id)) {
            lostIds.removeAll(holder->id);
        } else if (!lostHandles.contains(handle)) {
            lostHandles << handle;
        }
    }
    if (lostIds.size() != lostHandles.size()) {
        return prompt;
    }
    QString written;
    qsizetype copied = 0;
    mentions = cameoMention().globalMatch(prompt);
    while (mentions.hasNext()) {
        const QRegularExpressionMatch mention = mentions.next();
        const qsizetype lost = lostHandles.indexOf(mention.captured(1).toLower());
        const auto cameo = lost < 0 ? cameos.end() : std::ranges::find(cameos, lostIds.at(lost), &Cameo::id);
        if (cameo != cameos.end()) {
            written += QStringView(prompt).mid(copied, mention.capturedStart(1) - copied);
            written += cameo->handle;
            copied = mention.capturedEnd(1);
        }
    }
    written += QStringView(prompt).mid(copied);
    return written;
}

} // namespace kinora
