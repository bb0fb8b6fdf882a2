#include "gui/player/VideoCanvas.h"

#include "media/Player.h"

#include <QPainter>

namespace kinora {

VideoCanvas::VideoCanvas(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
}

VideoCanvas::~VideoCanvas() = default;

void VideoCanvas::setPlayer(Player* player) {
    if (m_player)
        disconnect(m_player, nullptr, this, nullptr);
    m_player = player;
    if (m_player)
        connect(m_player, &Player::frameChanged, this, &VideoCanvas::showFrame);
    clear();
}

void VideoCanvas::setPoster(const QImage& poster) {
    m_poster = poster;
    m_pictureStale = true;
    update();
}

void VideoCanvas::clear() {
    m_frame = {};
    m_poster = {};
    m_picture = {};
    m_pictureStale = true;
    update();
}

void VideoCanvas::setSurround(const QColor& color) {
    m_surround = color;
    setAttribute(Qt::WA_OpaquePaintEvent, color.alpha() == 255);
    update();
}

void VideoCanvas::setCornerRadius(int radius) {
    m_cornerRadius = radius;
    update();
}

void VideoCanvas::showFrame(const QVideoFrame& frame) {
    m_frame = frame;
    m_pictureStale = true;
    update();
}

QSize VideoCanvas::sourceSize() const {
    if (!m_frame.isValid())
        return m_poster.size();
    const bool sideways =
        m_frame.rotationAngle() == QVideoFrame::Rotation90 || m_frame.rotationAngle() == QVideoFrame::Rotation270;
    return sideways ? m_frame.size().transposed() : m_frame.size();
}

QImage VideoCanvas::still() {
    return m_frame.isValid() ? m_converter.convert(m_frame, sourceSize()) : QImage();
}

QRect VideoCanvas::deviceRect() const {
    const QSize source = sourceSize();
    const QSize room = (QSizeF(size()) * devicePixelRatioF()).toSize();
    if (source.isEmpty() || room.isEmpty())
        return {};
    const QSize picture = source.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    return {QPoint((room.width() - picture.width()) / 2, (room.height() - picture.height()) / 2), picture};
}

QRect VideoCanvas::pictureRect() const {
    const QRect device = deviceRect();
    const double ratio = devicePixelRatioF();
    return QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)
        .toAlignedRect();
}

void VideoCanvas::preparePicture(QSize size) {
    if (!m_frame.isValid()) {
        if (m_picture.size() != size || m_pictureStale)
            m_picture = m_poster.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    } else if (m_pictureStale || m_picture.size() != size) {
        // A frame that cannot be read keeps the one before it on screen.
        if (const QImage picture = m_converter.convert(m_frame, size); !picture.isNull())
            m_picture = picture;
    }
    m_pictureStale = false;
}

void VideoCanvas::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_surround);
    const QRect device = deviceRect();
    if (device.isEmpty())
        return;
    preparePicture(device.size());
    if (m_picture.isNull())
        return;
    const double ratio = devicePixelRatioF();
    const QRectF target(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio);
    if (m_cornerRadius == 0) {
        painter.drawImage(target, m_picture);
        return;
    }
    QBrush brush(m_picture);
    brush.setTransform(QTransform::fromTranslate(target.x(), target.y()).scale(1 / ratio, 1 / ratio));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(target, m_cornerRadius, m_cornerRadius);
}

} // namespace kinora
