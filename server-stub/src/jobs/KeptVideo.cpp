#include "jobs/KeptVideo.h"

#include "base/Log.h"
#include "media/Poster.h"
#include "media/SpriteSheet.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace kinora::jobs {

namespace {

constexpr auto PictureType = "image/jpeg";

std::unexpected<KeepError> invalid(const std::string& why) {
    return std::unexpected(KeepError{NotKept::Invalid, why});
}

std::unexpected<KeepError> notStored(const Error& error) {
    if (error.code == Code::StorageFull)
        return std::unexpected(KeepError{NotKept::StorageFull, "there is no room to store the video"});
    return std::unexpected(KeepError{NotKept::Failed, error.detail});
}

store::BlobRow rowOf(media::Blob blob) {
    return {.sha256 = std::move(blob.sha256), .bytes = blob.bytes, .contentType = std::move(blob.contentType)};
}

} // namespace

std::expected<KeptVideo, KeepError> keepVideo(
    media::ContentStore& store, const std::filesystem::path& incoming, const std::string& sha256, std::uint64_t bytes) {
    KeptVideo kept;
    auto facts = media::probe(incoming);
    if (!facts)
        return invalid(facts.error());
    auto poster = media::makePoster(incoming);
    if (!poster)
        return invalid(poster.error());
    auto sheet = media::makeSpriteSheet(incoming);
    if (!sheet)
        log::warning("media", "a video has no sprite sheet: {}", sheet.error());
    kept.facts = std::move(*facts);
    kept.content = {.sha256 = sha256, .bytes = bytes, .contentType = kept.facts.contentType()};
    if (auto adopted = store.adopt(incoming, sha256); !adopted)
        return notStored(adopted.error());
    auto picture = store.add(*poster, PictureType);
    if (!picture)
        return notStored(picture.error());
    kept.poster = rowOf(std::move(*picture));
    if (!sheet)
        return kept;
    auto sprite = store.add(*sheet, PictureType);
    if (!sprite)
        return notStored(sprite.error());
    kept.sprite = rowOf(std::move(*sprite));
    return kept;
}

std::vector<store::BlobRow> KeptVideo::files() const {
    std::vector<store::BlobRow> all{content, poster};
    if (sprite)
        all.push_back(*sprite);
    std::ranges::sort(all, {}, &store::BlobRow::sha256);
    return all;
}

boost::json::object KeptVideo::media() const {
    boost::json::object media;
    media["container"] = facts.container;
    media["videoCodec"] = facts.videoCodec;
    media["audioCodec"] = facts.audioCodec.empty() ? boost::json::value(nullptr) : boost::json::value(facts.audioCodec);
    return media;
}

void KeptVideo::describe(store::Video& video) const {
    video.width = facts.width;
    video.height = facts.height;
    video.duration = facts.duration;
    video.bytes = content.bytes;
    video.sha256 = content.sha256;
    video.posterSha256 = poster.sha256;
    if (sprite)
        video.spriteSha256 = sprite->sha256;
}

bool areThere(const media::ContentStore& store, const std::vector<store::BlobRow>& files) {
    return std::ranges::all_of(
        files, [&store](const store::BlobRow& file) { return store.open(file.sha256).has_value(); });
}

} // namespace kinora::jobs
