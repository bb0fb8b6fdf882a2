// A video that somebody on the relay shows to everybody there.
#pragma once

#include "core/Video.h"

#include <QDateTime>
#include <QString>

namespace kinora {

struct PublishedVideo {
    Video video; ///< as far as it is shown: words, format, model, file
    QString ownerHandle;
    QString ownerName;
    qint64 likes = 0;
    bool liked = false; ///< by oneself
    QDateTime publishedAt;

    bool operator==(const PublishedVideo&) const = default;
};

} // namespace kinora
