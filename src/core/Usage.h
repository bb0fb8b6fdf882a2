// What videos cost: what one would, and what those made did.
#pragma once

#include "core/Error.h"
#include "core/Limit.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace kinora {

/// What the relay says of a request before it is made.
struct Estimate {
    std::optional<qint64> priceMicroUsd; ///< of one video; nothing when nobody has set a price
    std::optional<qint64> totalMicroUsd; ///< of all of the request
    QList<Limit> limits;                 ///< before this request
    /// How the request would be refused now: BudgetExhausted, RateLimited or QueueFull, with the limit that refuses.
    std::optional<Error> refusal;

    bool operator==(const Estimate&) const = default;
};

/// Why a line was written.
enum class UsageReason {
    Submitted,  ///< held when the video was asked for
    Accepted,   ///< charged when the video service took the request
    Charged,    ///< no longer held, since it was charged
    NotCharged, ///< no longer held, since nothing was charged
    Assumed,    ///< whether it was charged stayed unclear; assumed so
    Corrected,  ///< an earlier line proved wrong
    Unknown,    ///< a word that this version does not know: show the relay's own sentence
};

/// One line of the relay's ledger.
struct UsageLine {
    UsageReason reason = UsageReason::Unknown;
    qint64 microUsd = 0; ///< signed; the sum over a job's lines is what it costs or holds
    QString why;         ///< the relay's English sentence
    QString prompt;      ///< start of the job's
    QDateTime createdAt; ///< UTC

    bool operator==(const UsageLine&) const = default;
};

/// The first page of it, and what the lines amount to.
struct Usage {
    QDateTime monthStartsAt; ///< UTC
    QDateTime monthEndsAt;   ///< UTC
    qint64 chargedMicroUsd = 0;
    qint64 heldMicroUsd = 0;
    int unpricedVideos = 0; ///< made where nobody has set a price: not in the sums
    QList<Limit> limits;
    QList<UsageLine> lines; ///< newest first
    QString nextCursor;     ///< empty on the last page

    bool operator==(const Usage&) const = default;
};

} // namespace kinora
