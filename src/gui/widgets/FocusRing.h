// Shows where the keyboard is: one ring for the whole app that follows the focus.
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

class QApplication;

namespace kinora {

// Text fields show the ring whenever they have the focus; buttons only when the focus came by keyboard, so that a click
// leaves no mark. Its corners follow the dynamic property "focusRadius" of the widget (10 by default; -1: the widget
// marks its focus itself).
class FocusRing : public QObject {
    Q_OBJECT

public:
    // Follows the focus of application until it ends or this is destroyed.
    explicit FocusRing(QApplication& application);
    ~FocusRing() override;

    // The widget that is marked now; null when none is.
    [[nodiscard]] QWidget* marked() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* focused);

    // Lives in the window of what it marks, and goes with it.
    QPointer<QFocusFrame> m_frame;
    bool m_byKeyboard = false;
};

} // namespace kinora
