// The video that the next one is made from, and the way to do without it.
#pragma once

#include "gui/widgets/Chip.h"

#include <QImage>
#include <QPixmap>

#include <functional>

namespace kinora {

// What is known on this computer of a video that is remixed; all of it may be missing.
struct RemixSource {
    QString words; // its title, or its prompt
    QImage picture;
};
using RemixSources = std::function<RemixSource(const QString& videoId)>;

// Hidden while there is none.
class RemixChip : public Chip {
    Q_OBJECT

public:
    explicit RemixChip(QWidget* parent = nullptr);

    void setSources(const RemixSources& sources);
    // Empty: none.
    void setVideoId(const QString& videoId);
    [[nodiscard]] const QString& videoId() const { return m_videoId; }

signals:
    void removed();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showVideo();

    RemixSources m_sources;
    QString m_videoId;
    QImage m_picture;
    QPixmap m_cover; // of m_picture, at the screen's resolution
};

} // namespace kinora
