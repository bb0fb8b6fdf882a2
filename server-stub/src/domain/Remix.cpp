#include "domain/Remix.h"

#include "base/Ids.h"
#include "domain/Access.h"
#include "store/RemixSource.h"
#include "store/VideoStore.h"
#include "upstreams/Upstream.h"

namespace kinora::domain {

namespace {

constexpr auto RemixField = "remixOf";

std::unexpected<Error> notRemixable(std::string detail) {
    Error error;
    error.code = Code::Conflict;
    error.detail = std::move(detail);
    error.fields.push_back({RemixField, "not_remixable", error.detail});
    return std::unexpected(std::move(error));
}

} // namespace

Task<Result<std::optional<Remix>>> findRemix(
    pg::Pool& pool, const ModelCatalog& catalog, Principal principal, json::object body) {
    const json::value* wanted = body.if_contains(RemixField);
    // A null, and what is no text, is the reader's to judge.
    if (wanted == nullptr || !wanted->is_string())
        co_return std::nullopt;
    const std::string id(wanted->get_string());
    std::optional<store::Video> video;
    if (isId(id))
        video = co_await store::findVideo(pool, id);
    if (!video || !canSee(principal, *video))
        co_return failField(RemixField, "unknown", "There is no such video.");
    auto source = co_await store::findRemixSource(pool, id);
    if (!source)
        co_return notRemixable("This video was not made here; only what an upstream has made can be remixed.");
    const upstreams::Model* model = catalog.find(source->model);
    if (model == nullptr || model->upstream != source->upstream)
        co_return notRemixable("The model of that video is no longer offered.");
    if (!model->remix)
        co_return failField(RemixField, "not_offered", "This model makes no remixes.");
    auto target = upstreams::remixTargetOf(source->state);
    if (!target)
        co_return notRemixable("The upstream has not said what a remix of this video could be asked for by.");
    if (!source->served)
        co_return notRemixable("The upstream account that made this video is not in use any more.");
    co_return Remix{.videoId = id,
        .model = model,
        .orientation = std::move(source->orientation),
        .seconds = source->seconds,
        .size = std::move(source->size),
        .account = std::move(source->account),
        .target = std::move(*target)};
}

} // namespace kinora::domain
