#include "services/NewJobRecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kinora {

namespace {

namespace key {
constexpr QLatin1String prompt("prompt");
constexpr QLatin1String orientation("orientation");
constexpr QLatin1String model("model");
constexpr QLatin1String seconds("seconds");
constexpr QLatin1String size("size");
constexpr QLatin1String count("count");
constexpr QLatin1String negativePrompt("negativePrompt");
constexpr QLatin1String seed("seed");
constexpr QLatin1String cameos("cameos");
constexpr QLatin1String reference("reference");
constexpr QLatin1String referenceId("referenceId");
constexpr QLatin1String remixOf("remixOf");
constexpr QLatin1String file("file");
constexpr QLatin1String zoom("zoom");
constexpr QLatin1String centerX("centerX");
constexpr QLatin1String centerY("centerY");
constexpr QLatin1String open("open");
constexpr QLatin1String current("current");
constexpr QLatin1String sent("sent");
constexpr QLatin1String presets("presets");
constexpr QLatin1String name("name");
constexpr QLatin1String options("options");
constexpr QLatin1String retryOf("retryOf");
constexpr QLatin1String expectedPrice("expectedPriceMicroUsd");
} // namespace key

QJsonObject objectOf(const ReferencePicture& picture) {
    return {{key::file, picture.file}, {key::zoom, picture.zoom}, {key::centerX, picture.centerX},
        {key::centerY, picture.centerY}};
}

ReferencePicture referenceOf(const QJsonObject& object) {
    ReferencePicture picture;
    picture.file = object.value(key::file).toString();
    picture.zoom = object.value(key::zoom).toInt(picture.zoom);
    picture.centerX = object.value(key::centerX).toInt(picture.centerX);
    picture.centerY = object.value(key::centerY).toInt(picture.centerY);
    return picture;
}

QJsonObject objectOf(const NewJob& job) {
    QJsonObject object{{key::prompt, job.prompt}, {key::orientation, toWire(job.orientation)}, {key::model, job.model},
        {key::count, job.count}};
    if (job.seconds)
        object.insert(key::seconds, *job.seconds);
    if (!job.size.isEmpty())
        object.insert(key::size, job.size);
    if (!job.negativePrompt.isEmpty())
        object.insert(key::negativePrompt, job.negativePrompt);
    if (job.seed)
        object.insert(key::seed, *job.seed);
    if (!job.cameos.isEmpty())
        object.insert(key::cameos, QJsonArray::fromStringList(job.cameos));
    if (!job.reference.isEmpty())
        object.insert(key::reference, objectOf(job.reference));
    if (!job.referenceId.isEmpty())
        object.insert(key::referenceId, job.referenceId);
    if (!job.remixOf.isEmpty())
        object.insert(key::remixOf, job.remixOf);
    return object;
}

NewJob newJobOf(const QJsonObject& object) {
    NewJob job;
    job.prompt = object.value(key::prompt).toString();
    job.orientation = orientationFromWire(object.value(key::orientation).toString()).value_or(job.orientation);
    job.model = object.value(key::model).toString();
    if (object.value(key::seconds).isDouble())
        job.seconds = object.value(key::seconds).toInt();
    job.size = object.value(key::size).toString();
    job.count = object.value(key::count).toInt(job.count);
    job.negativePrompt = object.value(key::negativePrompt).toString();
    if (object.value(key::seed).isDouble())
        job.seed = object.value(key::seed).toInteger();
    for (const auto& id : object.value(key::cameos).toArray())
        job.cameos.append(id.toString());
    job.reference = referenceOf(object.value(key::reference).toObject());
    job.referenceId = object.value(key::referenceId).toString();
    job.remixOf = object.value(key::remixOf).toString();
    return job;
}

QJsonArray arrayOf(const QList<NewJob>& jobs) {
    QJsonArray array;
    for (const NewJob& job : jobs)
        array.append(objectOf(job));
    return array;
}

QList<NewJob> newJobsOf(const QJsonArray& array) {
    QList<NewJob> jobs;
    for (const auto& job : array)
        jobs.append(newJobOf(job.toObject()));
    return jobs;
}

Result<QJsonObject> parse(const QByteArray& record) {
    const QJsonDocument document = QJsonDocument::fromJson(record);
    if (!document.isObject())
        return failure(ErrorCode::CorruptFile, QStringLiteral("not a record of a request"));
    return document.object();
}

} // namespace

QByteArray toRecord(const DraftSet& drafts) {
    QJsonArray presets;
    for (const Preset& preset : drafts.presets)
        presets.append(QJsonObject{{key::name, preset.name}, {key::options, objectOf(preset.options)}});
    const QJsonObject object{{key::open, arrayOf(drafts.open)}, {key::current, drafts.current},
        {key::sent, arrayOf(drafts.sent)}, {key::presets, presets}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<DraftSet> draftSetFromRecord(const QByteArray& record) {
    const auto object = parse(record);
    if (!object)
        return Failure(object.error());
    DraftSet drafts;
    if (!object->contains(key::open)) { // of a Kinora that kept one prompt
        drafts.open = {newJobOf(*object)};
        return drafts;
    }
    const QList<NewJob> open = newJobsOf(object->value(key::open).toArray());
    if (!open.isEmpty())
        drafts.open = open;
    drafts.current = std::clamp(object->value(key::current).toInt(), 0, static_cast<int>(drafts.open.size()) - 1);
    drafts.sent = newJobsOf(object->value(key::sent).toArray());
    for (const auto& value : object->value(key::presets).toArray()) {
        const QJsonObject preset = value.toObject();
        drafts.presets.append({preset.value(key::name).toString(), newJobOf(preset.value(key::options).toObject())});
    }
    return drafts;
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
