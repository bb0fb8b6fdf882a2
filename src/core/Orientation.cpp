#include "core/Orientation.h"

namespace kinora {

QString toWire(Orientation orientation) {
    return orientation == Orientation::Portrait ? QStringLiteral("portrait") : QStringLiteral("landscape");
}

std::optional<Orientation> orientationFromWire(QStringView wire) {
    if (wire == u"portrait")
        return Orientation::Portrait;
    if (wire == u"landscape")
        return Orientation::Landscape;
    return std::nullopt;
}

} // namespace kinora
