// What becomes of all that is told of a file that is imported. Pure.
#pragma once

#include "core/Video.h"
#include "media/EmbeddedFacts.h"
#include "services/FolderScan.h"

#include <QFileInfo>

namespace kinora {

/// Facts come from anywhere: without what no relay takes. False when words were too long, and are cut.
bool makeAcceptable(Video& video);

/// What other programs tell, without what only the file can.
[[nodiscard]] Video toldVideo(const ImportFacts& told);

/// What other programs, or the file itself, tell of it; its name where there is nothing.
[[nodiscard]] Video importedVideo(const VideoFileFacts& file, const ImportFacts& told, const QFileInfo& source);

/// What a record beside a file says may be of what lay there under this name before.
[[nodiscard]] bool mayBeAbout(const Video& recorded, const MediaFacts& found);

/// A copy of ours, with facts written into it and nothing else done to it.
[[nodiscard]] bool isWrittenCopy(const FolderScan::Record& found);

} // namespace kinora
