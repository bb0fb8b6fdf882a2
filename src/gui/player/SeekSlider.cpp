#include "gui/player/SeekSlider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

#include <algorithm>

namespace kinora {

SeekSlider::SeekSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent) {
    setSingleStep(1000);
    setPageStep(5000);
    setRange(0, 0);
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        if (!m_showing)
            emit seekRequested(value);
    });
}

void SeekSlider::setDuration(qint64 milliseconds) {
    m_showing = true;
    setRange(0, static_cast<int>(milliseconds));
    m_showing = false;
}

void SeekSlider::showPosition(qint64 milliseconds) {
    if (isSliderDown())
        return;
    m_showing = true;
    setValue(static_cast<int>(milliseconds));
    m_showing = false;
}

void SeekSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    emit scrubbing(true);
    seekTo(event->position().x());
}

void SeekSlider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown())
        seekTo(event->position().x());
}

void SeekSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    setSliderDown(false);
    emit scrubbing(false);
}

void SeekSlider::seekTo(double x) {
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const int handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this).width();
    const int room = std::max(1, groove.width() - handle);
    setValue(QStyle::sliderValueFromPosition(
        minimum(), maximum(), static_cast<int>(x) - groove.x() - handle / 2, room, option.upsideDown));
}

} // namespace kinora
