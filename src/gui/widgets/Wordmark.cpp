#include "gui/widgets/Wordmark.h"

#include "gui/theme/Theme.h"

#include <QPainter>
#include <QSvgRenderer>

namespace kinora {

namespace {

constexpr int markSize = 26;
const QString name = QStringLiteral("Kinora"); // a name: not translated

QFont nameFont() {
    return Theme::font(type::wordmark, QFont::ExtraBold);
}

} // namespace

Wordmark::Wordmark(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void Wordmark::setIndent(int pixels) {
    m_indent = pixels;
    updateGeometry();
}

QSize Wordmark::sizeHint() const {
    return {m_indent + markSize + 10 + QFontMetrics(nameFont()).horizontalAdvance(name) + 4, markSize + 4};
}

void Wordmark::paintEvent(QPaintEvent*) {
    static QSvgRenderer mark(QStringLiteral(":/icons/kinora.svg"));
    QPainter painter(this);
    mark.render(&painter, QRectF(m_indent, (height() - markSize) / 2.0, markSize, markSize));
    painter.setFont(nameFont());
    painter.setPen(tokens().text);
    painter.drawText(rect().adjusted(m_indent + markSize + 10, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, name);
}

} // namespace kinora
