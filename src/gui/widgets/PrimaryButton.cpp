#include "gui/widgets/PrimaryButton.h"

#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace kinora {

namespace {

constexpr int buttonHeight = 36;
constexpr int hintGap = space::s;

} // namespace

PrimaryButton::PrimaryButton(QWidget* parent)
    : QPushButton(parent) {
    setCursor(Qt::PointingHandCursor);
    setFont(Theme::font(type::body, QFont::DemiBold));
}

void PrimaryButton::setKeyHint(const QString& hint) {
    m_keyHint = hint;
    updateGeometry();
    update();
}

void PrimaryButton::setBusy(bool busy, const QString& busyText) {
    if (busy == m_busy) {
        return;
    }
    m_busy = busy;
    m_busyText = busy ? busyText : QString();
    setAccessibleName(m_busyText); // empty: the text
    updateGeometry();
    update();
}

QString PrimaryButton::shownText() const {
    return m_busyText.isEmpty() ? text() : m_busyText;
}

QSize PrimaryButton::sizeHint() const {
    // One more pixel: advances are rounded down.
    int width = fontMetrics().horizontalAdvance(shownText()) + 1 + 2 * space::l;
    if (!m_keyHint.isEmpty()) {
        width += hintGap + fontMetrics().horizontalAdvance(m_keyHint);
    }
    return {width, std::max(buttonHeight, minimumHeight())};
}

void PrimaryButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool dimmed = !isEnabled() || m_busy;
    // Blended with the page rather than drawn in grey: the action is still recognisable, and plainly not available yet.
    painter.setOpacity(dimmed ? 0.45 : 1.0);
    QRectF box(rect());
    painter.setPen(Qt::NoPen);
    painter.setBrush(fillGradient(box));
    painter.drawRoundedRect(box, radius::control, radius::control);
    if (!dimmed && (isDown() || underMouse())) {
        painter.setBrush(isDown() ? t.pressVeil : t.hoverVeil);
        painter.drawRoundedRect(box, radius::control, radius::control);
    }
    painter.setOpacity(1.0);
    painter.setFont(font());
    // Half of the fill lies behind dimmed text, so it takes the page's own text colour.
    painter.setPen(dimmed ? t.text : t.onFill);
    const QFontMetrics metrics = fontMetrics();
    const int hintWidth = m_keyHint.isEmpty() ? 0 : hintGap + metrics.horizontalAdvance(m_keyHint);
    const int textWidth = std::min(metrics.horizontalAdvance(shownText()) + 1, width() - 2 * space::s - hintWidth);
    const int left = (width() - textWidth - hintWidth) / 2;
    painter.drawText(QRect(left, 0, textWidth, height()), Qt::AlignCenter,
        metrics.elidedText(shownText(), Qt::ElideRight, textWidth));
    if (hintWidth > 0) {
        QFont plain = font();
        plain.setWeight(QFont::Medium);
        painter.setFont(plain);
        painter.setOpacity(dimmed ? 0.8 : 0.75);
        painter.drawText(
            QRect(left + textWidth + hintGap, 0, hintWidth, height()), Qt::AlignVCenter | Qt::AlignLeft, m_keyHint);
    }
}

void PrimaryButton::mousePressEvent(QMouseEvent* event) {
    if (!m_busy) {
        QPushButton::mousePressEvent(event);
    }
}

void PrimaryButton::keyPressEvent(QKeyEvent* event) {
    if (m_busy && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace kinora
