#include "domain/Avatars.h"

#include "domain/Refusals.h"
#include "domain/UnusedFiles.h"
#include "media/ContentStore.h"
#include "store/UserChanges.h"

#include <utility>
#include <vector>

namespace kinora::domain {

Avatars::Avatars(pg::Pool& pool, media::ContentStore& content, WorkPools work)
    : m_pool(pool)
    , m_content(content)
    , m_work(work) {
}

Task<Result<store::User>> Avatars::put(Principal principal, std::string sent, Actor actor) {
    Result<MadePicture> picture = co_await makePicture(m_work.media, std::move(sent), media::makeAvatar);
    if (!picture)
        co_return std::unexpected(std::move(picture.error()));
    std::optional<MadePicture> made = std::move(*picture);
    Result<store::User> user = co_await exchange(std::move(principal), std::move(made), std::move(actor));
    co_return user;
}

Task<Result<store::User>> Avatars::remove(Principal principal, Actor actor) {
    return exchange(std::move(principal), std::nullopt, std::move(actor));
}

Task<Result<store::User>> Avatars::exchange(Principal principal, std::optional<MadePicture> picture, Actor actor) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    auto user = co_await store::lockUser(connection, principal.userId);
    if (!user)
        co_return sessionEnded();
    const std::optional<std::string> before = user->avatarSha256;
    user->avatarSha256.reset();
    if (picture)
        user->avatarSha256 = picture->row.sha256;
    if (before == user->avatarSha256)
        co_return *user;
    if (picture)
        store::insertBlob(transaction, picture->row);
    co_await store::setAvatar(connection, user->id, user->avatarSha256);
    if (picture) {
        const Result<> kept = co_await keepPicture(m_work.files, m_content, std::move(picture->picture.jpeg));
        if (!kept)
            co_return std::unexpected(kept.error());
    }
    std::vector<std::string> unused;
    if (before) {
        const bool gone = co_await store::dropUnusedBlob(connection, *before);
        if (gone)
            unused.push_back(*before);
    }
    AuditEvent event = auditEvent(AuditAction::ProfileChanged, std::move(actor), "user", user->id);
    json::array fields;
    fields.emplace_back("avatar");
    event.details["fields"] = std::move(fields);
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    co_await removeUnusedFiles(m_pool, m_content, m_work.files, std::move(unused));
    co_return *user;
}

Task<Result<StoredFile>> Avatars::file(std::string handle) {
    std::optional<store::User> user;
    {
        const auto lease = co_await m_pool.acquire();
        user = co_await store::findUserByHandle(*lease, std::move(handle));
    }
    if (!user || user->status != store::UserStatus::Active || !user->avatarSha256)
        co_return noSuchPicture();
    co_return openPicture(m_content, *user->avatarSha256);
}

} // namespace kinora::domain
