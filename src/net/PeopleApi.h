// Oneself and other people, as a signed-in account may ask its relay for them.
#pragma once

#include "core/Account.h"
#include "core/Person.h"
#include "core/PublishedVideo.h"
#include "core/Result.h"
#include "net/RelayApi.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace kinora {

/// GUI thread only; futures and common errors as RelayApi.
class PeopleApi {
public:
    virtual ~PeopleApi() = default;

    [[nodiscard]] virtual QFuture<Result<AccountStats>> stats() = 0;
    /// Oneself as one is now. ValidationFailed with fieldErrors; Conflict for a handle that is taken.
    [[nodiscard]] virtual QFuture<Result<Account>> changeMe(const ProfileEdit& edit) = 0;
    /// A JPEG; the relay keeps the square in its middle. ValidationFailed when it cannot read it.
    [[nodiscard]] virtual QFuture<Result<Account>> putAvatar(const QByteArray& jpeg) = 0;
    [[nodiscard]] virtual QFuture<Result<Account>> deleteAvatar() = 0;

    /// NotFound, also for accounts that wait or are disabled.
    [[nodiscard]] virtual QFuture<Result<Person>> person(const QString& handle) = 0;
    /// May be repeated. NotFound; Conflict for oneself.
    [[nodiscard]] virtual QFuture<Result<Person>> follow(const QString& handle) = 0;
    [[nodiscard]] virtual QFuture<Result<Person>> unfollow(const QString& handle) = 0;
    /// Their picture, a JPEG. NotFound.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> avatar(const QString& handle) = 0;

    /// What they have published, the last first; `cursor` of the page before, empty for the first. NotFound.
    [[nodiscard]] virtual QFuture<Result<Page<PublishedVideo>>> published(
        const QString& handle, const QString& cursor) = 0;
    /// May be repeated. NotFound for what is not shown (any more).
    [[nodiscard]] virtual QFuture<Result<PublishedVideo>> setLiked(const QString& videoId, bool liked) = 0;
    /// A JPEG. NotFound.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> publishedPoster(const QString& videoId) = 0;
};

} // namespace kinora
