#include "domain/Avatars.h"

#include "base/Crypto.h"
#include "base/WorkPool.h"
#include "domain/Refusals.h"
#include "domain/UnusedFiles.h"
#include "media/Avatar.h"
#include "media/ContentStore.h"
#include "store/UserChanges.h"

#include <utility>
#include <vector>

namespace kinora::domain {
namespace {

constexpr auto ContentType = "image/jpeg";

std::unexpected<Error> noSuchPicture() {
    return fail(Code::NotFound, "There is no such picture.");
}

} // namespace

Avatars::Avatars(pg::Pool& pool, media::ContentStore& content, WorkPool& work)
    : m_pool(pool)
    , m_content(content)
    , m_work(work) {
}

Task<Result<store::User>> Avatars::put(Principal principal, std::string picture, Actor actor) {
    auto work = [picture = std::move(picture)]() -> Result<Made> {
        auto jpeg = media::makeAvatar(picture);
        if (!jpeg)
            return failField("body", "invalid", jpeg.error());
        Made made;
        made.row.sha256 = toHex(sha256(*jpeg));
        made.row.bytes = jpeg->size();
        made.row.contentType = ContentType;
        made.jpeg = std::move(*jpeg);
        return made;
    };
    Result<Result<Made>> done = co_await m_work.run(std::move(work));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    if (!*done)
        co_return std::unexpected(std::move(done->error()));
    std::optional<Made> made = std::move(**done);
    Result<store::User> user = co_await exchange(std::move(principal), std::move(made), std::move(actor));
    co_return user;
}

Task<Result<store::User>> Avatars::remove(Principal principal, Actor actor) {
    return exchange(std::move(principal), std::nullopt, std::move(actor));
}

Task<Result<store::User>> Avatars::exchange(Principal principal, std::optional<Made> picture, Actor actor) {
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
        // After its row: somebody who lets go of an equal picture removes the file only while there is no row.
        const Result<> kept = co_await keep(std::move(picture->jpeg));
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
    co_await removeUnusedFiles(m_pool, m_content, m_work, std::move(unused));
    co_return *user;
}

Task<Result<>> Avatars::keep(std::string jpeg) {
    auto work = [this, jpeg = std::move(jpeg)]() -> Result<> {
        const Result<media::Blob> added = m_content.add(jpeg, ContentType);
        if (!added)
            return std::unexpected(added.error());
        return {};
    };
    Result<Result<>> done = co_await m_work.run(std::move(work));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    co_return std::move(*done);
}

Task<Result<StoredFile>> Avatars::file(std::string handle) {
    std::optional<store::User> user;
    {
        const auto lease = co_await m_pool.acquire();
        user = co_await store::findUserByHandle(*lease, std::move(handle));
    }
    if (!user || user->status != store::UserStatus::Active || !user->avatarSha256)
        co_return noSuchPicture();
    auto opened = m_content.open(*user->avatarSha256);
    if (!opened)
        co_return fail(Code::Unavailable, "This picture cannot be read at the moment.");
    StoredFile file;
    file.path = std::move(opened->path);
    file.sha256 = *user->avatarSha256;
    file.contentType = ContentType;
    co_return file;
}

} // namespace kinora::domain
