#include "core/VideoEdit.h"

namespace kinora {

void apply(const VideoEdit& edit, Video& video) {
    video.title = edit.title.value_or(video.title);
    video.favorite = edit.favorite.value_or(video.favorite);
    video.rating = edit.rating.value_or(video.rating);
    if (edit.restore && video.state == VideoState::Trashed)
        video.state = VideoState::Draft;
    else
        video.state = edit.state.value_or(video.state);
    for (const QString& tag : edit.removeTags)
        video.tags.removeAll(tag);
    for (const QString& tag : edit.addTags) {
        if (!video.tags.contains(tag))
            video.tags.append(tag);
    }
}

} // namespace kinora
