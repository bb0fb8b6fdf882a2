// The dynamic property by which the style sheet knows what a widget is.
#pragma once

#include <QString>

class QWidget;

namespace kinora {

// Sets "kind" and lets the style sheet look again; does nothing when the widget is of this kind already.
void setKind(QWidget& widget, const QString& kind);

// Lets the style sheet look again after any other dynamic property has changed.
void restyle(QWidget& widget);

} // namespace kinora
