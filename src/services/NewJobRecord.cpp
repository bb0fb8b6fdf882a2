#include "services/NewJobRecord.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kinora {

namespace {

namespace key {
constexpr QLatin1String prompt("prompt");
constexpr QLatin1String orientation("orientation");
constexpr QLatin1String model("model");
constexpr QLatin1String seconds("seconds");
constexpr QLatin1String count("count");
constexpr QLatin1String retryOf("retryOf");
constexpr QLatin1String expectedPrice("expectedPriceMicroUsd");
} // namespace key

QJsonObject objectOf(const NewJob& job) {
    QJsonObject object{{key::prompt, job.prompt}, {key::orientation, toWire(job.orientation)}, {key::model, job.model},
        {key::count, job.count}};
    if (job.seconds)
        object.insert(key::seconds, *job.seconds);
    return object;
}

NewJob newJobOf(const QJsonObject& object) {
    NewJob job;
    job.prompt = object.value(key::prompt).toString();
    job.orientation = orientationFromWire(object.value(key::orientation).toString()).value_or(job.orientation);
    job.model = object.value(key::model).toString();
    if (object.value(key::seconds).isDouble())
        job.seconds = object.value(key::seconds).toInt();
    job.count = object.value(key::count).toInt(job.count);
    return job;
}

Result<QJsonObject> parse(const QByteArray& record) {
    const QJsonDocument document = QJsonDocument::fromJson(record);
    if (!document.isObject())
        return failure(ErrorCode::CorruptFile, QStringLiteral("not a record of a request"));
    return document.object();
}

} // namespace

QByteArray toRecord(const NewJob& job) {
    return QJsonDocument(objectOf(job)).toJson(QJsonDocument::Compact);
}

Result<NewJob> newJobFromRecord(const QByteArray& record) {
    const auto object = parse(record);
    if (!object)
        return Failure(object.error());
    return newJobOf(*object);
}

QByteArray toRecord(const PendingSubmission& submission) {
    QJsonObject object = objectOf(submission.job);
    object.insert(key::retryOf, submission.retryOf);
    if (submission.expectedPriceMicroUsd)
        object.insert(key::expectedPrice, *submission.expectedPriceMicroUsd);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<PendingSubmission> submissionFromRecord(const QByteArray& record) {
    const auto object = parse(record);
    if (!object)
        return Failure(object.error());
    PendingSubmission submission;
    submission.job = newJobOf(*object);
    submission.retryOf = object->value(key::retryOf).toString();
    if (object->value(key::expectedPrice).isDouble())
        submission.expectedPriceMicroUsd = object->value(key::expectedPrice).toInteger();
    return submission;
}

} // namespace kinora
