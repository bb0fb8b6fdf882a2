#include "core/VideoModel.h"

namespace kinora {

QString sizeFor(const VideoModel& model, Orientation orientation, const QString& wanted) {
    const QStringList offered = model.sizes.value(orientation);
    if (offered.contains(wanted))
        return wanted;
    const QString turned = wanted.section(u'x', 1) + u'x' + wanted.section(u'x', 0, 0);
    return offered.contains(turned) ? turned : offered.value(0);
}

QSize sizeOf(const QString& size) {
    const QStringList sides = size.split(u'x');
    const QSize parsed(sides.value(0).toInt(), sides.value(1).toInt());
    return parsed.isEmpty() ? QSize() : parsed;
}

std::optional<qint64> priceOf(const VideoModel& model, std::optional<int> seconds, const QString& size) {
    const auto own = model.sizePricesMicroUsd.constFind(size);
    const auto unit = [&](qint64 usual) {
        return own == model.sizePricesMicroUsd.constEnd() ? usual : *own;
    };
    if (model.pricePerVideoMicroUsd)
        return unit(*model.pricePerVideoMicroUsd);
    if (model.pricePerSecondMicroUsd && seconds)
        return unit(*model.pricePerSecondMicroUsd) * *seconds;
    return std::nullopt;
}

} // namespace kinora
