#include "gui/create/CropView.h"

#include "gui/theme/Theme.h"
#include "gui/theme/Tokens.h"
#include "services/PictureFile.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace kinora {

namespace {

constexpr int leastZoom = 100;
constexpr int mostZoom = 400;
constexpr int zoomStep = 10;
constexpr double keyStep = 2;
constexpr double wholePercent = 100;

} // namespace

CropView::CropView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 180);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::SizeAllCursor);
}

void CropView::setPicture(const QImage& picture, const ReferencePicture& chosen, const QSize& shape) {
    m_picture = picture;
    m_scaled = {};
    m_chosen = chosen;
    m_shape = shape;
    m_x = chosen.centerX;
    m_y = chosen.centerY;
    update();
}

void CropView::setZoom(int percent) {
    m_chosen.zoom = std::clamp(percent, leastZoom, mostZoom);
    moveBy(0, 0);
    emit zoomChanged(m_chosen.zoom);
}

QRectF CropView::shown() const {
    const QSizeF fits = QSizeF(m_picture.size()).scaled(size(), Qt::KeepAspectRatio);
    return {QPointF((width() - fits.width()) / 2, (height() - fits.height()) / 2), fits};
}

QRectF CropView::part() const {
    const QRectF whole = shown();
    const double scale = whole.width() / std::max(1, m_picture.width());
    const QRect wanted = partOf(m_picture.size(), m_chosen, m_shape);
    return {whole.topLeft() + QPointF(wanted.topLeft()) * scale, QSizeF(wanted.size()) * scale};
}

void CropView::moveBy(double x, double y) {
    if (m_picture.isNull()) {
        return;
    }
    // Not further than the part can go, or the way back would begin with nothing happening.
    const QSize inside = partOf(m_picture.size(), m_chosen, m_shape).size();
    const double marginX = wholePercent * inside.width() / m_picture.width() / 2;
    const double marginY = wholePercent * inside.height() / m_picture.height() / 2;
    m_x = std::clamp(m_x + x, std::min(marginX, 50.0), std::max(wholePercent - marginX, 50.0));
    m_y = std::clamp(m_y + y, std::min(marginY, 50.0), std::max(wholePercent - marginY, 50.0));
    m_chosen.centerX = static_cast<int>(std::lround(m_x));
    m_chosen.centerY = static_cast<int>(std::lround(m_y));
    update();
}

void CropView::paintEvent(QPaintEvent*) {
    if (m_picture.isNull()) {
        return;
    }
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = shown();
    const QSize device = (whole.size() * devicePixelRatioF()).toSize();
    if (m_scaled.size() != device) {
        m_scaled = QPixmap::fromImage(m_picture.scaled(device, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        m_scaled.setDevicePixelRatio(devicePixelRatioF());
    }
    painter.drawPixmap(whole.topLeft(), m_scaled);
    const QRectF inside = part();
    QPainterPath rest;
    rest.addRect(whole);
    rest.addRect(inside);
    painter.fillPath(rest, t.scrim);
    painter.setPen(QPen(hasFocus() ? t.accent : t.onScrim, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(inside.adjusted(1, 1, -1, -1));
}

void CropView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        moveBy(-keyStep, 0);
        break;
    case Qt::Key_Right:
        moveBy(keyStep, 0);
        break;
    case Qt::Key_Up:
        moveBy(0, -keyStep);
        break;
    case Qt::Key_Down:
        moveBy(0, keyStep);
        break;
    case Qt::Key_Plus:
        setZoom(m_chosen.zoom + zoomStep);
        break;
    case Qt::Key_Minus:
        setZoom(m_chosen.zoom - zoomStep);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CropView::mousePressEvent(QMouseEvent* event) {
    m_dragged = event->position();
}

void CropView::mouseMoveEvent(QMouseEvent* event) {
    const QRectF whole = shown();
    const QPointF by = event->position() - m_dragged;
    m_dragged = event->position();
    moveBy(wholePercent * by.x() / whole.width(), wholePercent * by.y() / whole.height());
}

void CropView::wheelEvent(QWheelEvent* event) {
    setZoom(m_chosen.zoom + (event->angleDelta().y() > 0 ? zoomStep : -zoomStep));
    event->accept();
}

} // namespace kinora
