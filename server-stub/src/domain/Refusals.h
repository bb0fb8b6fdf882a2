// Refusals that several operations have in common.
#pragma once

#include "base/Result.h"

namespace kinora::domain {

/// The session's user or the session itself is gone: Code::Unauthorized.
[[nodiscard]] inline std::unexpected<Error> sessionEnded() {
    return fail(Code::Unauthorized, "This session has ended. Sign in again.");
}

/// Code::NotFound; also for an id that cannot be one.
[[nodiscard]] inline std::unexpected<Error> noSuchUser() {
    return fail(Code::NotFound, "There is no such user.");
}

[[nodiscard]] inline std::unexpected<Error> noSuchVideo() {
    return fail(Code::NotFound, "There is no such video.");
}

[[nodiscard]] inline std::unexpected<Error> noSuchPicture() {
    return fail(Code::NotFound, "There is no such picture.");
}

} // namespace kinora::domain
