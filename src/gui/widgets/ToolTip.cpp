#include "gui/widgets/ToolTip.h"

#include <QTextDocument>
#include <QWidget>

namespace kinora {

void setTextToolTip(QWidget& widget, const QString& text) {
    widget.setToolTip(text.isEmpty() ? QString() : Qt::convertFromPlainText(text));
    widget.setAccessibleDescription(text);
}

} // namespace kinora
