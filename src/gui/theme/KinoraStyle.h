// The base style under the style sheet: Fusion with our metrics, and the controls that a style sheet cannot draw in the
// theme's colours.
#pragma once

#include <QProxyStyle>

namespace kinora {

// Answers what a style sheet cannot: motion, focus margins, password dot, icon sizes. Paints check boxes, radio buttons
// and combo boxes, whose marks and arrows would be pictures of one fixed colour there, and sliders. Focus rectangles
// are left to FocusRing.
class KinoraStyle : public QProxyStyle {
    Q_OBJECT

public:
    KinoraStyle();

    using QProxyStyle::polish;
    // Labels show text as it is: prompts, names and what a relay answers may look like markup. Dialogs get an edge.
    void polish(QWidget* widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] QIcon standardIcon(
        StandardPixmap which, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    // A label stands where the layout begins, even when its own words run the other way (a name or a prompt in Latin
    // letters on a page read from right to left).
    void drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette, bool enabled,
        const QString& text, QPalette::ColorRole textRole = QPalette::NoRole) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* returnData = nullptr) const override;
};

} // namespace kinora
