// Which pages one may see in which state of the session.
#pragma once

#include "services/SessionService.h"

namespace kinora {

enum class PageId { Restoring, Login, Register, Reset, LocalRelay, Create, Gallery, Queue, Settings, Player, Person };

// Making videos is for who is signed in; looking at one's own library also works without a relay. Pure.
class AuthGuard {
public:
    [[nodiscard]] static bool allows(PageId page, SessionService::State state);

    // Where to go when the session's state changes while page is shown: page itself where it may stay.
    [[nodiscard]] static PageId landing(PageId page, SessionService::State state);
};

} // namespace kinora
