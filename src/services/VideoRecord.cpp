#include "services/VideoRecord.h"

#include <QJsonArray>
#include <QJsonValue>

#include <algorithm>
#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue settingsRecord(const std::optional<VideoSettings>& settings) {
    if (!settings)
        return {};
    return QJsonObject{
        {u"seconds"_s, settings->seconds ? QJsonValue(*settings->seconds) : QJsonValue()},
        {u"size"_s, textOrNull(settings->size)},
        {u"negativePrompt"_s, textOrNull(settings->negativePrompt)},
        {u"seed"_s, settings->seed ? QJsonValue(*settings->seed) : QJsonValue()},
        {u"cameos"_s, QJsonArray::fromStringList(settings->cameos)},
    };
}

/// In the order of the table's columns.
constexpr std::array columns{"id", "createdAt", "title", "prompt", "model", "upstream", "demo", "orientation", "width",
    "height", "seconds", "bytes", "sha256", "favorite", "rating", "tags", "state", "batchId", "remixOf",
    "chargedMicroUsd"};

QString cellOf(const QJsonValue& value) {
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue& part : value.toArray())
            parts.append(part.toString());
        return parts.join(u' ');
    }
    return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toVariant().toString();
}

} // namespace

QJsonObject videoRecord(const Video& video) {
    return {
        {u"id"_s, video.id},
        {u"jobId"_s, textOrNull(video.jobId)},
        {u"batchId"_s, textOrNull(video.batchId)},
        {u"title"_s, textOrNull(video.title)},
        {u"prompt"_s, video.prompt},
        {u"orientation"_s, toWire(video.orientation)},
        {u"width"_s, video.size.width()},
        {u"height"_s, video.size.height()},
        {u"seconds"_s, video.seconds},
        {u"model"_s, video.model},
        {u"upstream"_s, video.upstream},
        {u"demo"_s, video.demo},
        {u"bytes"_s, video.bytes},
        {u"sha256"_s, video.sha256},
        {u"contentType"_s, video.contentType},
        {u"favorite"_s, video.favorite},
        {u"rating"_s, video.rating},
        {u"tags"_s, QJsonArray::fromStringList(video.tags)},
        {u"state"_s, toWire(video.state)},
        {u"remixOf"_s, textOrNull(video.remixOf)},
        {u"source"_s, toWire(video.source)},
        {u"settings"_s, settingsRecord(video.settings)},
        {u"chargedMicroUsd"_s, video.chargedMicroUsd ? QJsonValue(*video.chargedMicroUsd) : QJsonValue()},
        {u"createdAt"_s, video.createdAt.toUTC().toString(Qt::ISODateWithMs)},
        {u"updatedAt"_s, video.updatedAt.toUTC().toString(Qt::ISODateWithMs)},
    };
}

QStringList tableColumns() {
    QStringList names;
    for (const char* column : columns)
        names.append(QString::fromLatin1(column));
    return names;
}

QStringList tableCells(const Video& video) {
    const QJsonObject record = videoRecord(video);
    QStringList cells;
    for (const QString& column : tableColumns())
        cells.append(cellOf(record.value(column)));
    return cells;
}

QString csvLine(const QStringList& cells) {
    QStringList written;
    for (QString cell : cells) {
        const bool quoted = std::ranges::any_of(cell, [](QChar c) { return QStringView(u",\"\r\n").contains(c); });
        cell.replace(u'"', u"\"\""_s);
        written.append(quoted ? u'"' + cell + u'"' : cell);
    }
    return written.join(u',') + u"\r\n"_s;
}

} // namespace kinora
