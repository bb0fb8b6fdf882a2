#include "net/PeopleJson.h"

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

} // namespace

Result<AccountStats> readStats(const QByteArray& body) {
    return readBody(body, statsOf);
}

Result<Person> readPerson(const QByteArray& body) {
    return readBody(body, personOf);
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
