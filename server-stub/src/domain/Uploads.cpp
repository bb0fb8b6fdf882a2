#include "domain/Uploads.h"

#include "base/Ids.h"
#include "domain/Refusals.h"
#include "domain/UnusedFiles.h"
#include "store/Uploads.h"
#include "store/UserChanges.h"

#include <utility>

namespace kinora::domain {
namespace {

constexpr int SweptAtOnce = 100;

media::PictureResult forReference(std::string_view sent) {
    return media::wholePicture(sent, Uploads::LongestSide);
}

} // namespace

Uploads::Uploads(pg::Pool& pool, media::ContentStore& content, WorkPools work)
    : m_pool(pool)
    , m_content(content)
    , m_work(work) {
}

Task<Result<json::object>> Uploads::add(Principal principal, std::string sent) {
    Result<MadePicture> made = co_await makePicture(m_work.media, std::move(sent), forReference);
    if (!made)
        co_return std::unexpected(std::move(made.error()));
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    // One after the other, so that the count is exact.
    const auto user = co_await store::lockUser(connection, principal.userId);
    if (!user)
        co_return sessionEnded();
    const std::int64_t unused = co_await store::countUnusedUploads(connection, principal.userId);
    if (unused >= MostUnused)
        co_return fail(Code::Conflict, "Too many pictures wait for being used. Those of yesterday go by themselves.");
    store::Upload upload;
    upload.id = newId();
    upload.sha256 = made->row.sha256;
    upload.width = made->picture.width;
    upload.height = made->picture.height;
    store::insertBlob(transaction, made->row);
    co_await store::insertUpload(connection, principal.userId, upload);
    const Result<> kept = co_await keepPicture(m_work.files, m_content, std::move(made->picture.jpeg));
    if (!kept)
        co_return std::unexpected(kept.error());
    co_await transaction.commit();
    json::object body;
    body["id"] = upload.id;
    body["width"] = upload.width;
    body["height"] = upload.height;
    body["contentType"] = PictureContentType;
    co_return body;
}

Task<Result<StoredFile>> Uploads::image(Principal principal, std::string id) {
    if (!isId(id))
        co_return noSuchPicture();
    const auto upload = co_await store::findUpload(m_pool, principal.userId, std::move(id));
    if (!upload)
        co_return noSuchPicture();
    co_return openPicture(m_content, upload->sha256);
}

Task<> Uploads::sweep() {
    for (int removed = SweptAtOnce; removed == SweptAtOnce;) {
        pg::Transaction transaction = co_await m_pool.begin();
        store::SweptUploads swept = co_await store::removeOldUploads(transaction, UnusedAge, SweptAtOnce);
        removed = swept.uploads;
        co_await transaction.commit();
        co_await removeUnusedFiles(m_pool, m_content, m_work.files, std::move(swept.unusedFiles));
    }
}

} // namespace kinora::domain
