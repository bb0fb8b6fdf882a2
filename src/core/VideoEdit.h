// What a person changed about a video.
#pragma once

#include "core/Video.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

/// Members that are not set stay as they are. Of two edits of one field, made wherever, the later holds; each tag is a
/// field of its own.
struct VideoEdit {
    std::optional<QString> title = {};
    std::optional<bool> favorite = {};
    std::optional<int> rating = {}; ///< 0 (none) to 5
    QStringList addTags = {};
    QStringList removeTags = {};
    std::optional<VideoState> state = {};
    /// Out of the trash, to what it was before; with it `state` says nothing.
    bool restore = false;

    bool operator==(const VideoEdit&) const = default;
};

/// Makes the video as the edit wants it. What comes out of the trash is a draft, for who does not know better.
void apply(const VideoEdit& edit, Video& video);

} // namespace kinora
