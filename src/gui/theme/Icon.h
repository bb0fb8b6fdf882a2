// Line icons, tinted by role at the moment they are painted, so that they follow the theme.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace kinora {

enum class IconRole { Text, Mute, Accent, OnFill, Ok, Danger, OnScrim };

// name is a file of resources/icons without ".svg". Disabled icons are dim whatever their role; in the On state
// (checked tool buttons) a Mute icon becomes Accent. Usable from the GUI thread only.
[[nodiscard]] QIcon icon(const QString& name, IconRole role = IconRole::Mute);

// The same as a pixmap of size × size device-independent pixels, for paint code.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& color, int size, double devicePixelRatio);

} // namespace kinora
