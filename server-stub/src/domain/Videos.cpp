#include "domain/Videos.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "domain/Access.h"
#include "domain/Jobs.h"
#include "domain/KeptPictures.h"
#include "domain/Refusals.h"
#include "jobs/Render.h"
#include "media/SpriteSheet.h"
#include "store/Blobs.h"
#include "store/Library.h"
#include "store/VideoStore.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace kinora::domain {
namespace {

struct SortWord {
    std::string_view word;
    store::VideoSort sort;
};
constexpr std::array SortWords{SortWord{"newest", store::VideoSort::Newest},
    SortWord{"oldest", store::VideoSort::Oldest}, SortWord{"rating", store::VideoSort::BestRated},
    SortWord{"longest", store::VideoSort::Longest}, SortWord{"largest", store::VideoSort::Largest}};

/// Names its order, so that it is not used in another by mistake.
std::string cursorOf(store::VideoSort sort, const store::PageKey& key) {
    const auto row = std::ranges::find(SortWords, sort, &SortWord::sort);
    return std::string(row->word) + "." + store::toCursor(key);
}

bool isOneOf(const std::optional<std::string>& word, std::initializer_list<std::string_view> words) {
    return !word || std::ranges::find(words, *word) != words.end();
}

/// A file that is lost is told from one that may be read again in a while: asking again for it would help nobody.
std::unexpected<Error> cannotOpen(const Error& error) {
    if (error.code == Code::NotFound)
        return fail(Code::NotFound, "This relay no longer has the file of this video.");
    return fail(Code::Unavailable, "The file of this video cannot be read at the moment.");
}

Result<store::OwnVideos> readQuery(OwnVideosQuery query) {
    store::OwnVideos wanted;
    const auto row = std::ranges::find(SortWords, query.sort.value_or("newest"), &SortWord::word);
    if (row == SortWords.end())
        return failField("sort", "invalid", "Sort by newest, oldest, rating, longest or largest.");
    wanted.sort = row->sort;
    if (query.cursor) {
        const std::string start = std::string(row->word) + ".";
        if (!query.cursor->starts_with(start))
            return failField("cursor", "invalid", "Use the nextCursor of the page before, in the same order.");
        query.cursor->erase(0, start.size());
    }
    const auto page = readPageRequest(query.limit, query.cursor);
    if (!page)
        return std::unexpected(page.error());
    wanted.after = page->after;
    wanted.limit = page->limit;
    if (!isOneOf(query.orientation, {"portrait", "landscape"}))
        return failField("orientation", "invalid", "This is portrait or landscape.");
    if (!isOneOf(query.state, {"draft", "published", "trashed"}))
        return failField("state", "invalid", "A video is draft, published or trashed.");
    if (!isOneOf(query.favorite, {"true", "false"}))
        return failField("favorite", "invalid", "This is true or false.");
    auto text = readSearch(query.text);
    if (!text)
        return std::unexpected(text.error());
    wanted.text = std::move(*text);
    wanted.orientation = std::move(query.orientation);
    wanted.state = std::move(query.state);
    if (query.favorite)
        wanted.favorite = *query.favorite == "true";
    return wanted;
}

} // namespace

Videos::Videos(pg::Pool& pool, media::ContentStore& content, WorkPools work)
    : m_pool(pool)
    , m_content(content)
    , m_work(work) {
}

Task<Result<json::object>> Videos::list(Principal principal, OwnVideosQuery query) {
    auto wanted = readQuery(std::move(query));
    if (!wanted)
        co_return std::unexpected(std::move(wanted.error()));
    wanted->userId = principal.userId;
    const store::VideoSort sort = wanted->sort;
    const auto page = co_await store::listVideos(m_pool, std::move(*wanted));
    json::array items;
    for (const store::Video& video : page.items)
        items.push_back(jobs::toJson(video));
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = page.next ? json::value(cursorOf(sort, *page.next)) : json::value(nullptr);
    co_return body;
}

Task<Result<json::object>> Videos::get(Principal principal, std::string videoId) {
    if (!isId(videoId))
        co_return noSuchVideo();
    const auto video = co_await store::findVideo(m_pool, std::move(videoId));
    if (!video || !owns(principal, *video))
        co_return noSuchVideo();
    co_return jobs::toJson(*video);
}

Task<Result<StoredFile>> Videos::file(Principal principal, std::string videoId, VideoFile which) {
    if (!isId(videoId))
        co_return noSuchVideo();
    const auto video = co_await store::findVideo(m_pool, std::move(videoId));
    if (!video || !canSee(principal, *video))
        co_return noSuchVideo();
    std::string sha256 = which == VideoFile::Content ? video->sha256 : video->posterSha256;
    if (which == VideoFile::Sprite && video->spriteSha256) {
        sha256 = *video->spriteSha256;
    } else if (which == VideoFile::Sprite) {
        auto made = co_await makeSprite(*video);
        if (!made)
            co_return std::unexpected(std::move(made.error()));
        sha256 = std::move(*made);
    }
    auto opened = m_content.open(sha256);
    if (!opened) {
        log::error("videos", "the file {} of video {}: {}", sha256, video->id, opened.error().detail);
        co_return cannotOpen(opened.error());
    }
    co_return StoredFile{.path = std::move(opened->path),
        .sha256 = std::move(sha256),
        .ofOneself = owns(principal, *video),
        .contentType = which == VideoFile::Content ? video->contentType : std::string(PictureContentType)};
}

Task<Result<std::string>> Videos::makeSprite(store::Video video) {
    auto opened = m_content.open(video.sha256);
    if (!opened)
        co_return cannotOpen(opened.error());
    auto making = [path = std::move(opened->path)] {
        return media::makeSpriteSheet(path);
    };
    auto done = co_await m_work.media.run(std::move(making));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    if (!*done) {
        log::warning("videos", "video {} has no sprite sheet: {}", video.id, done->error());
        co_return fail(Code::NotFound, "This video has no sprite sheet.");
    }
    std::string jpeg = std::move(**done);
    store::BlobRow row;
    row.sha256 = toHex(sha256(jpeg));
    row.bytes = jpeg.size();
    row.contentType = PictureContentType;
    pg::Transaction transaction = co_await m_pool.begin();
    // The video before its file, as whoever removes it does.
    std::vector<std::string> ids{video.id};
    const auto locked = co_await store::lockVideos(transaction.connection(), video.userId, std::move(ids));
    if (locked.empty())
        co_return noSuchVideo();
    if (locked.front().video.spriteSha256) // somebody else was quicker
        co_return *locked.front().video.spriteSha256;
    store::insertBlob(transaction, row);
    store::setSprite(transaction, video.id, row.sha256);
    const Result<> kept = co_await keepPicture(m_work.files, m_content, std::move(jpeg));
    if (!kept)
        co_return std::unexpected(kept.error());
    co_await transaction.commit();
    co_return std::move(row.sha256);
}

Task<json::object> Videos::stats(Principal principal) {
    const store::VideoStats stats = co_await store::videoStats(m_pool, principal.userId);
    json::object body;
    body["videos"] = stats.videos;
    body["cameos"] = stats.cameos;
    body["followers"] = stats.followers;
    body["following"] = stats.following;
    body["bytes"] = stats.bytes;
    co_return body;
}

} // namespace kinora::domain
