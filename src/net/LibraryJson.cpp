#include "net/LibraryJson.h"

#include "core/PromptRules.h"
#include "net/Json.h"
#include "net/JsonBody.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
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
        changes.lost = lostNumbersOf(reader);
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

namespace {

QJsonValue textOrNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject settingsOf(const VideoSettings& settings) {
    return {
        {QStringLiteral("seconds"), settings.seconds ? QJsonValue(*settings.seconds) : QJsonValue()},
        {QStringLiteral("size"), textOrNull(settings.size)},
        {QStringLiteral("negativePrompt"), textOrNull(settings.negativePrompt)},
        {QStringLiteral("seed"), settings.seed ? QJsonValue(*settings.seed) : QJsonValue()},
        {QStringLiteral("cameos"), QJsonArray::fromStringList(settings.cameos)},
    };
}

QByteArray encodedImport(const Video& video) {
    QJsonObject object{{QStringLiteral("createdAt"), video.createdAt.toUTC().toString(Qt::ISODateWithMs)}};
    for (const auto& [name, text] :
        {std::pair(QStringLiteral("title"), video.title), std::pair(QStringLiteral("prompt"), video.prompt),
            std::pair(QStringLiteral("model"), video.model), std::pair(QStringLiteral("upstream"), video.upstream),
            std::pair(QStringLiteral("remixOf"), video.remixOf), std::pair(QStringLiteral("batchId"), video.batchId)}) {
        if (!text.isEmpty())
            object.insert(name, text);
    }
    if (video.settings)
        object.insert(QStringLiteral("settings"), settingsOf(*video.settings));
    if (video.chargedMicroUsd)
        object.insert(QStringLiteral("chargedMicroUsd"), *video.chargedMicroUsd);
    if (video.demo)
        object.insert(QStringLiteral("demo"), true);
    return QJsonDocument(object)
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QByteArray writeImport(const Video& video) {
    constexpr qsizetype mostBytes = 7600; // servers take fields of 8 KiB, with their names
    constexpr int shortPrompt = 1000;
    Video fitting = video;
    QByteArray encoded = encodedImport(fitting);
    for (int length = codePointCount(video.prompt); encoded.size() > mostBytes && length > shortPrompt;) {
        length = std::max(shortPrompt, length * 9 / 10);
        fitting.prompt = firstCodePoints(video.prompt, length);
        encoded = encodedImport(fitting);
    }
    if (encoded.size() > mostBytes) {
        fitting.settings.reset();
        encoded = encodedImport(fitting);
    }
    return encoded;
}

} // namespace kinora
