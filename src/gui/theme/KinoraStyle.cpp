#include "gui/theme/KinoraStyle.h"

#include "gui/theme/Theme.h"

namespace kinora {

KinoraStyle::KinoraStyle()
    : QProxyStyle(QStringLiteral("Fusion")) {
}

void KinoraStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    if (element == PE_FrameFocusRect) {
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int KinoraStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return space::xs;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int KinoraStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returnData) const {
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return Theme::current().motion();
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_FocusFrame_AboveWidget:
        return 1; // outside of the widget, where a small parent would cut the ring off
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace kinora
