// The newest videos in one row, for the page where they are made.
#pragma once

#include "core/Clock.h"
#include "services/Library.h"

#include <QList>
#include <QWidget>

namespace kinora {

class PosterCache;
class VideoCard;

/// As many cards as fit the width, newest first. Follows the library as it opens and closes.
class DraftsStrip : public QWidget {
    Q_OBJECT

public:
    /// All outlive the strip.
    DraftsStrip(Library& library, const Clock& clock, PosterCache& posters, QWidget* parent = nullptr);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void videoActivated(const QString& videoId);
    void emptyChanged(bool empty);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void reload();
    void showVideos(const QList<LibraryVideo>& videos);
    void arrange();

    Library& m_library;
    const Clock& m_clock;
    PosterCache& m_posters;
    QList<VideoCard*> m_cards;
    int m_shown = 0; ///< cards that have a video, whether or not they fit
};

} // namespace kinora
