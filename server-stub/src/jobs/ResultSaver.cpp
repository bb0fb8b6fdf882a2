#include "jobs/ResultSaver.h"

#include "base/Ids.h"
#include "base/Log.h"
#include "media/Poster.h"
#include "media/SpriteSheet.h"

#include <boost/json.hpp>

#include <algorithm>

namespace kinora::jobs {

using upstreams::Failure;
using upstreams::FailureCode;
using upstreams::Trouble;

namespace {

Trouble verdict(FailureCode code, std::string detail) {
    Trouble trouble;
    trouble.verdict = Failure{code, detail};
    trouble.detail = std::move(detail);
    return trouble;
}

Trouble storeTrouble(const Error& error) {
    if (error.code == Code::StorageFull)
        return verdict(FailureCode::StorageFull, "there is no room to store the video");
    Trouble trouble;
    trouble.detail = error.detail;
    return trouble;
}

// Removes a file that never got its final name.
class Incoming {
public:
    explicit Incoming(const media::ContentStore& store)
        : m_store(store)
        , m_path(store.newIncoming()) {}
    ~Incoming() { m_store.discard(m_path); }
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    const media::ContentStore& m_store;
    std::filesystem::path m_path;
};

std::expected<SavedResult, Trouble> keep(
    media::ContentStore& store, const std::filesystem::path& path, const upstreams::Fetched& fetched) {
    SavedResult saved;
    auto facts = media::probe(path);
    if (!facts)
        return std::unexpected(verdict(FailureCode::ResultInvalid, "the file cannot be used: " + facts.error()));
    auto poster = media::makePoster(path);
    if (!poster)
        return std::unexpected(verdict(FailureCode::ResultInvalid, "the file cannot be used: " + poster.error()));
    auto sheet = media::makeSpriteSheet(path);
    if (!sheet)
        log::warning("jobs", "a video has no sprite sheet: {}", sheet.error());
    saved.facts = std::move(*facts);
    saved.content = {.sha256 = fetched.sha256, .bytes = fetched.bytes, .contentType = saved.facts.contentType()};
    if (auto adopted = store.adopt(path, fetched.sha256); !adopted)
        return std::unexpected(storeTrouble(adopted.error()));
    auto picture = store.add(*poster, "image/jpeg");
    if (!picture)
        return std::unexpected(storeTrouble(picture.error()));
    saved.poster = {.sha256 = picture->sha256, .bytes = picture->bytes, .contentType = picture->contentType};
    if (!sheet)
        return saved;
    auto sprite = store.add(*sheet, "image/jpeg");
    if (!sprite)
        return std::unexpected(storeTrouble(sprite.error()));
    saved.sprite = {.sha256 = sprite->sha256, .bytes = sprite->bytes, .contentType = sprite->contentType};
    return saved;
}

/// What the probe found, as it is kept with the video.
boost::json::object mediaOf(const media::MediaFacts& facts) {
    boost::json::object media;
    media["container"] = facts.container;
    media["videoCodec"] = facts.videoCodec;
    media["audioCodec"] = facts.audioCodec.empty() ? boost::json::value(nullptr) : boost::json::value(facts.audioCodec);
    return media;
}

store::Video videoOf(const store::Job& job, const SavedResult& saved) {
    store::Video video;
    video.id = newId();
    video.userId = job.userId;
    video.jobId = job.id;
    video.prompt = job.prompt;
    video.orientation = job.orientation;
    video.width = saved.facts.width;
    video.height = saved.facts.height;
    video.duration = saved.facts.duration;
    video.model = job.model;
    video.upstream = job.upstream;
    video.demo = job.demo;
    video.bytes = saved.content.bytes;
    video.sha256 = saved.content.sha256;
    video.posterSha256 = saved.poster.sha256;
    if (saved.sprite)
        video.spriteSha256 = saved.sprite->sha256;
    video.chargedMicroUsd = job.priceMicroUsd;
    return video;
}

} // namespace

ResultSaver::ResultSaver(media::ContentStore& store, WorkPool& pool)
    : m_store(store)
    , m_pool(pool) {
}

Task<std::expected<SavedResult, Trouble>> ResultSaver::save(upstreams::Upstream& upstream, boost::json::object state) {
    const Incoming incoming(m_store);
    auto fetched = co_await upstream.fetch(std::move(state), incoming.path());
    if (!fetched)
        co_return std::unexpected(std::move(fetched.error()));
    if (fetched->bytes == 0)
        co_return std::unexpected(verdict(FailureCode::ResultInvalid, "the file is empty"));
    auto work = [&store = m_store, path = incoming.path(), got = *fetched] {
        return keep(store, path, got);
    };
    auto saved = co_await m_pool.run(std::move(work));
    if (!saved) {
        Trouble busy;
        busy.detail = saved.error().detail;
        co_return std::unexpected(std::move(busy));
    }
    co_return std::move(*saved);
}

Journal::Result ResultSaver::describe(const store::Job& job, std::string attemptId, const SavedResult& saved) const {
    Journal::Result result;
    result.attemptId = std::move(attemptId);
    result.video = videoOf(job, saved);
    result.files = {saved.content, saved.poster};
    if (saved.sprite)
        result.files.push_back(*saved.sprite);
    std::ranges::sort(result.files, {}, &store::BlobRow::sha256);
    result.media = mediaOf(saved.facts);
    result.filesAreThere = [&store = m_store, files = result.files] {
        return std::ranges::all_of(
            files, [&store](const store::BlobRow& file) { return store.open(file.sha256).has_value(); });
    };
    return result;
}

} // namespace kinora::jobs
