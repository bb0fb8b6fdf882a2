#include "net/LibraryJson.h"

#include "core/PromptRules.h"
#include "net/Json.h"
#include "net/JsonBody.h"

#include <QJsonArray>

#include <utility>

namespace kinora {

Result<LibraryChanges> readChanges(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        LibraryChanges changes;
        for (const JsonReader& change : reader.objects("changes"_m)) {
            if (change.has("deleted"_m))
                changes.deleted.append(change.text("deleted"_m));
            else
                changes.videos.append(videoOf(change.object("video"_m)));
        }
        changes.next = reader.integer("next"_m);
        changes.more = reader.flag("more"_m);
        return changes;
    });
}

Result<EditedVideos> readEdited(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        EditedVideos edited{.videos = readItems<Video>(reader, videoOf), .missing = {}};
        for (const auto& id : reader.array("missing"_m))
            edited.missing.append(id.toString());
        return edited;
    });
}

QJsonObject writeRestore(const QDateTime& editedAt) {
    return {{QStringLiteral("editedAt"), editedAt.toUTC().toString(Qt::ISODateWithMs)}};
}

QJsonObject writeEdit(const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) {
    QJsonObject object = writeRestore(editedAt);
    object.insert(QStringLiteral("ids"), QJsonArray::fromStringList(ids));
    if (edit.title)
        object.insert(QStringLiteral("title"), edit.title->isEmpty() ? QJsonValue() : QJsonValue(*edit.title));
    if (edit.favorite)
        object.insert(QStringLiteral("favorite"), *edit.favorite);
    if (edit.rating)
        object.insert(QStringLiteral("rating"), *edit.rating);
    if (edit.state)
        object.insert(QStringLiteral("state"), toWire(*edit.state));
    if (!edit.addTags.isEmpty())
        object.insert(QStringLiteral("addTags"), QJsonArray::fromStringList(edit.addTags));
    if (!edit.removeTags.isEmpty())
        object.insert(QStringLiteral("removeTags"), QJsonArray::fromStringList(edit.removeTags));
    return object;
}

QJsonObject writeImport(const Video& video) {
    constexpr int longestImportPrompt = 1000; // it has to fit into a head

    QJsonObject object{{QStringLiteral("createdAt"), video.createdAt.toUTC().toString(Qt::ISODateWithMs)}};
    for (const auto& [name, text] : {std::pair(QStringLiteral("title"), video.title),
             std::pair(QStringLiteral("prompt"), firstCodePoints(video.prompt, longestImportPrompt)),
             std::pair(QStringLiteral("model"), video.model)}) {
        if (!text.isEmpty())
            object.insert(name, text);
    }
    return object;
}

} // namespace kinora
