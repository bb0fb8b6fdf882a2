// Five stars to rate with.
#pragma once

#include <QSlider>

namespace kinora {

/// 0 (none) to 5. Click a star, or the one that is the last already to take the rating away; arrow keys and digits
/// work, too. rated() is only for what a person did.
class RatingStars : public QSlider {
    Q_OBJECT

public:
    explicit RatingStars(QWidget* parent = nullptr);

    void showRating(int rating);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void rated(int rating);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int starAt(const QPointF& point) const;

    bool m_showing = false;
    int m_hovered = 0; ///< star under the mouse, from 1
};

} // namespace kinora
