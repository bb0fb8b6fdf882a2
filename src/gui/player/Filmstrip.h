// The video at a glance, under its picture: where it is, and where to go.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QSlider>

namespace kinora {

/// In milliseconds. A click goes to that place at once; arrow keys go a second, Page keys five. seekRequested() is only
/// for what a person did; showPosition() never causes it and is ignored while the strip is held.
class Filmstrip : public QSlider {
    Q_OBJECT

public:
    explicit Filmstrip(QWidget* parent = nullptr);

    void setDuration(qint64 milliseconds);
    void showPosition(qint64 milliseconds);
    /// As media/SpriteSheet describes it; null: a plain bar of the same size, so that nothing moves when it comes.
    void setSheet(const QImage& sheet);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void seekRequested(qint64 milliseconds);
    /// The strip was taken or let go.
    void scrubbing(bool active);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void seekTo(double x);
    void preparePictures();

    bool m_showing = false;
    QImage m_sheet;
    QPixmap m_pictures; ///< of the sheet, at this size
};

} // namespace kinora
