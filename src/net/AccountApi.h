// What a relay keeps of an account beside its videos, as it tells it: to be taken away, not to work with.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QJsonObject>
#include <QString>

namespace kinora {

enum class AccountPart {
    Profile,  ///< name, handle, address
    Cameos,   ///< a list
    Usage,    ///< the month, the limits, and the ledger as a list
    Requests, ///< a list of all that was asked for, also what failed or was canceled
};

/// GUI thread only; futures and common errors as RelayApi.
class AccountApi {
public:
    virtual ~AccountApi() = default;

    /// The relay's own words, members that this version does not know included. A list stands in `items`, newest first,
    /// a page at a time; `cursor` is the `nextCursor` of the page before, empty for the first.
    [[nodiscard]] virtual QFuture<Result<QJsonObject>> accountPart(AccountPart part, const QString& cursor) = 0;
};

} // namespace kinora
