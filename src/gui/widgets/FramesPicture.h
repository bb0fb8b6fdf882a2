// Frames of film as a decoration: gradients like skies, no pretence of being anyone's video.
#pragma once

#include <QLinearGradient>
#include <QWidget>

namespace kinora {

// The nth of a small set of sky gradients over bounds; any index is fine.
[[nodiscard]] QLinearGradient skyGradient(uint index, const QRectF& bounds);

// Trio: a large frame between two small ones (empty states). Row: four upright frames (sign-in). Hidden from screen
// readers.
class FramesPicture : public QWidget {
    Q_OBJECT

public:
    enum class Arrangement { Trio, Row };

    explicit FramesPicture(QWidget* parent = nullptr);
    void setArrangement(Arrangement arrangement);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Arrangement m_arrangement = Arrangement::Row;
};

} // namespace kinora
