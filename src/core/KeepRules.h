// Which files of the library lie on this computer.
#pragma once

#include <QtGlobal>

namespace kinora {

enum class KeepPolicy {
    All,       ///< everything in the library
    Favorites, ///< favourites, and what was asked for
    OnDemand,  ///< only what was asked for
};

struct KeepRules {
    KeepPolicy policy = KeepPolicy::All;
    /// Room for the videos, in bytes; 0: no limit. Where it does not suffice, those that were not watched (or made)
    /// for longest stay on the relay alone; a video that no relay has stays here whatever the limit.
    qint64 limitBytes = 0;

    bool operator==(const KeepRules&) const = default;
};

} // namespace kinora
