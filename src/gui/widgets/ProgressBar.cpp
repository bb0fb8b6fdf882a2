#include "gui/widgets/ProgressBar.h"

#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace kinora {

namespace {

constexpr int barHeight = 6;
constexpr double sweepShare = 0.22;

} // namespace

ProgressBar::ProgressBar(QWidget* parent)
    : QProgressBar(parent) {
    setRange(0, 100);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_shown = value.toDouble();
        update();
    });
    m_sweep.setStartValue(0.0);
    m_sweep.setEndValue(1.0);
    m_sweep.setDuration(motion::sweep);
    m_sweep.setEasingCurve(QEasingCurve::InOutSine);
    m_sweep.setLoopCount(-1);
    connect(&m_sweep, &QVariantAnimation::valueChanged, this, [this] { update(); });
}

void ProgressBar::setProgress(std::optional<int> percent) {
    m_idle = false;
    m_percent = percent ? std::optional(std::clamp(*percent, 0, 100)) : std::nullopt;
    m_glide.stop();
    if (m_percent) {
        setRange(0, 100);
        setValue(*m_percent);
        if (isVisible() && Theme::current().motion() > 0) {
            m_glide.setDuration(Theme::current().motion());
            m_glide.setStartValue(m_shown);
            m_glide.setEndValue(static_cast<double>(*m_percent));
            m_glide.start();
        } else {
            m_shown = *m_percent;
        }
    } else {
        m_shown = 0;
        setRange(0, 0);
    }
    updateSweep();
    update();
}

void ProgressBar::setIdle() {
    m_glide.stop();
    m_idle = true;
    m_percent.reset();
    m_shown = 0;
    setRange(0, 100);
    setValue(0);
    updateSweep();
    update();
}

QSize ProgressBar::sizeHint() const {
    return {160, barHeight};
}

QSize ProgressBar::minimumSizeHint() const {
    return {40, barHeight};
}

void ProgressBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF track(0, (height() - barHeight) / 2.0, width(), barHeight);
    QPainterPath shape;
    shape.addRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
    painter.setClipPath(shape);
    painter.fillRect(track, tokens().track);
    if (tokens().flat) {
        painter.setPen(QPen(tokens().edge, 1));
        painter.drawPath(shape);
        painter.setPen(Qt::NoPen);
    }
    if (m_idle) {
        return;
    }
    QRectF bar = track;
    if (m_percent) {
        bar.setWidth(track.width() * m_shown / 100.0);
    } else {
        // At rest (reduced motion) the piece stands in the middle.
        const double at = m_sweep.state() == QAbstractAnimation::Running ? m_sweep.currentValue().toDouble() : 0.5;
        bar.setWidth(track.width() * sweepShare);
        bar.moveLeft(-bar.width() + at * (track.width() + bar.width()));
    }
    if (isRightToLeft()) { // grows as one reads, and so does its gradient
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    QPainterPath filled;
    filled.addRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    painter.fillPath(filled, progressGradient(m_percent ? track : bar));
}

void ProgressBar::showEvent(QShowEvent* event) {
    QProgressBar::showEvent(event);
    updateSweep();
}

void ProgressBar::hideEvent(QHideEvent* event) {
    QProgressBar::hideEvent(event);
    updateSweep();
}

void ProgressBar::changeEvent(QEvent* event) {
    QProgressBar::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateSweep(); // motion may have been asked for or refused
    }
}

void ProgressBar::updateSweep() {
    const bool busy = isVisible() && !m_idle && !m_percent && !Theme::current().reducedMotion();
    if (busy && m_sweep.state() != QAbstractAnimation::Running) {
        m_sweep.start();
    } else if (!busy) {
        m_sweep.stop();
    }
}

} // namespace kinora
