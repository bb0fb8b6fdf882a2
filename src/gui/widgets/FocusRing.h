// Shows where the keyboard is: one ring for the whole app that follows the focus.
#pragma once

#include <QFocusFrame>

class QApplication;

namespace kinora {

// Text fields show the ring whenever they have the focus; buttons only when the focus came by keyboard, so that a click
// leaves no mark. Its corners follow the dynamic property "focusRadius" of the widget (10 by default; -1: the widget
// marks its focus itself).
class FocusRing : public QFocusFrame {
    Q_OBJECT

public:
    // Follows the focus of application until it ends. Keep the object alive as long.
    explicit FocusRing(QApplication& application);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow(QWidget* focused);
    bool m_byKeyboard = false;
};

} // namespace kinora
