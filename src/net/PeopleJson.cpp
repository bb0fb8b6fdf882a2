#include "net/PeopleJson.h"

#include "net/Json.h"
#include "net/JsonBody.h"

namespace kinora {

namespace {

AccountStats statsOf(const JsonReader& reader) {
    return {.videos = reader.integer("videos"_m),
        .cameos = reader.integer("cameos"_m),
        .followers = reader.integer("followers"_m),
        .following = reader.integer("following"_m)};
}

Person personOf(const JsonReader& reader) {
    return {.handle = reader.text("handle"_m),
        .displayName = reader.text("displayName"_m),
        .avatarUrl = reader.textOrEmpty("avatarUrl"_m),
        .videos = reader.integer("videos"_m),
        .followers = reader.integer("followers"_m),
        .following = reader.integer("following"_m),
        .followed = reader.flag("followed"_m)};
}

PublishedVideo publishedOf(const JsonReader& reader) {
    PublishedVideo published;
    Video& video = published.video;
    video.id = reader.text("id"_m);
    video.title = reader.textOrEmpty("title"_m);
    video.prompt = reader.text("prompt"_m);
    video.orientation = orientationOf(reader, "orientation"_m);
    video.size = QSize(static_cast<int>(reader.integer("width"_m)), static_cast<int>(reader.integer("height"_m)));
    video.seconds = reader.number("seconds"_m);
    video.model = reader.text("model"_m);
    video.demo = reader.flag("demo"_m);
    video.bytes = reader.integer("bytes"_m);
    video.sha256 = reader.text("sha256"_m);
    video.contentType = reader.text("contentType"_m);
    video.state = VideoState::Published;
    video.createdAt = reader.time("createdAt"_m);
    const JsonReader owner = reader.object("owner"_m);
    published.ownerHandle = owner.text("handle"_m);
    published.ownerName = owner.text("displayName"_m);
    published.likes = reader.integer("likes"_m);
    published.liked = reader.flag("liked"_m);
    published.publishedAt = reader.time("publishedAt"_m);
    return published;
}

} // namespace

Result<AccountStats> readStats(const QByteArray& body) {
    return readBody(body, statsOf);
}

Result<Person> readPerson(const QByteArray& body) {
    return readBody(body, personOf);
}

Result<PublishedVideo> readPublished(const QByteArray& body) {
    return readBody(body, publishedOf);
}

Result<Page<PublishedVideo>> readPublishedPage(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        return Page<PublishedVideo>{readItems<PublishedVideo>(reader, publishedOf), reader.textOrEmpty("nextCursor"_m)};
    });
}

QJsonObject writeProfile(const ProfileEdit& edit) {
    QJsonObject body;
    if (edit.displayName)
        body.insert("displayName"_m, *edit.displayName);
    if (edit.handle)
        body.insert("handle"_m, *edit.handle);
    return body;
}

} // namespace kinora
