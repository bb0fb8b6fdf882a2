#include "gui/shell/NavButton.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QLocale>
#include <QPainter>

namespace kinora {

namespace {

constexpr int entryHeight = 38;
constexpr int entryIconSide = 18;
constexpr int countBadgeHeight = 18;

} // namespace

NavButton::NavButton(QWidget* parent)
    : QPushButton(parent) {
    setFont(Theme::font(type::body, QFont::DemiBold));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void NavButton::setIconName(const QString& name) {
    m_iconName = name;
    update();
}

void NavButton::setBadge(int count, const QString& what) {
    m_badge = count;
    setAccessibleDescription(count > 0 ? what : QString());
    update();
}

QSize NavButton::sizeHint() const {
    return {3 * space::m + entryIconSide + fontMetrics().horizontalAdvance(text()), entryHeight};
}

void NavButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isChecked() || (isEnabled() && (underMouse() || isDown()));
    if (lit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.accentWash : t.raised);
        painter.drawRoundedRect(rect(), radius::control, radius::control);
    }
    const QColor ink = isChecked() ? t.accent : !isEnabled() ? t.dim : lit ? t.text : t.mute;
    painter.setOpacity(isEnabled() ? 1.0 : 0.6);
    QRect row = rect().adjusted(space::m, 0, -space::m, 0);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.drawPixmap(mirrored ? row.right() - entryIconSide + 1 : row.left(), (height() - entryIconSide) / 2,
        iconPixmap(m_iconName, ink, entryIconSide, devicePixelRatioF()));
    row.adjust(mirrored ? 0 : entryIconSide + space::m, 0, mirrored ? -entryIconSide - space::m : 0, 0);
    if (m_badge > 0) {
        const QString number = QLocale().toString(m_badge);
        painter.setFont(Theme::font(type::badge, QFont::Bold));
        const int badgeWidth = std::max(countBadgeHeight, painter.fontMetrics().horizontalAdvance(number) + 14);
        const QRectF box(mirrored ? row.left() : row.right() - badgeWidth + 1, (height() - countBadgeHeight) / 2.0,
            badgeWidth, countBadgeHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.fill);
        painter.drawRoundedRect(box, countBadgeHeight / 2.0, countBadgeHeight / 2.0);
        painter.setPen(t.onFill);
        painter.drawText(box, Qt::AlignCenter, number);
        row.adjust(mirrored ? badgeWidth + space::s : 0, 0, mirrored ? 0 : -badgeWidth - space::s, 0);
    }
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(row, static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
        fontMetrics().elidedText(text(), Qt::ElideRight, row.width()));
}

} // namespace kinora
