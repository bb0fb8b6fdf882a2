// Which files of the library lie on this computer.
#pragma once

#include <QStringList>
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
    /// for longest stay on the relay alone; a video that no relay has, or that is being played, stays here whatever
    /// the limit.
    qint64 limitBytes = 0;

    bool operator==(const KeepRules&) const = default;
};

/// What may be taken away from this computer where the rules leave no room for it.
struct LetGo {
    bool any = false;        ///< false: nothing; true once the relay has told all that it has
    QStringList held = {};   ///< ids of videos whose files the relay has just said it holds: these may
    QStringList lost = {};   ///< of those whose files it has lost: these never, they are as videos that no relay has
    QStringList played = {}; ///< of those that are being played: nor these
    /// Of what a person asked for: favourites do not come before these, and the limit is theirs beside whatever lies
    /// here alone.
    QStringList asked = {};
};

} // namespace kinora
