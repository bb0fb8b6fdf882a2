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
constexpr int ringGap = 2;
constexpr int leastWidth = 56;
constexpr int mostWidth = 96;
constexpr int plusSide = 18;

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

QSize CameoButton::sizeHint() const {
    const int words = fontMetrics().horizontalAdvance(text()) + 2 * space::xs;
    const int most = m_look == Look::Add ? std::max(words, mostWidth) : mostWidth; // names may be any length
    return {
        std::clamp(words, leastWidth, most), cameoDiameter + 2 * (ringGap + 2) + space::xs + fontMetrics().height()};
}

void CameoButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = isEnabled() && (underMouse() || isDown() || isChecked());
    const QRect circle((width() - cameoDiameter) / 2, ringGap + 2, cameoDiameter, cameoDiameter);
    if (m_look == Look::Add) {
        painter.setPen(QPen(hot ? t.text : t.edge, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5));
        const QPixmap plus = iconPixmap(QStringLiteral("plus"), hot ? t.text : t.mute, plusSide, devicePixelRatioF());
        painter.drawPixmap(circle.center().x() - plusSide / 2 + 1, circle.center().y() - plusSide / 2 + 1, plus);
    } else if (!m_picture.isNull()) {
        if (m_round.isNull() || m_round.devicePixelRatio() != devicePixelRatioF()) {
            m_round = roundedCover(m_picture, circle.size(), cameoDiameter / 2.0, devicePixelRatioF());
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
    const QRect words(0, height() - fontMetrics().height(), width(), fontMetrics().height());
    painter.drawText(words, Qt::AlignCenter, fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace kinora
