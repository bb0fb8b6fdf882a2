// When the pictures of a video begin, where they do not follow each other at one pace.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace kinora {

/// In microseconds, ascending, as the decoder counts them; empty for a video whose pictures all last the same. Those of
/// the recording of a screen do not, as a rule. Reads in the background.
QFuture<Result<QList<qint64>>> readUnevenFrames(const QString& file);

} // namespace kinora
