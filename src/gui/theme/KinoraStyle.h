// The base style under the style sheet: Fusion with our metrics.
#pragma once

#include <QProxyStyle>

namespace kinora {

// Answers what a style sheet cannot: motion, focus margins, password dot, icon sizes. Focus rectangles are left to
// FocusRing.
class KinoraStyle : public QProxyStyle {
    Q_OBJECT

public:
    KinoraStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* returnData = nullptr) const override;
};

} // namespace kinora
