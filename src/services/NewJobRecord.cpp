#include "services/NewJobRecord.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kinora {

namespace {

constexpr QLatin1String prompt("prompt");
constexpr QLatin1String orientation("orientation");
constexpr QLatin1String model("model");
constexpr QLatin1String seconds("seconds");
constexpr QLatin1String count("count");
constexpr QLatin1String retryOf("retryOf");
constexpr QLatin1String expectedPrice("expectedPriceMicroUsd");

QJsonObject objectOf(const NewJob& job) {
    QJsonObject object{
        {prompt, job.prompt}, {orientation, toWire(job.orientation)}, {model, job.model}, {count, job.count}};
    if (job.seconds)
        object.insert(seconds, *job.seconds);
    return object;
}

NewJob newJobOf(const QJsonObject& object) {
    NewJob job;
    job.prompt = object.value(prompt).toString();
    job.orientation = orientationFromWire(object.value(orientation).toString()).value_or(job.orientation);
    job.model = object.value(model).toString();
    if (object.value(seconds).isDouble())
        job.seconds = object.value(seconds).toInt();
    job.count = object.value(count).toInt(job.count);
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
    object.insert(retryOf, submission.retryOf);
    if (submission.expectedPriceMicroUsd)
        object.insert(expectedPrice, *submission.expectedPriceMicroUsd);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<PendingSubmission> submissionFromRecord(const QByteArray& record) {
    const auto object = parse(record);
    if (!object)
        return Failure(object.error());
    PendingSubmission submission;
    submission.job = newJobOf(*object);
    submission.retryOf = object->value(retryOf).toString();
    if (object->value(expectedPrice).isDouble())
        submission.expectedPriceMicroUsd = object->value(expectedPrice).toInteger();
    return submission;
}

} // namespace kinora
