// The line under a video: where it is, and where to go.
#pragma once

#include <QSlider>

namespace kinora {

/// In milliseconds. A click goes to that place at once; arrow keys go a second, Page keys five. seekRequested() is only
/// for what a person did; showPosition() never causes it and is ignored while the handle is held.
class SeekSlider : public QSlider {
    Q_OBJECT

public:
    explicit SeekSlider(QWidget* parent = nullptr);

    void setDuration(qint64 milliseconds);
    void showPosition(qint64 milliseconds);

signals:
    void seekRequested(qint64 milliseconds);
    /// The handle was taken or let go.
    void scrubbing(bool active);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void seekTo(double x);

    bool m_showing = false;
};

} // namespace kinora
