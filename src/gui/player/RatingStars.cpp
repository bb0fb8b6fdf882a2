#include "gui/player/RatingStars.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int stars = 5;
constexpr int starSide = 20;
constexpr int starStep = starSide + space::xs;
constexpr int starsHeight = 28;

} // namespace

RatingStars::RatingStars(QWidget* parent)
    : QSlider(Qt::Horizontal, parent) {
    setRange(0, stars);
    setPageStep(1);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusRadius", radius::badge);
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        update();
        if (!m_showing)
            emit rated(value);
    });
}

void RatingStars::showRating(int rating) {
    m_showing = true;
    setValue(rating);
    m_showing = false;
}

QSize RatingStars::sizeHint() const {
    return {stars * starStep, starsHeight};
}

int RatingStars::starAt(const QPointF& point) const {
    const double x = layoutDirection() == Qt::RightToLeft ? width() - point.x() : point.x();
    return std::clamp(static_cast<int>(x) / starStep + 1, 1, stars);
}

void RatingStars::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = tokens();
    QPainter painter(this);
    const int shown = m_hovered > 0 ? m_hovered : value();
    for (int star = 1; star <= stars; ++star) {
        const int place = layoutDirection() == Qt::RightToLeft ? width() - star * starStep : (star - 1) * starStep;
        const bool lit = star <= shown;
        painter.drawPixmap(place + (starStep - starSide) / 2, (height() - starSide) / 2,
            iconPixmap(lit ? u"star-full"_s : u"star"_s, lit ? t.accent : t.mute, starSide, devicePixelRatioF()));
    }
}

void RatingStars::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const int star = starAt(event->position());
    setValue(star == value() ? 0 : star);
    m_hovered = 0;
    update();
}

void RatingStars::mouseMoveEvent(QMouseEvent* event) {
    const int star = starAt(event->position());
    if (star == m_hovered)
        return;
    m_hovered = star;
    update();
}

void RatingStars::mouseReleaseEvent(QMouseEvent* /*event*/) {
    // A slider would let go of its handle.
}

void RatingStars::leaveEvent(QEvent* /*event*/) {
    m_hovered = 0;
    update();
}

void RatingStars::keyPressEvent(QKeyEvent* event) {
    if (event->key() >= Qt::Key_0 && event->key() < Qt::Key_0 + stars + 1)
        setValue(event->key() - Qt::Key_0);
    else
        QSlider::keyPressEvent(event);
}

} // namespace kinora
