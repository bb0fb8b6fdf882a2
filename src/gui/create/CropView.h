// A picture with the part of it that is wanted, which can be moved and sized.
#pragma once

#include "core/NewJob.h"

#include <QImage>
#include <QPixmap>
#include <QSize>
#include <QWidget>

namespace kinora {

class CropView : public QWidget {
    Q_OBJECT

public:
    explicit CropView(QWidget* parent = nullptr);

    // shape: of the video.
    void setPicture(const QImage& picture, const ReferencePicture& chosen, const QSize& shape);
    [[nodiscard]] const ReferencePicture& chosen() const { return m_chosen; }
    void setZoom(int percent);

    [[nodiscard]] QSize sizeHint() const override { return {480, 360}; }

signals:
    // By the mouse wheel or the keyboard.
    void zoomChanged(int percent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    // By so much of the picture, in percent.
    void moveBy(double x, double y);
    [[nodiscard]] QRectF shown() const; // the whole picture, in the widget
    [[nodiscard]] QRectF part() const;  // the part of it, in the widget

    QImage m_picture;
    QPixmap m_scaled;
    ReferencePicture m_chosen;
    QSize m_shape;
    double m_x = 50; // between whole percents while it is dragged
    double m_y = 50;
    QPointF m_dragged;
};

} // namespace kinora
