// The handle by which a waiting job is moved in the line: dragged, or with the arrow keys while it has the focus.
#pragma once

#include <QAbstractButton>

namespace kinora {

class QueueGrip : public QAbstractButton {
    Q_OBJECT

public:
    explicit QueueGrip(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

signals:
    // By so many places, negative towards the front; far beyond the end means the end.
    void moveRequested(int places);
    // The mouse holds it at this height of the screen.
    void dragged(int globalY);
    void dropped();
    // Escape: as if nothing had been dragged.
    void dragCanceled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    bool m_dragging = false;
    int m_pressedY = 0;
};

} // namespace kinora
