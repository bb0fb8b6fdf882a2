// How a video looks as a card; shared by the gallery and the page where videos are made.
#pragma once

#include "core/Orientation.h"

#include <QPixmap>
#include <QRectF>
#include <QString>

#include <optional>

class QPainter;

namespace kinora {

struct VideoCardLook {
    QString prompt;
    QString footnote;      ///< age, or what there is to say of the file
    QString footnoteShort; ///< instead, where the card is too narrow; may be empty
    QString footnoteIcon;  ///< of resources/icons; empty for none
    QString length;        ///< "0:08"
    Orientation orientation = Orientation::Portrait;
    QPixmap poster; ///< with rounded corners; scaled where it is not of the card's size; null: a plain card
    bool favorite = false;
    int rating = 0;   ///< 0 (none) to 5
    bool lit = false; ///< under the mouse or in focus: shows the play sign
    bool focused = false;
    bool marked = false;              ///< shows whether it is chosen
    bool chosen = false;              ///< among others
    std::optional<double> scrubbedTo; ///< the picture is of this part of the video, from 0 to 1
    bool withText = true;             ///< small cards show picture and length only
};

inline constexpr int videoCardRadius = 14;

/// The place of a card whose video is not known yet.
void paintPlainCard(QPainter& painter, const QRectF& bounds);

/// Leaves the painter as it found it.
void paintVideoCard(QPainter& painter, const QRectF& bounds, const VideoCardLook& look);

} // namespace kinora
