#include "gui/widgets/Backdrop.h"

#include "gui/theme/Paint.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

namespace kinora {

Backdrop::Backdrop(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void Backdrop::paintEvent(QPaintEvent* event) {
    const double ratio = devicePixelRatioF();
    if (m_cache.size() != size() * ratio) {
        m_cache = QPixmap(size() * ratio);
        m_cache.setDevicePixelRatio(ratio);
        QPainter painter(&m_cache);
        paintPageBackground(painter, rect());
    }
    QPainter painter(this);
    painter.setClipRegion(event->region());
    painter.drawPixmap(0, 0, m_cache);
}

void Backdrop::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_cache = {};
        update();
    }
}

} // namespace kinora
