// Upright or wide.
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace kinora {

enum class Orientation { Portrait, Landscape };

/// "portrait" or "landscape", as the relay and the library write it.
[[nodiscard]] QString toWire(Orientation orientation);
[[nodiscard]] std::optional<Orientation> orientationFromWire(QStringView wire);

} // namespace kinora
