// When the pictures of a video begin, where its rate does not tell.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace kinora {

/// In microseconds, ascending, as the decoder counts them; empty for a video whose picture n begins n / rate after the
/// beginning. Those of the recording of a screen do not, as a rule, nor those of one that begins late, or whose rate is
/// an average. Reads in the background.
QFuture<Result<QList<qint64>>> readUnevenFrames(const QString& file);

} // namespace kinora
