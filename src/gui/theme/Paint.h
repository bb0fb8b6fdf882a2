// Shapes that several widgets and delegates paint alike. All take device-independent pixels and leave the painter as
// they found it.
#pragma once

#include "gui/theme/Tokens.h"

#include <QImage>
#include <QLinearGradient>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace kinora {

// The background of every full page: diagonal, projector light, indigo glow. bounds is the whole page, not the exposed
// part.
void paintPageBackground(QPainter& painter, const QRectF& bounds);

// A filled rounded rectangle with a one pixel border that stays inside bounds.
void paintCard(QPainter& painter, const QRectF& bounds, double cornerRadius, const QColor& fill, const QColor& border);

// The focus ring: two pixels of accent just outside bounds.
void paintFocusRing(QPainter& painter, const QRectF& bounds, double cornerRadius);

// accent → accentEnd from left to right.
[[nodiscard]] QLinearGradient progressGradient(const QRectF& bounds);

// fill → fillEnd from left to right, for primary actions and badges.
[[nodiscard]] QLinearGradient fillGradient(const QRectF& bounds);

// Dark from transparent at the top to nearly opaque at the bottom, for text over pictures.
void paintScrim(QPainter& painter, const QRectF& bounds, double cornerRadius);

// A small dark label over a picture ("0:08"), its right top corner at the given point; before the text a file of
// resources/icons in the colour of what is chosen, or none. Returns what it covered.
QRectF paintBadge(QPainter& painter, const QPointF& rightTop, const QString& text, const QString& iconName = {});

// The same with an icon of resources/icons, its left top corner at the given point.
QRectF paintIconBadge(QPainter& painter, const QPointF& leftTop, const QString& iconName);

// source scaled to cover so many pixels and cut to rounded corners; in any thread.
[[nodiscard]] QImage roundedCover(const QImage& source, const QSize& pixels, double cornerRadius);

// The same at the device's resolution. Cache what it returns: it is not cheap.
[[nodiscard]] QPixmap roundedCover(
    const QImage& source, const QSize& size, double cornerRadius, double devicePixelRatio);

} // namespace kinora
