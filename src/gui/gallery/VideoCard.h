// One video as a button, outside of the gallery.
#pragma once

#include "core/LibraryVideo.h"

#include <QAbstractButton>

namespace kinora {

class PosterCache;

class VideoCard : public QAbstractButton {
    Q_OBJECT

public:
    /// `posters` outlives the card.
    explicit VideoCard(PosterCache& posters, QWidget* parent = nullptr);

    /// `poster` is an absolute file, empty for none; `name` is what a screen reader says.
    void show(const LibraryVideo& video, const QString& poster, const QString& name);
    [[nodiscard]] const QString& videoId() const { return m_video.video.id; }
    /// Width that the video's aspect takes at this height.
    [[nodiscard]] int widthFor(int height) const;
    [[nodiscard]] QSize sizeHint() const override { return {112, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    PosterCache& m_posters;
    LibraryVideo m_video;
    QString m_poster;
};

} // namespace kinora
