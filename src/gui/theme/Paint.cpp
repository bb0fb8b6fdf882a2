#include "gui/theme/Paint.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Theme.h"

#include <QImage>
#include <QPainter>
#include <QRandomGenerator>

namespace kinora {

namespace {

constexpr double badgeHeight = 20;

// Eight-bit gradients between two near-black colours show bands; a grain of about one level hides them.
const QPixmap& grain() {
    static const QPixmap tile = [] {
        QImage image(128, 128, QImage::Format_ARGB32_Premultiplied);
        QRandomGenerator random(20);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const int alpha = static_cast<int>(random.bounded(4U));
                QColor speck = random.bounded(2) == 0 ? Qt::white : Qt::black;
                speck.setAlpha(alpha);
                image.setPixelColor(x, y, speck);
            }
        }
        return QPixmap::fromImage(image);
    }();
    return tile;
}

// An ellipse of light: fades from color at the centre to nothing at 60 % of its radii.
void paintGlow(QPainter& painter, const QPointF& center, double radiusX, double radiusY, const QColor& color) {
    QColor clear = color;
    clear.setAlpha(0);
    QRadialGradient gradient(QPointF(0, 0), 1.0);
    gradient.setColorAt(0, color);
    gradient.setColorAt(0.6, clear);
    painter.save();
    painter.translate(center);
    painter.scale(radiusX, radiusY);
    painter.fillRect(QRectF(-1, -1, 2, 2), gradient);
    painter.restore();
}

QRectF paintBadgeBox(QPainter& painter, const QRectF& box) {
    QColor fill = tokens().scrim;
    fill.setAlpha(tokens().flat ? 255 : 184);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, radius::badge, radius::badge);
    return box;
}

} // namespace

void paintPageBackground(QPainter& painter, const QRectF& bounds) {
    const Tokens& t = tokens();
    if (t.flat) {
        painter.fillRect(bounds, t.window);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setClipRect(bounds, Qt::IntersectClip);
    QLinearGradient diagonal(bounds.topLeft(), bounds.bottomRight());
    diagonal.setColorAt(0, t.window);
    diagonal.setColorAt(1, t.windowEnd);
    painter.fillRect(bounds, diagonal);
    paintGlow(
        painter, bounds.topLeft() + QPointF(0.12 * bounds.width(), -0.10 * bounds.height()), 900, 520, t.glowWarm);
    paintGlow(painter, bounds.topLeft() + QPointF(1.05 * bounds.width(), 1.10 * bounds.height()), 900, 700, t.glowCool);
    painter.drawTiledPixmap(bounds, grain());
    painter.restore();
}

void paintCard(QPainter& painter, const QRectF& bounds, double cornerRadius, const QColor& fill, const QColor& border) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(border, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(bounds.adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius - 0.5, cornerRadius - 0.5);
    painter.restore();
}

void paintFocusRing(QPainter& painter, const QRectF& bounds, double cornerRadius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(bounds.adjusted(-2, -2, 2, 2), cornerRadius + 2, cornerRadius + 2);
    painter.restore();
}

QLinearGradient progressGradient(const QRectF& bounds) {
    QLinearGradient gradient(bounds.topLeft(), bounds.topRight());
    gradient.setColorAt(0, tokens().accent);
    gradient.setColorAt(1, tokens().accentEnd);
    return gradient;
}

QLinearGradient fillGradient(const QRectF& bounds) {
    QLinearGradient gradient(bounds.topLeft(), bounds.topRight());
    gradient.setColorAt(0, tokens().fill);
    gradient.setColorAt(1, tokens().fillEnd);
    return gradient;
}

void paintScrim(QPainter& painter, const QRectF& bounds, double cornerRadius) {
    QColor clear = tokens().scrim;
    clear.setAlpha(0);
    QLinearGradient gradient(bounds.topLeft(), bounds.bottomLeft());
    gradient.setColorAt(0, clear);
    gradient.setColorAt(1, tokens().scrim);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Round at the bottom only: the top fades out inside the picture. A clip by a rectangle costs nothing beside one by
    // a path, and this is painted for each card of a gallery.
    painter.setClipRect(bounds, Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bounds.adjusted(0, -2 * cornerRadius, 0, 0), cornerRadius, cornerRadius);
    painter.restore();
}

QRectF paintBadge(QPainter& painter, const QPointF& rightTop, const QString& text, const QString& iconName) {
    constexpr int badgePadding = 7;
    constexpr int iconSide = 11;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(type::badge, QFont::Bold));
    const double iconRoom = iconName.isEmpty() ? 0 : iconSide + space::xs;
    const double width = painter.fontMetrics().horizontalAdvance(text) + 2 * badgePadding + iconRoom;
    const QRectF box = paintBadgeBox(painter, QRectF(rightTop.x() - width, rightTop.y(), width, badgeHeight));
    if (!iconName.isEmpty()) {
        painter.drawPixmap(box.topLeft() + QPointF(badgePadding, (badgeHeight - iconSide) / 2),
            iconPixmap(iconName, tokens().fill, iconSide, painter.device()->devicePixelRatioF()));
    }
    painter.setPen(tokens().onScrim);
    painter.drawText(box.adjusted(iconRoom, 0, 0, 0), Qt::AlignCenter, text);
    painter.restore();
    return box;
}

QRectF paintIconBadge(QPainter& painter, const QPointF& leftTop, const QString& iconName) {
    constexpr int iconSize = 14;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = paintBadgeBox(painter, QRectF(leftTop, QSizeF(iconSize + 2 * 6, badgeHeight)));
    painter.drawPixmap(box.topLeft() + QPointF(6, (badgeHeight - iconSize) / 2),
        iconPixmap(iconName, tokens().onScrim, iconSize, painter.device()->devicePixelRatioF()));
    painter.restore();
    return box;
}

QImage roundedCover(const QImage& source, const QSize& pixels, double cornerRadius) {
    QImage result(pixels, QImage::Format_ARGB32_Premultiplied);
    result.fill(Qt::transparent);
    if (source.isNull()) {
        return result;
    }
    const QImage scaled = source.scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QBrush brush(scaled);
    brush.setTransform(
        QTransform::fromTranslate((pixels.width() - scaled.width()) / 2.0, (pixels.height() - scaled.height()) / 2.0));
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(QRectF(QPointF(0, 0), QSizeF(pixels)), cornerRadius, cornerRadius);
    return result;
}

QPixmap roundedCover(const QImage& source, const QSize& size, double cornerRadius, double devicePixelRatio) {
    QImage result = roundedCover(source, size * devicePixelRatio, cornerRadius * devicePixelRatio);
    result.setDevicePixelRatio(devicePixelRatio);
    return QPixmap::fromImage(result);
}

} // namespace kinora
