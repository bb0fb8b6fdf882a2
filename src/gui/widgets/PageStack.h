// Pages of which one is seen.
#pragma once

#include <QStackedWidget>

namespace kinora {

/// Fills the room that it is given, however high the pages would like to be at its width. QStackedLayout asks each of
/// them for that again and again, those not seen too, and the stacks and texts inside of them: with a stack in a stack
/// that took 60 ms whenever a label appeared.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace kinora
