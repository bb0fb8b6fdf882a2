#include "domain/Library.h"

#include "base/Ids.h"
#include "base/Json.h"
#include "base/Log.h"
#include "domain/Refusals.h"
#include "domain/UnusedFiles.h"
#include "jobs/Render.h"
#include "store/Blobs.h"
#include "store/EventLog.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

namespace kinora::domain {
namespace {

constexpr int MostChanges = 500;
constexpr int RemovedAtOnce = 100;

std::optional<std::int64_t> readNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

} // namespace

Library::Library(const Parts& parts)
    : m_pool(parts.pool)
    , m_content(parts.content)
    , m_work(parts.work)
    , m_events(parts.hub, parts.announcer) {
}

Task<Result<std::vector<store::Video>>> Library::apply(
    std::string userId, std::vector<std::string> ids, VideoEdit edit) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const bool there = co_await store::holdUser(connection, userId);
    if (!there)
        co_return sessionEnded();
    auto videos = co_await store::lockVideos(connection, userId, std::move(ids));
    const TimePoint now = co_await store::databaseTime(connection);
    std::vector<store::EditableVideo*> changed;
    for (store::EditableVideo& video : videos) {
        const Result<Edited> edited = applyEdit(edit, video, now);
        if (!edited)
            co_return std::unexpected(edited.error());
        if (*edited == Edited::Values)
            changed.push_back(&video);
        else if (*edited == Edited::Times)
            store::updateVideo(transaction, video);
    }
    std::vector<store::Event> events;
    if (!changed.empty()) {
        std::int64_t seq = co_await store::takeNumbers(transaction, userId, static_cast<int>(changed.size()));
        for (store::EditableVideo* video : changed) {
            video->video.seq = seq++;
            video->video.updatedAt = now;
            store::updateVideo(transaction, *video);
            events.push_back(VideoEvents::changed(video->video));
            store::appendEvent(transaction, userId, events.back());
        }
    }
    co_await transaction.commit();
    m_events.publish(userId, std::move(events));
    std::vector<store::Video> result;
    result.reserve(videos.size());
    for (store::EditableVideo& video : videos)
        result.push_back(std::move(video.video));
    co_return result;
}

Task<Result<json::object>> Library::edit(Principal principal, std::string id, VideoEdit edit) {
    if (!isId(id))
        co_return noSuchVideo();
    std::vector<std::string> ids{std::move(id)};
    const auto videos = co_await apply(principal.userId, std::move(ids), std::move(edit));
    if (!videos)
        co_return std::unexpected(videos.error());
    if (videos->empty())
        co_return noSuchVideo();
    co_return jobs::toJson(videos->front());
}

Task<Result<json::object>> Library::editAll(Principal principal, VideosEdit edit) {
    const auto videos = co_await apply(principal.userId, edit.ids, std::move(edit.edit));
    if (!videos)
        co_return std::unexpected(videos.error());
    std::map<std::string_view, const store::Video*> byId;
    for (const store::Video& video : *videos)
        byId.emplace(video.id, &video);
    json::array items;
    json::array missing;
    for (const std::string& id : edit.ids) {
        if (const auto found = byId.find(id); found != byId.end())
            items.push_back(jobs::toJson(*found->second));
        else
            missing.emplace_back(id);
    }
    json::object body;
    body["items"] = std::move(items);
    body["missing"] = std::move(missing);
    co_return body;
}

Task<Result<std::size_t>> Library::removeSome(std::string userId, std::vector<std::string> ids, Which which) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const bool there = co_await store::holdUser(connection, userId);
    if (!there)
        co_return sessionEnded();
    auto videos = co_await store::lockVideos(connection, userId, std::move(ids));
    const TimePoint now = co_await store::databaseTime(connection);
    std::erase_if(videos, [&which, now](const store::EditableVideo& video) { return !which(video, now); });
    if (videos.empty())
        co_return std::size_t{0};
    std::vector<std::string> gone;
    std::vector<std::string> files;
    for (const store::EditableVideo& video : videos) {
        gone.push_back(video.video.id);
        files.push_back(video.video.sha256);
        files.push_back(video.video.posterSha256);
        if (video.video.spriteSha256)
            files.push_back(*video.video.spriteSha256);
    }
    co_await store::deleteVideos(connection, gone);
    std::vector<std::string> unused = co_await store::dropUnusedBlobs(connection, std::move(files));
    std::int64_t seq = co_await store::takeNumbers(transaction, userId, static_cast<int>(gone.size()));
    std::vector<store::Event> events;
    for (const std::string& id : gone) {
        store::markDeleted(transaction, userId, seq, id);
        events.push_back(VideoEvents::removed(seq, id));
        store::appendEvent(transaction, userId, events.back());
        ++seq;
    }
    co_await transaction.commit();
    m_events.publish(userId, std::move(events));
    co_await removeUnusedFiles(m_pool, m_content, m_work.files, std::move(unused));
    co_return gone.size();
}

Task<Result<>> Library::remove(Principal principal, std::string id) {
    if (!isId(id))
        co_return noSuchVideo();
    std::vector<std::string> ids{id};
    Which any = [](const store::EditableVideo&, TimePoint) {
        return true;
    };
    const auto removed = co_await removeSome(principal.userId, std::move(ids), std::move(any));
    if (!removed)
        co_return std::unexpected(removed.error());
    if (*removed == 0) {
        const auto lease = co_await m_pool.acquire();
        const bool wasThere = co_await store::isDeletedVideo(*lease, principal.userId, std::move(id));
        if (!wasThere)
            co_return noSuchVideo();
    }
    co_return Result<>();
}

Task<Result<json::object>> Library::changes(
    Principal principal, std::optional<std::string> since, std::optional<std::string> limit) {
    const auto from = readNumber(since.value_or("0"));
    if (!from || *from < 0)
        co_return failField("since", "invalid", "Use the next of the answer before, or 0 for all there is.");
    const auto most = limit ? readNumber(*limit) : MostChanges;
    if (!most || *most < 1 || *most > MostChanges)
        co_return failField("limit", "out_of_range", "1 to 500 changes come at once.");
    // One more than asked for tells whether there are others.
    auto found = co_await store::libraryChanges(m_pool, principal.userId, *from, static_cast<int>(*most) + 1);
    const bool sinceIsLost = std::ranges::any_of(
        found.lost, [from](const LostNumbers& lost) { return lost.after < *from && *from < lost.until; });
    if (*from > found.last || sinceIsLost) {
        Error error;
        error.code = Code::ResyncRequired;
        error.detail =
            sinceIsLost
                ? "This relay was restored from a backup that is older than that number. List all, then go on from seq."
                : "This relay has never given out that number. List all, then go on from seq.";
        error.seq = found.last;
        error.lost = std::move(found.lost);
        co_return std::unexpected(std::move(error));
    }
    const bool more = found.changes.size() > static_cast<std::size_t>(*most);
    if (more)
        found.changes.pop_back();
    json::array changes;
    for (const store::LibraryChange& change : found.changes) {
        json::object entry;
        entry["seq"] = change.seq;
        if (change.video)
            entry["video"] = jobs::toJson(*change.video);
        else
            entry["deleted"] = change.deleted;
        changes.push_back(std::move(entry));
    }
    json::object body;
    body["changes"] = std::move(changes);
    body["next"] = more ? found.changes.back().seq : found.last;
    body["more"] = more;
    body["lost"] = toJson(found.lost);
    co_return body;
}

Task<> Library::emptyTrash(std::chrono::days age) {
    const Which overdue = [age](const store::EditableVideo& video, TimePoint now) {
        // It may have been restored, or removed at another relay, since somebody looked.
        return video.trashedAt && *video.trashedAt < now - age;
    };
    for (std::size_t removed = 1; removed > 0;) {
        removed = 0;
        std::map<std::string, std::vector<std::string>> byUser;
        const auto found = co_await store::overdueTrash(m_pool, age, RemovedAtOnce);
        for (const store::TrashedVideo& video : found)
            byUser[video.userId].push_back(video.id);
        for (const auto& [userId, ids] : byUser) {
            const auto some = co_await removeSome(userId, ids, overdue);
            removed += some.value_or(0);
        }
        if (removed > 0)
            log::info("domain", "{} videos were in the trash for {} days and are gone", removed, age.count());
    }
}

} // namespace kinora::domain
