#include "gui/queue/QueueGrip.h"

#include "gui/theme/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cstdlib>
#include <utility>

namespace kinora {

namespace {

constexpr QSize gripSize{24, 32};
constexpr double dot = 3;
constexpr int dotColumns = 2;
constexpr int dotRows = 3;
constexpr double columnGap = 8;
constexpr double rowGap = 6;
constexpr int allTheWay = 1 << 20;

} // namespace

QueueGrip::QueueGrip(QWidget* parent)
    : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusRadius", radius::badge);
}

QSize QueueGrip::sizeHint() const {
    return gripSize;
}

void QueueGrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_dragging || underMouse() || hasFocus() ? tokens().text : tokens().dim);
    const QPointF middle(width() / 2.0, height() / 2.0);
    for (int column = 0; column < dotColumns; ++column) {
        for (int row = 0; row < dotRows; ++row) {
            const QPointF center = middle + QPointF((column - 0.5) * columnGap, (row - 1) * rowGap);
            painter.drawEllipse(center, dot / 2, dot / 2);
        }
    }
}

void QueueGrip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up:
        emit moveRequested(-1);
        return;
    case Qt::Key_Down:
        emit moveRequested(1);
        return;
    case Qt::Key_Home:
        emit moveRequested(-allTheWay);
        return;
    case Qt::Key_End:
        emit moveRequested(allTheWay);
        return;
    case Qt::Key_Escape:
        if (m_dragging) {
            m_dragging = false;
            setCursor(Qt::OpenHandCursor);
            emit dragCanceled();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractButton::keyPressEvent(event);
}

void QueueGrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    setFocus(Qt::MouseFocusReason);
    setCursor(Qt::ClosedHandCursor);
    m_pressedY = event->globalPosition().toPoint().y();
}

void QueueGrip::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton)) {
        return;
    }
    const int y = event->globalPosition().toPoint().y();
    m_dragging = m_dragging || std::abs(y - m_pressedY) >= QApplication::startDragDistance();
    if (m_dragging) {
        emit dragged(y);
    }
}

void QueueGrip::mouseReleaseEvent(QMouseEvent*) {
    setCursor(Qt::OpenHandCursor);
    if (std::exchange(m_dragging, false)) {
        emit dropped();
    }
    update();
}

} // namespace kinora
