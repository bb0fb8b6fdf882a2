#include "domain/Videos.h"

#include "base/Ids.h"
#include "base/Log.h"
#include "domain/Access.h"
#include "domain/Jobs.h"
#include "domain/Refusals.h"
#include "jobs/Render.h"
#include "store/VideoStore.h"

namespace kinora::domain {

Videos::Videos(pg::Pool& pool, media::ContentStore& content)
    : m_pool(pool)
    , m_content(content) {
}

Task<Result<json::object>> Videos::list(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const auto page = co_await store::listVideos(m_pool, principal.userId, request->after, request->limit);
    json::array items;
    for (const store::Video& video : page.items)
        items.push_back(jobs::toJson(video));
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = page.next ? json::value(store::toCursor(*page.next)) : json::value(nullptr);
    co_return body;
}

Task<Result<json::object>> Videos::get(Principal principal, std::string videoId) {
    if (!isId(videoId))
        co_return noSuchVideo();
    const auto video = co_await store::findVideo(m_pool, std::move(videoId));
    if (!video || !canSee(principal, *video))
        co_return noSuchVideo();
    co_return jobs::toJson(*video);
}

Task<Result<StoredFile>> Videos::file(Principal principal, std::string videoId, VideoFile which) {
    if (!isId(videoId))
        co_return noSuchVideo();
    const auto video = co_await store::findVideo(m_pool, std::move(videoId));
    if (!video || !canSee(principal, *video))
        co_return noSuchVideo();
    const bool content = which == VideoFile::Content;
    const std::string& sha256 = content ? video->sha256 : video->posterSha256;
    auto opened = m_content.open(sha256);
    if (!opened) {
        log::error("videos", "the file {} of video {} is not in the content store", sha256, video->id);
        co_return fail(Code::Unavailable, "The file of this video cannot be read at the moment.");
    }
    co_return StoredFile{.path = std::move(opened->path),
        .sha256 = sha256,
        .contentType = content ? video->contentType : std::string("image/jpeg")};
}

Task<json::object> Videos::stats(Principal principal) {
    const store::VideoStats stats = co_await store::videoStats(m_pool, principal.userId);
    json::object body;
    body["videos"] = stats.videos;
    body["cameos"] = stats.cameos;
    body["followers"] = 0;
    body["following"] = 0;
    body["bytes"] = stats.bytes;
    co_return body;
}

} // namespace kinora::domain
