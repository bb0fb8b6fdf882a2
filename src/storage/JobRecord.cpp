#include "storage/JobRecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QJsonValue fromTime(const QDateTime& time) {
    return time.isValid() ? QJsonValue(time.toMSecsSinceEpoch()) : QJsonValue();
}

QDateTime toTime(const QJsonValue& value) {
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

template <class T>
QJsonValue fromOptional(const std::optional<T>& value) {
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<int> toOptionalInt(const QJsonValue& value) {
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

std::optional<JobStatus> toStatus(const QJsonValue& value) {
    return jobStatusFromWire(value.toString());
}

} // namespace

QByteArray writeJobRecord(const Job& job) {
    QJsonObject record{
        {u"id"_s, job.id},
        {u"batchId"_s, job.batchId},
        {u"retryOf"_s, job.retryOf},
        {u"status"_s, toWire(job.status)},
        {u"stage"_s, toWire(job.stage)},
        {u"progress"_s, fromOptional(job.progress)},
        {u"message"_s, job.message},
        {u"position"_s, fromOptional(job.position)},
        {u"etaSeconds"_s, fromOptional(job.etaSeconds)},
        {u"prompt"_s, job.prompt},
        {u"orientation"_s, toWire(job.orientation)},
        {u"model"_s, job.model},
        {u"upstream"_s, job.upstream},
        {u"seconds"_s, fromOptional(job.seconds)},
        {u"size"_s, job.size},
        {u"priceMicroUsd"_s, fromOptional(job.priceMicroUsd)},
        {u"charged"_s, toWire(job.charged)},
        {u"attempts"_s, job.attempts},
        {u"videoId"_s, job.videoId},
        {u"cancelRequested"_s, job.cancelRequested},
        {u"demo"_s, job.demo},
        {u"createdAt"_s, fromTime(job.createdAt)},
        {u"startedAt"_s, fromTime(job.startedAt)},
        {u"finishedAt"_s, fromTime(job.finishedAt)},
    };
    if (!job.negativePrompt.isEmpty())
        record.insert(u"negativePrompt"_s, job.negativePrompt);
    if (job.seed)
        record.insert(u"seed"_s, *job.seed);
    if (!job.cameos.isEmpty())
        record.insert(u"cameos"_s, QJsonArray::fromStringList(job.cameos));
    if (!job.referenceId.isEmpty())
        record.insert(u"referenceId"_s, job.referenceId);
    if (!job.remixOf.isEmpty())
        record.insert(u"remixOf"_s, job.remixOf);
    if (job.error) {
        record.insert(u"error"_s, QJsonObject{{u"code"_s, job.error->code}, {u"detail"_s, job.error->detail},
                                      {u"retryable"_s, job.error->retryable}});
    }
    return QJsonDocument(record).toJson(QJsonDocument::Compact);
}

std::optional<Job> readJobRecord(const QByteArray& bytes) {
    const QJsonObject record = QJsonDocument::fromJson(bytes).object();
    const std::optional<JobStatus> status = toStatus(record.value(u"status"_s));
    const std::optional<Orientation> orientation = orientationFromWire(record.value(u"orientation"_s).toString());
    Job job;
    job.id = record.value(u"id"_s).toString();
    if (job.id.isEmpty() || !status || !orientation)
        return std::nullopt;
    job.batchId = record.value(u"batchId"_s).toString();
    job.retryOf = record.value(u"retryOf"_s).toString();
    job.status = *status;
    job.stage = jobStageFromWire(record.value(u"stage"_s).toString());
    job.progress = toOptionalInt(record.value(u"progress"_s));
    job.message = record.value(u"message"_s).toString();
    job.position = toOptionalInt(record.value(u"position"_s));
    job.etaSeconds = toOptionalInt(record.value(u"etaSeconds"_s));
    job.prompt = record.value(u"prompt"_s).toString();
    job.orientation = *orientation;
    job.model = record.value(u"model"_s).toString();
    job.upstream = record.value(u"upstream"_s).toString();
    if (const QJsonValue seconds = record.value(u"seconds"_s); seconds.isDouble())
        job.seconds = seconds.toDouble();
    job.size = record.value(u"size"_s).toString();
    job.negativePrompt = record.value(u"negativePrompt"_s).toString();
    if (const QJsonValue seed = record.value(u"seed"_s); seed.isDouble())
        job.seed = seed.toInteger();
    for (const auto& id : record.value(u"cameos"_s).toArray())
        job.cameos.append(id.toString());
    job.referenceId = record.value(u"referenceId"_s).toString();
    job.remixOf = record.value(u"remixOf"_s).toString();
    if (const QJsonValue price = record.value(u"priceMicroUsd"_s); price.isDouble())
        job.priceMicroUsd = price.toInteger();
    job.charged = chargedFromWire(record.value(u"charged"_s).toString());
    job.attempts = record.value(u"attempts"_s).toInt();
    if (const QJsonValue error = record.value(u"error"_s); error.isObject()) {
        const QString code = error[u"code"].toString();
        job.error = JobError{.failure = jobFailureFromWire(code),
            .code = code,
            .detail = error[u"detail"].toString(),
            .retryable = error[u"retryable"].toBool()};
    }
    job.videoId = record.value(u"videoId"_s).toString();
    job.cancelRequested = record.value(u"cancelRequested"_s).toBool();
    job.demo = record.value(u"demo"_s).toBool();
    job.createdAt = toTime(record.value(u"createdAt"_s));
    job.startedAt = toTime(record.value(u"startedAt"_s));
    job.finishedAt = toTime(record.value(u"finishedAt"_s));
    return job;
}

} // namespace kinora
