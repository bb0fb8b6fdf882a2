// Draws what a Player shows.
#pragma once

#include "media/VideoFrameConverter.h"

#include <QImage>
#include <QWidget>

namespace kinora {

class Player;

/// Letterboxed, sharp on high-density screens, corners rounded as asked. Frames are converted only when they are
/// painted. Unlike QVideoWidget it can be grabbed, stacked and drawn over.
class VideoCanvas : public QWidget {
    Q_OBJECT
public:
    explicit VideoCanvas(QWidget* parent = nullptr);
    ~VideoCanvas() override;

    /// Follows the player's frames; it must outlive the canvas or be replaced with null.
    void setPlayer(Player* player);
    /// Shown until the first frame comes, so that opening a video does not flash black. Null for none.
    void setPoster(const QImage& poster);
    /// Forgets frame and poster.
    void clear();
    /// What fills the room around the picture; transparent shows the parent.
    void setSurround(const QColor& color);
    void setCornerRadius(int radius);

    /// The frame on the screen as the decoder gave it, in its own size; null while there is none.
    [[nodiscard]] QImage still();

    /// Where the picture is, in the widget's coordinates; empty while there is none.
    [[nodiscard]] QRect pictureRect() const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 360}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showFrame(const QVideoFrame& frame);
    [[nodiscard]] QSize sourceSize() const;
    [[nodiscard]] QRect deviceRect() const;
    void preparePicture(QSize size);

    Player* m_player = nullptr;
    VideoFrameConverter m_converter;
    QVideoFrame m_frame;
    QImage m_poster;
    QImage m_picture; ///< the current frame at the size it was last painted
    bool m_pictureStale = true;
    QColor m_surround = Qt::black;
    int m_cornerRadius = 0;
};

} // namespace kinora
