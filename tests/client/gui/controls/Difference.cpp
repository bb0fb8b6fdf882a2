#include "Difference.h"

#include <QPainter>

#include <cstdlib>

namespace kinora::tests {

namespace {

constexpr int side = 8;
constexpr double noticed = 5; // of 255, on average over a tile and its channels

double meanDifference(const QImage& one, const QImage& other, const QRect& tile) {
    qint64 sum = 0;
    for (int y = tile.top(); y <= tile.bottom(); ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(one.constScanLine(y));
        const auto* b = reinterpret_cast<const QRgb*>(other.constScanLine(y));
        for (int x = tile.left(); x <= tile.right(); ++x) {
            sum += std::abs(qRed(a[x]) - qRed(b[x])) + std::abs(qGreen(a[x]) - qGreen(b[x])) +
                   std::abs(qBlue(a[x]) - qBlue(b[x]));
        }
    }
    return static_cast<double>(sum) / (3.0 * tile.width() * tile.height());
}

} // namespace

Difference difference(const QImage& seen, const QImage& reference) {
    Difference result;
    if (seen.size() != reference.size()) {
        result.sentence = QStringLiteral("it is %1 × %2 pixels, the reference %3 × %4")
                              .arg(seen.width())
                              .arg(seen.height())
                              .arg(reference.width())
                              .arg(reference.height());
        result.marked = seen;
        return result;
    }
    const QImage one = seen.convertToFormat(QImage::Format_RGB32);
    const QImage other = reference.convertToFormat(QImage::Format_RGB32);
    result.marked = one;
    QPainter painter(&result.marked);
    painter.fillRect(one.rect(), QColor(0, 0, 0, 170));
    QRect around;
    for (int y = 0; y < one.height(); y += side) {
        for (int x = 0; x < one.width(); x += side) {
            const QRect tile = QRect(x, y, side, side).intersected(one.rect());
            if (meanDifference(one, other, tile) > noticed) {
                ++result.tiles;
                around |= tile;
                painter.drawImage(tile.topLeft(), one, tile);
            }
        }
    }
    if (result.tiles > 0) {
        result.sentence = QStringLiteral("%1 places differ, between (%2, %3) and (%4, %5)")
                              .arg(result.tiles)
                              .arg(around.left())
                              .arg(around.top())
                              .arg(around.right())
                              .arg(around.bottom());
    }
    return result;
}

} // namespace kinora::tests
