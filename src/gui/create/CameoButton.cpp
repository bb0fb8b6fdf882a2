#include "gui/create/CameoButton.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Avatar.h"

#include <QPainter>

#include <algorithm>

namespace kinora {

namespace {

constexpr int cameoDiameter = 42;
constexpr int lowDiameter = 26;
constexpr int ringGap = 2;
constexpr int leastWidth = 56;
constexpr int mostWidth = 96;
constexpr int signSide = 18;
constexpr int lowSignSide = 14;

} // namespace

CameoButton::CameoButton(Look look, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look) {
    setFont(Theme::font(type::small));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(look == Look::Cameo);
    setProperty("focusRadius", radius::control);
}

void CameoButton::setPicture(const QImage& picture) {
    if (m_picture.cacheKey() == picture.cacheKey()) {
        return;
    }
    m_picture = picture;
    m_round = {};
    update();
}

void CameoButton::setLow(bool low) {
    if (low != m_low) {
        m_low = low;
        m_round = {};
        updateGeometry();
        update();
    }
}

int CameoButton::diameter() const {
    return m_low ? lowDiameter : cameoDiameter;
}

QSize CameoButton::sizeHint() const {
    const int words = fontMetrics().horizontalAdvance(text()) + 2 * space::xs;
    const int most = m_look == Look::Cameo ? mostWidth : std::max(words, mostWidth); // names may be any length
    const int picture = diameter() + 2 * (ringGap + 2);
    if (m_low) {
        return {picture + std::min(words, most), picture};
    }
    return {std::clamp(words, leastWidth, most), picture + space::xs + fontMetrics().height()};
}

void CameoButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = isEnabled() && (underMouse() || isDown() || isChecked());
    const int margin = ringGap + 2;
    const int side = diameter();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int beside = mirrored ? width() - margin - side : margin;
    const QRect circle(m_low ? beside : (width() - side) / 2, margin, side, side);
    if (m_look != Look::Cameo) {
        painter.setPen(QPen(hot ? t.text : t.edge, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5));
        const QString name = m_look == Look::Add ? QStringLiteral("plus") : QStringLiteral("edit");
        const int iconWidth = m_low ? lowSignSide : signSide;
        const QPixmap sign = iconPixmap(name, hot ? t.text : t.mute, iconWidth, devicePixelRatioF());
        painter.drawPixmap(circle.center().x() - iconWidth / 2 + 1, circle.center().y() - iconWidth / 2 + 1, sign);
    } else if (!m_picture.isNull()) {
        if (m_round.isNull() || m_round.devicePixelRatio() != devicePixelRatioF()) {
            m_round = roundedCover(m_picture, circle.size(), side / 2.0, devicePixelRatioF());
        }
        painter.drawPixmap(circle.topLeft(), m_round);
    } else {
        Avatar::paint(painter, circle, text());
    }
    if (isChecked()) {
        const double outside = ringGap + 1;
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(circle).adjusted(-outside, -outside, outside, outside));
    }
    painter.setPen(isChecked() ? t.accent : (hot ? t.text : t.mute));
    painter.setFont(font());
    QRect words(0, height() - fontMetrics().height(), width(), fontMetrics().height());
    if (m_low) {
        const int apart = margin + space::xs;
        words = mirrored ? QRect(0, 0, circle.left() - apart, height())
                         : QRect(circle.right() + 1 + apart, 0, width() - circle.right() - 1 - apart, height());
    }
    const Qt::Alignment alignment = m_low ? Qt::AlignVCenter | Qt::AlignLeading : Qt::AlignCenter;
    painter.drawText(
        words, static_cast<int>(alignment), fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace kinora
