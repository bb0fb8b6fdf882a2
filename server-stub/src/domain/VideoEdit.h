// What people change about a video, and the rule by which edits from several devices come together.
#pragma once

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Result.h"
#include "store/Library.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

/// What is not mentioned stays as it is.
struct VideoEdit {
    static constexpr std::size_t TitleMaxLength = 200; ///< code points
    static constexpr std::size_t TagMaxLength = 50;
    static constexpr std::size_t MostTags = 100; ///< of a video, and named in an edit

    std::optional<std::string> title; ///< empty: none any more
    std::optional<bool> favorite;
    std::optional<int> rating;
    std::vector<std::string> addTags;
    std::vector<std::string> removeTags;
    std::optional<std::string> state;
    bool restore = false;              ///< out of the trash, to the state before; any other stays what it is
    bool unlessTrashed = false;        ///< Conflict for one that is in the trash
    std::optional<TimePoint> editedAt; ///< when the person did it; nothing: now
};

/// The tags under that name, each once and in one form; what is wrong with them is the reader's to tell.
[[nodiscard]] std::vector<std::string> readTags(ObjectReader& reader, std::string_view name);

/// ValidationFailed with every wrong field.
[[nodiscard]] Result<VideoEdit> readVideoEdit(const json::object& body);

/// Out of the trash; the body says at most when the person did it. ValidationFailed likewise.
[[nodiscard]] Result<VideoEdit> readRestore(const json::object& body);

struct VideosEdit {
    std::vector<std::string> ids; ///< each once
    VideoEdit edit;
};
[[nodiscard]] Result<VideosEdit> readVideosEdit(const json::object& body);

enum class Edited {
    Nothing = 1, ///< all of it was older than what is there
    Times,       ///< nothing that anybody sees, but a still older edit loses now against this one
    Values,
};
/// Puts the edit into `target`: per field the later edit wins, whichever arrives first, and of two at the same moment
/// the one that arrived first; each tag is a field of its own. So an edit may be sent again. `now` is the database's
/// time; nothing was edited after it. Conflict if the video would have too many tags, or is in the trash and should not
/// be.
[[nodiscard]] Result<Edited> applyEdit(const VideoEdit& edit, store::EditableVideo& target, TimePoint now);

} // namespace kinora::domain
