// Which videos of the library to show, and in which order.
#pragma once

#include "core/Orientation.h"

#include <QString>

#include <optional>

namespace kinora {

enum class LibrarySection {
    All, ///< everything but the trash
    Drafts,
    Published,
    Trash,
};

/// Ties are broken newest first.
enum class VideoSort { Newest, Oldest, BestRated, Longest, Largest };

/// What every member asks for must hold. As it is made: the whole library without its trash, newest first.
struct VideoFilter {
    /// Words that all occur, each at least as a beginning, in prompt, title, tags, cameos or model, whatever the case
    /// and the accents; in scripts without spaces any part of the text. Symbols and emoji in it occur as well, anywhere
    /// in prompt, title, tags or model; punctuation asks for nothing.
    QString text = {};
    std::optional<Orientation> orientation = {};
    LibrarySection section = LibrarySection::All;
    bool favoritesOnly = false;
    int minRating = 0;
    QString model = {};    ///< the relay's word for it; empty: any
    QString tag = {};      ///< exactly; empty: any
    bool onlyHere = false; ///< whose file is on this computer
    VideoSort sort = VideoSort::Newest;

    bool operator==(const VideoFilter&) const = default;
};

} // namespace kinora
