// Who proves to a relay who we are.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QString>
#include <QUrl>

namespace kinora {

/// An access token and the one relay it may be sent to.
struct Access {
    QUrl relay;
    QString token; ///< a JWT of some minutes; empty when the relay is known but there is no token at the moment

    bool operator==(const Access&) const = default;
};

/// Gives out access tokens. Implemented by services/SessionTokens, faked in tests. GUI thread only.
class AccessTokens {
public:
    virtual ~AccessTokens() = default;

    /// What to send now. An empty relay: nobody is signed in.
    [[nodiscard]] virtual Access access() const = 0;

    /// A token newer than `rejected`, which the relay has answered with 401 (or whose token is empty). Everyone who
    /// asks while a renewal is running waits for that one; who asks with a token that has been replaced meanwhile is
    /// answered at once, without the relay. Errors: SignedOut (the session is over; the owner knows already),
    /// Unreachable, TimedOut, … (try again later).
    [[nodiscard]] virtual QFuture<Result<Access>> renew(const Access& rejected) = 0;
};

} // namespace kinora
