#include "gui/widgets/Chip.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QMenu>
#include <QPainter>

namespace kinora {

namespace {

constexpr int chipHeight = 32;
constexpr int chipIconSide = 16;
constexpr int iconGap = 6;
constexpr int chevronSize = 14;

} // namespace

Chip::Chip(QWidget* parent)
    : Chip(QString(), parent) {
}

Chip::Chip(const QString& text, QWidget* parent)
    : QPushButton(text, parent) {
    setFont(Theme::font(type::small, QFont::DemiBold));
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", chipHeight / 2);
}

void Chip::setIconName(const QString& name) {
    m_iconName = name;
    updateGeometry();
    update();
}

void Chip::setIconOnly(bool iconOnly) {
    if (iconOnly != m_iconOnly) {
        m_iconOnly = iconOnly;
        updateGeometry();
        update();
    }
}

QSize Chip::sizeHint() const {
    return m_iconOnly ? iconSizeHint() : fullSizeHint();
}

QSize Chip::iconSizeHint() const {
    return {chipIconSide + 2 * (space::m + 1), chipHeight};
}

QSize Chip::fullSizeHint() const {
    // One more pixel: advances are rounded down.
    int width = fontMetrics().horizontalAdvance(text()) + 1 + 2 * (space::m + 1);
    if (!m_iconName.isEmpty()) {
        width += chipIconSide + iconGap;
    }
    if (menu() != nullptr) {
        width += chevronSize + space::xs;
    }
    return {width, chipHeight};
}

void Chip::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    QColor ink = on ? t.accent : t.mute;
    if (!on && isEnabled() && (underMouse() || isDown())) {
        ink = t.text;
    }
    if (!isEnabled()) {
        ink = t.dim;
    }
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(on ? t.accent : (isEnabled() ? t.edge : t.line), 1));
    painter.setBrush(isDown() ? t.raised : t.field);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accentWash);
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    }
    const double ratio = devicePixelRatioF();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    QRect content = rect().adjusted(space::m + 1, 0, -space::m - 1, 0);
    if (!m_iconName.isEmpty()) {
        const int x = mirrored ? content.right() - chipIconSide + 1 : content.left();
        painter.drawPixmap(x, (height() - chipIconSide) / 2, iconPixmap(m_iconName, ink, chipIconSide, ratio));
        content.adjust(mirrored ? 0 : chipIconSide + iconGap, 0, mirrored ? -chipIconSide - iconGap : 0, 0);
    }
    if (m_iconOnly) {
        return;
    }
    if (menu() != nullptr) {
        const int x = mirrored ? content.left() : content.right() - chevronSize + 1;
        painter.drawPixmap(
            x, (height() - chevronSize) / 2, iconPixmap(QStringLiteral("chevron-down"), ink, chevronSize, ratio));
        content.adjust(mirrored ? chevronSize + space::xs : 0, 0, mirrored ? 0 : -chevronSize - space::xs, 0);
    }
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(content, Qt::AlignCenter, fontMetrics().elidedText(text(), Qt::ElideRight, content.width()));
}

} // namespace kinora
