// How a video looks as a card; shared by the gallery and the page where videos are made.
#pragma once

#include "core/Orientation.h"

#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace kinora {

struct VideoCardLook {
    QString prompt;
    QString footnote;      ///< age, or what there is to say of the file
    QString footnoteShort; ///< instead, where the card is too narrow; may be empty
    QString footnoteIcon;  ///< of resources/icons; empty for none
    QString length;        ///< "0:08"
    Orientation orientation = Orientation::Portrait;
    QPixmap poster;   ///< with rounded corners, at the card's size; null: a plain card
    bool lit = false; ///< under the mouse or in focus: shows the play sign
    bool focused = false;
    bool withText = true; ///< small cards show picture and length only
};

inline constexpr int videoCardRadius = 14;

/// Leaves the painter as it found it.
void paintVideoCard(QPainter& painter, const QRectF& bounds, const VideoCardLook& look);

} // namespace kinora
