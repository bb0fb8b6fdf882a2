#include "gui/widgets/FramesPicture.h"

#include "gui/theme/Theme.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace kinora {

namespace {

struct Sky {
    int degrees; // as in CSS: 180 runs from top to bottom
    QColor top;
    QColor middle;
    double at;
    QColor bottom;
};

const std::array<Sky, 8>& skies() {
    static const std::array<Sky, 8> list{{
        {160, QColor(0x27, 0x36, 0x4F), QColor(0xE0, 0x8E, 0x5B), 0.7, QColor(0xF6, 0xD6, 0x9A)},
        {150, QColor(0x2B, 0x1B, 0x47), QColor(0x8D, 0x3B, 0x72), 0.6, QColor(0xFF, 0x9E, 0x7A)},
        {180, QColor(0x0F, 0x20, 0x27), QColor(0x2C, 0x53, 0x64), 0.6, QColor(0x9B, 0xD1, 0xE5)},
        {145, QColor(0x12, 0x30, 0x1F), QColor(0x4F, 0x8A, 0x4B), 0.6, QColor(0xD8, 0xE8, 0xA0)},
        {200, QColor(0x0E, 0x3B, 0x43), QColor(0x32, 0x8F, 0x8A), 0.6, QColor(0xE9, 0xF5, 0xDB)},
        {170, QColor(0x1A, 0x14, 0x46), QColor(0x4B, 0x3F, 0xA0), 0.6, QColor(0xC8, 0xB6, 0xFF)},
        {165, QColor(0x3A, 0x1C, 0x00), QColor(0xB5, 0x65, 0x1D), 0.6, QColor(0xFF, 0xD5, 0x9E)},
        {190, QColor(0x20, 0x22, 0x28), QColor(0x4A, 0x50, 0x5C), 0.6, QColor(0xB9, 0xC2, 0xCF)},
    }};
    return list;
}

void paintFrame(QPainter& painter, const QRectF& frame, uint sky) {
    painter.setPen(QPen(tokens().flat ? tokens().edge : tokens().line, 1));
    painter.setBrush(skyGradient(sky, frame));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius::card, radius::card);
}

} // namespace

QLinearGradient skyGradient(uint index, const QRectF& bounds) {
    const Sky& sky = skies().at(index % skies().size());
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
