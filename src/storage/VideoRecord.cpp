#include "storage/VideoRecord.h"

#include "core/Ids.h"

#include <QJsonArray>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

template <class T>
QJsonValue valueOrNull(const std::optional<T>& value) {
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue textOrNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

std::optional<qint64> integerOf(const QJsonValue& value) {
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QStringList textsOf(const QJsonValue& value) {
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const auto& text : array)
        texts << text.toString();
    return texts;
}

QDateTime momentOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

bool isHash(const QString& text) {
    constexpr qsizetype sha256Digits = 64;
    return text.size() == sha256Digits && QByteArray::fromHex(text.toLatin1()).size() * 2 == sha256Digits;
}

} // namespace

QJsonObject writeVideoSettings(const VideoSettings& settings) {
    QJsonObject record{
        {u"seconds"_s, valueOrNull(settings.seconds)},
        {u"size"_s, textOrNull(settings.size)},
        {u"negativePrompt"_s, textOrNull(settings.negativePrompt)},
        {u"seed"_s, valueOrNull(settings.seed)},
        {u"cameos"_s, QJsonArray::fromStringList(settings.cameos)},
    };
    if (!settings.referenceId.isEmpty())
        record.insert(u"referenceId"_s, settings.referenceId);
    return record;
}

VideoSettings readVideoSettings(const QJsonObject& record) {
    VideoSettings settings{.seconds = {},
        .size = record.value(u"size"_s).toString(),
        .negativePrompt = record.value(u"negativePrompt"_s).toString(),
        .seed = integerOf(record.value(u"seed"_s)),
        .cameos = textsOf(record.value(u"cameos"_s)),
        .referenceId = record.value(u"referenceId"_s).toString()};
    if (const auto seconds = integerOf(record.value(u"seconds"_s)))
        settings.seconds = static_cast<int>(*seconds);
    return settings;
}

QJsonObject writeVideoRecord(const Video& video) {
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
        {u"chargedMicroUsd"_s, valueOrNull(video.chargedMicroUsd)},
        {u"source"_s, toWire(video.source)},
        {u"settings"_s, video.settings ? QJsonValue(writeVideoSettings(*video.settings)) : QJsonValue()},
        {u"createdAt"_s, video.createdAt.toString(Qt::ISODateWithMs)},
        {u"updatedAt"_s, video.updatedAt.toString(Qt::ISODateWithMs)},
    };
}

std::optional<Video> readVideoRecord(const QJsonObject& record) {
    Video video;
    video.id = record.value(u"id"_s).toString();
    video.bytes = record.value(u"bytes"_s).toInteger(-1);
    video.sha256 = record.value(u"sha256"_s).toString();
    video.createdAt = momentOf(record.value(u"createdAt"_s));
    video.size = QSize(record.value(u"width"_s).toInt(), record.value(u"height"_s).toInt());
    if (!isId(video.id) || video.bytes < 0 || !isHash(video.sha256) || !video.createdAt.isValid() ||
        video.size.isEmpty())
        return std::nullopt;
    video.jobId = record.value(u"jobId"_s).toString();
    video.batchId = record.value(u"batchId"_s).toString();
    video.title = record.value(u"title"_s).toString();
    video.prompt = record.value(u"prompt"_s).toString();
    video.orientation =
        orientationFromWire(record.value(u"orientation"_s).toString())
            .value_or(video.size.width() > video.size.height() ? Orientation::Landscape : Orientation::Portrait);
    video.seconds = record.value(u"seconds"_s).toDouble();
    video.model = record.value(u"model"_s).toString();
    video.upstream = record.value(u"upstream"_s).toString();
    video.demo = record.value(u"demo"_s).toBool();
    video.contentType = record.value(u"contentType"_s).toString(u"video/mp4"_s);
    video.favorite = record.value(u"favorite"_s).toBool();
    video.rating = record.value(u"rating"_s).toInt();
    video.tags = textsOf(record.value(u"tags"_s));
    video.state = videoStateFromWire(record.value(u"state"_s).toString()).value_or(VideoState::Draft);
    video.remixOf = record.value(u"remixOf"_s).toString();
    video.chargedMicroUsd = integerOf(record.value(u"chargedMicroUsd"_s));
    video.source = videoSourceFromWire(record.value(u"source"_s).toString()).value_or(VideoSource::Job);
    if (const QJsonValue settings = record.value(u"settings"_s); settings.isObject())
        video.settings = readVideoSettings(settings.toObject());
    const QDateTime updated = momentOf(record.value(u"updatedAt"_s));
    video.updatedAt = updated.isValid() ? updated : video.createdAt;
    return video;
}

} // namespace kinora
