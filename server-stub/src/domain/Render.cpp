#include "domain/Render.h"

#include "base/Time.h"

namespace kinora::domain {
namespace {

/// Another picture has another address, so that a cache may keep each for ever.
json::value avatarUrl(const store::User& user) {
    if (!user.avatarSha256)
        return nullptr;
    return json::value(
        "/api/v1/users/" + user.handle + "/avatar?v=" + user.avatarSha256->substr(0, PictureVersionLength));
}

json::value imageUrl(const store::Cameo& cameo) {
    if (!cameo.imageSha256)
        return nullptr;
    return json::value("/api/v1/cameos/" + cameo.id + "/image?v=" + cameo.imageSha256->substr(0, PictureVersionLength));
}

std::string_view stateOf(const store::Invite& invite) {
    if (invite.revokedAt)
        return "revoked";
    if (invite.open)
        return "open";
    return invite.uses >= invite.maxUses ? "used" : "expired";
}

} // namespace

json::value timeOrNull(const std::optional<TimePoint>& time) {
    return time ? json::value(toRfc3339(*time)) : json::value(nullptr);
}

json::object toJson(const store::User& user) {
    return {{"id", user.id}, {"email", user.email}, {"handle", user.handle}, {"displayName", user.displayName},
        {"avatarUrl", avatarUrl(user)}, {"role", toText(user.role)}, {"status", toText(user.status)},
        {"createdAt", toRfc3339(user.createdAt)}};
}

json::object toJson(const store::Invite& invite) {
    return {{"id", invite.id}, {"state", stateOf(invite)}, {"role", toText(invite.role)}, {"note", invite.note},
        {"maxUses", invite.maxUses}, {"uses", invite.uses}, {"createdBy", jsonOrNull(invite.createdBy)},
        {"createdAt", toRfc3339(invite.createdAt)}, {"expiresAt", toRfc3339(invite.expiresAt)},
        {"revokedAt", timeOrNull(invite.revokedAt)}};
}

json::object toJson(const store::SessionInfo& session) {
    return {{"id", session.id}, {"userAgent", session.userAgent}, {"address", session.address},
        {"createdAt", toRfc3339(session.createdAt)}, {"lastUsedAt", toRfc3339(session.lastUsedAt)}};
}

json::object toJson(const store::ApiKey& key) {
    return {{"id", key.id}, {"name", key.name}, {"scopes", json::value_from(key.scopes)},
        {"createdAt", toRfc3339(key.createdAt)}, {"expiresAt", timeOrNull(key.expiresAt)},
        {"lastUsedAt", timeOrNull(key.lastUsedAt)}};
}

json::object toJson(const store::Cameo& cameo) {
    return {{"id", cameo.id}, {"handle", cameo.handle}, {"name", cameo.name}, {"description", cameo.description},
        {"imageUrl", imageUrl(cameo)}, {"characters", json::value_from(cameo.characters)},
        {"createdAt", toRfc3339(cameo.createdAt)}, {"updatedAt", toRfc3339(cameo.updatedAt)}};
}

json::object toJson(const store::Person& person) {
    const store::User& user = person.user;
    return {{"handle", user.handle}, {"displayName", user.displayName}, {"avatarUrl", avatarUrl(user)},
        {"videos", person.videos}, {"followers", person.followers}, {"following", person.following},
        {"followed", person.followed}};
}

json::object toJson(const store::PublishedVideo& video) {
    constexpr double thousand = 1000;
    const json::object owner{{"handle", video.owner.handle}, {"displayName", video.owner.displayName},
        {"avatarUrl", avatarUrl(video.owner)}};
    return {{"id", video.id}, {"owner", owner}, {"title", jsonOrNull(video.title)}, {"prompt", video.prompt},
        {"orientation", video.orientation}, {"width", video.width}, {"height", video.height},
        {"seconds", static_cast<double>(video.duration.count()) / thousand}, {"model", video.model},
        {"demo", video.demo}, {"bytes", video.bytes}, {"sha256", video.sha256}, {"contentType", video.contentType},
        {"likes", video.likes}, {"liked", video.liked}, {"createdAt", toRfc3339(video.createdAt)},
        {"publishedAt", toRfc3339(video.publishedAt)}};
}

json::object pageJson(json::array items, const std::optional<store::PageKey>& next) {
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = next ? json::value(store::toCursor(*next)) : json::value(nullptr);
    return body;
}

} // namespace kinora::domain
