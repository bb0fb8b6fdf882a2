// Tool tips of words that people wrote.
#pragma once

#include <QString>

class QWidget;

namespace kinora {

// Wrapped, and never read as markup, as Qt's own tool tips are where something looks like it. The text is also the
// accessible description, which would otherwise be that markup.
void setTextToolTip(QWidget& widget, const QString& text);

} // namespace kinora
