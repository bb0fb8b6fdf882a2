#include "gui/player/Filmstrip.h"

#include "gui/theme/Theme.h"
#include "media/SpriteSheet.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace kinora {

namespace {

constexpr int filmHeight = 44;
constexpr int leastFilmWidth = 160;
constexpr int tileGap = 2;
constexpr int playheadWidth = 3;
/// A narrower piece of a picture shows nothing of it.
constexpr int leastTileWidth = 44;

} // namespace

Filmstrip::Filmstrip(QWidget* parent)
    : QSlider(Qt::Horizontal, parent) {
    setSingleStep(1000);
    setPageStep(5000);
    setRange(0, 0);
    setProperty("focusRadius", radius::badge);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        if (!m_showing)
            emit seekRequested(value);
    });
}

QSize Filmstrip::sizeHint() const {
    return {2 * leastFilmWidth, filmHeight};
}

QSize Filmstrip::minimumSizeHint() const {
    return {leastFilmWidth, filmHeight};
}

void Filmstrip::setDuration(qint64 milliseconds) {
    m_showing = true;
    setRange(0, static_cast<int>(milliseconds));
    m_showing = false;
}

void Filmstrip::showPosition(qint64 milliseconds) {
    if (isSliderDown())
        return;
    m_showing = true;
    setValue(static_cast<int>(milliseconds));
    m_showing = false;
}

void Filmstrip::setSheet(const QImage& sheet) {
    if (m_sheet.cacheKey() == sheet.cacheKey())
        return;
    m_sheet = sheet;
    m_pictures = {};
    update();
}

void Filmstrip::preparePictures() {
    const double ratio = devicePixelRatioF();
    const QSize size = (QSizeF(this->size()) * ratio).toSize();
    if (m_pictures.size() == size && m_pictures.devicePixelRatio() == ratio)
        return;
    m_pictures = QPixmap(size);
    m_pictures.setDevicePixelRatio(ratio);
    m_pictures.fill(Qt::transparent);
    const QSize frame = sprite::tile(m_sheet.size(), 0).size();
    const double natural = static_cast<double>(height()) * frame.width() / std::max(1, frame.height());
    const int tiles = std::clamp(qRound(width() / std::max<double>(leastTileWidth, natural)), 1, sprite::frames);
    QPainter painter(&m_pictures);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath rounded;
    rounded.addRoundedRect(rect(), radius::badge, radius::badge);
    painter.setClipPath(rounded);
    const double step = static_cast<double>(width() + tileGap) / tiles;
    for (int tile = 0; tile < tiles; ++tile) {
        const QRectF target(tile * step, 0, step - tileGap, height());
        // The middle of the frame, cut to the shape of the tile.
        const QRectF source = sprite::tile(m_sheet.size(), sprite::frameAt((tile + 0.5) / tiles));
        const QSizeF part = target.size().scaled(source.size(), Qt::KeepAspectRatio);
        QRectF cut(QPointF(), part);
        cut.moveCenter(source.center());
        painter.drawImage(target, m_sheet, cut);
    }
}

void Filmstrip::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath rounded;
    rounded.addRoundedRect(rect(), radius::badge, radius::badge);
    const int at = QStyle::sliderPositionFromValue(minimum(), maximum(), sliderPosition(), width());
    const QRect ahead(at, 0, width() - at, height());
    const QRect behind(0, 0, at, height());
    painter.setPen(Qt::NoPen);
    if (m_sheet.isNull()) {
        painter.fillPath(rounded, t.raised);
        painter.setClipPath(rounded);
        painter.fillRect(behind, t.accentWash);
    } else {
        preparePictures();
        painter.fillPath(rounded, t.stage); // a film is dark between its pictures
        painter.drawPixmap(0, 0, m_pictures);
        painter.setClipPath(rounded);
        QColor veil = t.stage;
        veil.setAlphaF(isEnabled() ? 0.45F : 0.7F);
        painter.fillRect(isEnabled() ? ahead : rect(), veil);
    }
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.edge, 1));
    if (m_sheet.isNull())
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::badge, radius::badge);
    if (!isEnabled() || maximum() == 0)
        return;
    const int left = std::clamp(at - playheadWidth / 2, 0, width() - playheadWidth);
    // A dark rim keeps it apart from a bright picture.
    QColor rim = t.stage;
    rim.setAlphaF(0.6F);
    painter.fillRect(QRect(left - 1, 0, playheadWidth + 2, height()), rim);
    // On pictures in the one tone that is bright in every theme.
    painter.fillRect(QRect(left, 0, playheadWidth, height()), m_sheet.isNull() ? t.accent : t.fill);
}

void Filmstrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    emit scrubbing(true);
    seekTo(event->position().x());
}

void Filmstrip::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown())
        seekTo(event->position().x());
}

void Filmstrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    setSliderDown(false);
    emit scrubbing(false);
}

void Filmstrip::seekTo(double x) {
    setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), static_cast<int>(x), std::max(1, width())));
}

} // namespace kinora
