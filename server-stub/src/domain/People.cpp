#include "domain/People.h"

#include "base/Ids.h"
#include "domain/Jobs.h"
#include "domain/Refusals.h"
#include "domain/Render.h"
#include "store/Follows.h"
#include "store/PublishedVideos.h"

#include <optional>
#include <utility>

namespace kinora::domain {

People::People(pg::Pool& pool)
    : m_pool(pool) {
}

Task<Result<json::object>> People::get(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    const auto person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

Task<Result<json::object>> People::follow(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    auto person = co_await store::findPerson(*lease, handle, principal.userId);
    if (!person)
        co_return noSuchUser();
    if (person->user.id == principal.userId)
        co_return fail(Code::Conflict, "Nobody follows themselves.");
    co_await store::follow(*lease, principal.userId, handle);
    person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

Task<Result<json::object>> People::unfollow(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    co_await store::unfollow(*lease, principal.userId, handle);
    const auto person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

Task<Result<json::object>> People::videos(
    Principal principal, std::string handle, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::PublishedQuery wanted;
    {
        const auto lease = co_await m_pool.acquire();
        const auto person = co_await store::findPerson(*lease, handle, principal.userId);
        if (!person)
            co_return noSuchUser();
        wanted.userId = person->user.id;
    }
    wanted.askingUserId = principal.userId;
    wanted.after = request->after;
    wanted.limit = request->limit;
    const auto page = co_await store::listPublished(m_pool, std::move(wanted));
    co_return pageJson(page);
}

Task<Result<json::object>> People::feed(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::PublishedQuery wanted;
    wanted.askingUserId = principal.userId;
    wanted.after = request->after;
    wanted.limit = request->limit;
    const auto page = co_await store::listPublished(m_pool, std::move(wanted));
    co_return pageJson(page);
}

Task<Result<json::object>> People::like(Principal principal, std::string videoId) {
    if (!isId(videoId))
        co_return noSuchVideo();
    co_await store::like(m_pool, principal.userId, videoId);
    co_return co_await published(std::move(videoId), principal.userId);
}

Task<Result<json::object>> People::unlike(Principal principal, std::string videoId) {
    if (!isId(videoId))
        co_return noSuchVideo();
    co_await store::unlike(m_pool, principal.userId, videoId);
    co_return co_await published(std::move(videoId), principal.userId);
}

Task<Result<json::object>> People::published(std::string videoId, std::string askingUserId) {
    const auto video = co_await store::findPublished(m_pool, std::move(videoId), std::move(askingUserId));
    if (!video)
        co_return noSuchVideo();
    co_return toJson(*video);
}

} // namespace kinora::domain
