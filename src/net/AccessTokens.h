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
    QString token;       ///< a JWT of some minutes; empty when the relay is known but there is no token at the moment
    quint64 session = 0; ///< another sign-in has another number, on the same relay too

    bool operator==(const Access&) const = default;
};

/// What was asked with one may be asked again with the other: by the same account, at the same address.
[[nodiscard]] inline bool isSameSession(const Access& one, const Access& other) {
    return one.session == other.session && one.relay == other.relay;
}

/// Gives out access tokens. Implemented by services/SessionTokens, faked in tests. GUI thread only.
class AccessTokens {
public:
    virtual ~AccessTokens() = default;

    /// What to send now. An empty relay: nobody is signed in.
    [[nodiscard]] virtual Access access() const = 0;

    /// A token newer than `rejected`, which the relay has answered with 401 (or whose token is empty). Everyone who
    /// asks while a renewal is running waits for that one; who asks with a token that has been replaced meanwhile is
    /// answered at once, without the relay. Errors: SignedOut (the session of `rejected` is over, and another may have
    /// begun; the owner knows already), Unreachable, TimedOut, … (try again later).
    [[nodiscard]] virtual QFuture<Result<Access>> renew(const Access& rejected) = 0;
};

} // namespace kinora
