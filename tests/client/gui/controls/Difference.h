// How far one picture is from another, as an eye would see it.
#pragma once

#include <QImage>
#include <QString>

namespace kinora::tests {

// Compared tile by tile, by the mean difference of their colours: a glyph that another version of a font library places
// a fraction of a pixel further is within it, a border of another colour is not.
struct Difference {
    int tiles = 0;    // that differ
    QImage marked;    // the new picture, dimmed, with those tiles as they are
    QString sentence; // what is different, empty when nothing is
};

[[nodiscard]] Difference difference(const QImage& seen, const QImage& reference);

} // namespace kinora::tests
