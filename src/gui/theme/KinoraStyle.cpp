#include "gui/theme/KinoraStyle.h"

#include "gui/theme/DialogEdge.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPainter>
#include <QStyleOption>

namespace kinora {

namespace {

constexpr int indicatorSide = 18;
constexpr int fieldHeight = 36;
constexpr int arrowSide = 16;
constexpr int arrowWidth = 26;
constexpr int sliderHeight = 20;
constexpr int sliderHandle = 16;
constexpr int sliderGroove = 6;

// The border tells the state of a field: under the mouse, with the keyboard, not available.
QColor fieldBorder(const QStyleOption& option) {
    if (!option.state.testFlag(QStyle::State_Enabled)) {
        return tokens().line;
    }
    return option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus) ? tokens().accent : tokens().edge;
}

void paintField(QPainter& painter, const QStyleOption& option) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(fieldBorder(option), 1));
    painter.setBrush(tokens().field);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius::control, radius::control);
}

void paintIndicator(QPainter& painter, const QStyleOption& option, bool round) {
    const Tokens& t = tokens();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool mixed = option.state.testFlag(QStyle::State_NoChange);
    const bool marked = mixed || option.state.testFlag(QStyle::State_On);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const double corner = round ? box.height() / 2 : radius::mark;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill = marked && enabled ? t.fill : option.state.testFlag(QStyle::State_Sunken) ? t.raised : t.field;
    painter.setPen(QPen(marked && enabled ? t.fill : fieldBorder(option), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, corner, corner);
    if (marked && enabled && option.state & (QStyle::State_MouseOver | QStyle::State_Sunken)) {
        painter.setBrush(option.state.testFlag(QStyle::State_Sunken) ? t.pressVeil : t.hoverVeil);
        painter.drawRoundedRect(box, corner, corner);
    }
    const QColor ink = enabled ? t.onFill : t.disabled;
    painter.setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = box.center();
    if (mixed) {
        painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
    } else if (marked && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(middle, 3.5, 3.5);
    } else if (marked) {
        painter.setBrush(Qt::NoBrush);
        const QPointF tick[]{middle + QPointF(-4, 0.5), middle + QPointF(-1, 3.5), middle + QPointF(4, -3)};
        painter.drawPolyline(tick, 3);
    }
    painter.restore();
}

// Filled from where it begins, which a style sheet takes for the left in any language.
void paintSlider(QPainter& painter, const QStyleOptionSlider& option, const QRectF& handle) {
    const Tokens& t = tokens();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    QRectF groove = QRectF(option.rect);
    groove.setHeight(sliderGroove);
    groove.moveCenter(QPointF(groove.center().x(), handle.center().y()));
    QRectF filled = groove;
    option.upsideDown ? filled.setLeft(handle.center().x()) : filled.setRight(handle.center().x());
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, groove, sliderGroove / 2.0, t.flat ? t.raised : t.line, t.line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(enabled ? QBrush(progressGradient(filled)) : QBrush(t.edge));
    painter.drawRoundedRect(filled, sliderGroove / 2.0, sliderGroove / 2.0);
    const bool pointedAt =
        option.state.testFlag(QStyle::State_MouseOver) && option.activeSubControls.testFlag(QStyle::SC_SliderHandle);
    painter.setBrush(!enabled ? t.disabled : pointedAt ? t.accent : t.text);
    painter.drawEllipse(handle);
}

} // namespace

KinoraStyle::KinoraStyle()
    : QProxyStyle(QStringLiteral("Fusion")) {
}

void KinoraStyle::polish(QWidget* widget) {
    auto* label = qobject_cast<QLabel*>(widget);
    if (label != nullptr && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel")) {
        label->setTextFormat(Qt::PlainText);
    }
    QProxyStyle::polish(widget);
    if (auto* dialog = qobject_cast<QDialog*>(widget)) {
        DialogEdge::ensure(*dialog);
    }
}

void KinoraStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    switch (element) {
    case PE_FrameFocusRect:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        paintIndicator(*painter, *option, element == PE_IndicatorRadioButton);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void KinoraStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    const auto* slider = control == CC_Slider ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr;
    if (slider != nullptr && slider->orientation == Qt::Horizontal) {
        QRectF handle(QPointF(), QSizeF(sliderHandle, sliderHandle));
        handle.moveCenter(QRectF(subControlRect(CC_Slider, option, SC_SliderHandle, widget)).center());
        painter->save();
        paintSlider(*painter, *slider, handle);
        painter->restore();
        return;
    }
    if (control != CC_ComboBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    painter->save();
    paintField(*painter, *option);
    const QRect place = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    painter->drawPixmap(place.center() - QPoint(arrowSide / 2, arrowSide / 2),
        iconPixmap(QStringLiteral("chevron-down"),
            option->state.testFlag(State_Enabled) ? tokens().mute : tokens().disabled, arrowSide,
            painter->device()->devicePixelRatioF()));
    painter->restore();
}

QIcon KinoraStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
    // Fusion's is a picture file: to read it loads all plug-ins for pictures, which takes longer than the rest of a
    // page.
    return which == SP_LineEditClearButton ? icon(QStringLiteral("close"))
                                           : QProxyStyle::standardIcon(which, option, widget);
}

QSize KinoraStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& contents, const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_ComboBox) {
        size.setWidth(std::max(size.width(), contents.width() + space::l + arrowWidth + space::s));
        size.setHeight(std::max(fieldHeight, contents.height() + 2 * space::s));
    }
    return size;
}

QRect KinoraStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    if (control != CC_ComboBox) {
        return QProxyStyle::subControlRect(control, option, part, widget);
    }
    const QRect& all = option->rect;
    switch (part) {
    case SC_ComboBoxArrow:
        return visualRect(option->direction, all, all.adjusted(all.width() - arrowWidth - space::xs, 0, -space::xs, 0));
    case SC_ComboBoxEditField:
        return visualRect(option->direction, all, all.adjusted(space::m, 1, -arrowWidth - space::xs, -1));
    default:
        return all; // the frame, and the list under it
    }
}

void KinoraStyle::drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette, bool enabled,
    const QString& text, QPalette::ColorRole textRole) const {
    constexpr int leftOrRight = Qt::AlignLeft | Qt::AlignRight;
    const bool mirrored = painter->layoutDirection() == Qt::RightToLeft;
    const bool sidesSwap =
        (flags & Qt::TextForceLeftToRight) != 0 ? mirrored : (flags & Qt::TextForceRightToLeft) != 0 && !mirrored;
    if (sidesSwap && (flags & leftOrRight) != 0) {
        flags = (flags ^ leftOrRight) | Qt::AlignAbsolute;
    }
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, text, textRole);
}

int KinoraStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return indicatorSide;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return sliderHeight;
    case PM_SliderLength:
        return sliderHandle;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return space::s;
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
        return 1;            // outside of the widget, where a small parent would cut the ring off
    case SH_FocusFrame_Mask: // cut out as a rectangle, which would take the round corners of the ring along
    case SH_ComboBox_Popup:  // a list under the box, not a menu over it
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_DialogButtonLayout: // what goes on stands last, as in our own dialogs
        return QDialogButtonBox::GnomeLayout;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace kinora
