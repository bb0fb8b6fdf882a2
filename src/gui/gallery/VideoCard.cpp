#include "gui/gallery/VideoCard.h"

#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/VideoCardPainter.h"
#include "gui/widgets/ToolTip.h"

#include <QPainter>

#include <algorithm>

namespace kinora {

namespace {

/// Room around the picture for the focus ring.
constexpr int ring = 3;

} // namespace

VideoCard::VideoCard(PosterCache& posters, QWidget* parent)
    : QAbstractButton(parent)
    , m_posters(posters) {
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", -1); // drawn here, around the picture
    connect(&m_posters, &PosterCache::ready, this, [this](const QString& file) {
        if (file == m_poster)
            update();
    });
}

void VideoCard::show(const LibraryVideo& video, const QString& poster, const QString& name) {
    m_video = video;
    m_poster = poster;
    setAccessibleName(name);
    setTextToolTip(*this, video.video.prompt.simplified());
    update();
}

int VideoCard::widthFor(int height) const {
    const QSize size = m_video.video.size;
    if (size.isEmpty())
        return height;
    const int picture = height - 2 * ring;
    return std::clamp(picture * size.width() / size.height(), picture / 3, picture * 3) + 2 * ring;
}

void VideoCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const QRect picture = rect().adjusted(ring, ring, -ring, -ring);
    VideoCardLook look;
    look.orientation = m_video.video.orientation;
    look.length = GalleryText::clock(m_video.video.seconds);
    look.poster = m_posters.card(m_poster, picture.size(), videoCardRadius, devicePixelRatioF());
    look.lit = underMouse() || hasFocus();
    look.focused = hasFocus();
    look.withText = false;
    paintVideoCard(painter, picture, look);
}

void VideoCard::enterEvent(QEnterEvent* event) {
    update();
    QAbstractButton::enterEvent(event);
}

void VideoCard::leaveEvent(QEvent* event) {
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace kinora
