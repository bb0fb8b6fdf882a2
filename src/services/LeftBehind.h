// Clears away what lay on this disk of videos that have left the library.
#pragma once

#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QFuture>
#include <QList>

namespace kinora {

/// In a thread of the pool: deletes them, or moves them to the folder "removed" where that is said, then drops their
/// notes in the store; what cannot be cleared away now (another program has it open) is left to the next start. Answers
/// how many videos lie in "removed". Goes on when the library is closed meanwhile.
QFuture<Result<int>> clearLeft(VideoStore& videos, const MediaFolder& folder, const QList<LeftFiles>& left);

/// The same of what the starts before have not come to.
void clearLeftBefore(VideoStore& videos, const MediaFolder& folder);

} // namespace kinora
