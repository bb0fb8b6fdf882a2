#include "gui/widgets/Kind.h"

#include <QApplication>
#include <QEvent>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace kinora {

void setKind(QWidget& widget, const QString& kind) {
    if (widget.property("kind") == kind) {
        return;
    }
    widget.setProperty("kind", kind);
    restyle(widget);
}

void restyle(QWidget& widget) {
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    // Frames take new padding and borders into their contents only on this event.
    QEvent event(QEvent::StyleChange);
    QApplication::sendEvent(&widget, &event);
    widget.updateGeometry();
    widget.update();
}

} // namespace kinora
