#include "gui/widgets/FramesPicture.h"

#include "gui/theme/Theme.h"

#include <QPainter>

#include <cmath>

namespace kinora {

namespace {

void paintFrame(QPainter& painter, const QRectF& frame, uint sky) {
    painter.setPen(QPen(tokens().flat ? tokens().edge : tokens().line, 1));
    painter.setBrush(skyGradient(sky, frame));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius::card, radius::card);
}

} // namespace

QLinearGradient skyGradient(uint index, const QRectF& bounds) {
    const picture::Sky& sky = picture::skies().at(index % picture::skies().size());
    const double angle = sky.degrees * 3.14159265358979 / 180.0;
    const QPointF direction(std::sin(angle), -std::cos(angle));
    const double half = (std::abs(direction.x()) * bounds.width() + std::abs(direction.y()) * bounds.height()) / 2.0;
    QLinearGradient gradient(bounds.center() - direction * half, bounds.center() + direction * half);
    gradient.setColorAt(0, sky.top);
    gradient.setColorAt(sky.at, sky.middle);
    gradient.setColorAt(1, sky.bottom);
    return gradient;
}

FramesPicture::FramesPicture(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void FramesPicture::setArrangement(Arrangement arrangement) {
    m_arrangement = arrangement;
    updateGeometry();
    update();
}

QSize FramesPicture::sizeHint() const {
    return m_arrangement == Arrangement::Trio ? QSize(354, 190) : QSize(414, 150);
}

void FramesPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Drawn to scale when there is less room than wished for.
    const QSizeF wished = sizeHint();
    const double scale = std::min({1.0, width() / wished.width(), height() / wished.height()});
    if (scale < 0.4) {
        return;
    }
    painter.translate(m_arrangement == Arrangement::Trio ? (width() - wished.width() * scale) / 2 : 0,
        (height() - wished.height() * scale) / 2);
    painter.scale(scale, scale);
    if (m_arrangement == Arrangement::Trio) {
        paintFrame(painter, QRectF(0, 20, 92, 150), 1);
        paintFrame(painter, QRectF(102, 0, 150, 190), 0);
        paintFrame(painter, QRectF(262, 20, 92, 150), 3);
        return;
    }
    for (uint i = 0; i < 4; ++i) {
        paintFrame(painter, QRectF(i * 106.0, 0, 96, 150), i);
    }
}

} // namespace kinora
