#include "client/support/Values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kinora::tests {

namespace {

QDateTime timeAt(int minute) {
    return QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC).addSecs(60LL * minute);
}

QJsonValue textOrNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeOrNull(const QDateTime& time) {
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODateWithMs)) : QJsonValue();
}

template <class Number>
QJsonValue numberOrNull(const std::optional<Number>& number) {
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QByteArray bytes(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonValue settingsOrNull(const std::optional<VideoSettings>& settings) {
    if (!settings)
        return {};
    return QJsonObject{
        {QStringLiteral("seconds"), settings->seconds ? QJsonValue(*settings->seconds) : QJsonValue()},
        {QStringLiteral("size"), textOrNull(settings->size)},
        {QStringLiteral("negativePrompt"), textOrNull(settings->negativePrompt)},
        {QStringLiteral("seed"), numberOrNull(settings->seed)},
        {QStringLiteral("cameos"), QJsonArray::fromStringList(settings->cameos)},
    };
}

} // namespace

Job makeJob(const QString& id, JobStatus status, std::optional<int> progress, int minute) {
    Job job;
    job.id = id;
    job.status = status;
    job.stage = isTerminal(status)             ? JobStage::Done
                : status == JobStatus::Pending ? JobStage::Queued
                                               : JobStage::Generating;
    job.progress = progress;
    job.prompt = QStringLiteral("A fox in the rain");
    job.model = QStringLiteral("sora-2");
    job.upstream = QStringLiteral("stand-in");
    job.seconds = 4;
    job.size = QStringLiteral("720x1280");
    job.attempts = status == JobStatus::Pending ? 0 : 1;
    job.charged = status == JobStatus::Completed ? Charged::Yes : Charged::No;
    job.demo = true;
    job.createdAt = timeAt(minute);
    if (status != JobStatus::Pending)
        job.startedAt = timeAt(minute);
    if (isTerminal(status))
        job.finishedAt = timeAt(minute + 1);
    if (status == JobStatus::Failed)
        job.error = JobError{.failure = JobFailure::UpstreamFull,
            .code = QStringLiteral("upstream_full"),
            .detail = QStringLiteral("invite full"),
            .retryable = true};
    if (status == JobStatus::Completed)
        job.videoId = QStringLiteral("video-of-") + id;
    return job;
}

Video makeVideo(const QString& id, const QString& jobId, qint64 seq) {
    Video video;
    video.id = id;
    video.seq = seq;
    video.jobId = jobId;
    video.prompt = QStringLiteral("A fox in the rain");
    video.size = QSize(720, 1280);
    video.seconds = 4.04;
    video.model = QStringLiteral("sora-2");
    video.upstream = QStringLiteral("stand-in");
    video.demo = true;
    video.bytes = 1000;
    video.sha256 = QString(64, u'a');
    video.contentType = QStringLiteral("video/mp4");
    video.createdAt = timeAt(0);
    video.updatedAt = timeAt(0);
    return video;
}

Account makeAccount(const QString& id) {
    Account account;
    account.id = id;
    account.email = QStringLiteral("ada@example.org");
    account.handle = QStringLiteral("ada");
    account.displayName = QStringLiteral("Ada");
    account.role = AccountRole::Admin;
    account.createdAt = timeAt(0);
    return account;
}

QByteArray jobJson(const Job& job) {
    QJsonObject object{
        {QStringLiteral("id"), job.id},
        {QStringLiteral("batchId"), textOrNull(job.batchId)},
        {QStringLiteral("retryOf"), textOrNull(job.retryOf)},
        {QStringLiteral("status"), toWire(job.status)},
        {QStringLiteral("stage"), toWire(job.stage)},
        {QStringLiteral("progress"), numberOrNull(job.progress)},
        {QStringLiteral("message"), textOrNull(job.message)},
        {QStringLiteral("position"), numberOrNull(job.position)},
        {QStringLiteral("etaSeconds"), numberOrNull(job.etaSeconds)},
        {QStringLiteral("prompt"), job.prompt},
        {QStringLiteral("orientation"), toWire(job.orientation)},
        {QStringLiteral("model"), job.model},
        {QStringLiteral("upstream"), job.upstream},
        {QStringLiteral("seconds"), numberOrNull(job.seconds)},
        {QStringLiteral("size"), textOrNull(job.size)},
        {QStringLiteral("priceMicroUsd"), numberOrNull(job.priceMicroUsd)},
        {QStringLiteral("charged"), toWire(job.charged)},
        {QStringLiteral("attempts"), job.attempts},
        {QStringLiteral("error"), QJsonValue()},
        {QStringLiteral("videoId"), textOrNull(job.videoId)},
        {QStringLiteral("cancelRequested"), job.cancelRequested},
        {QStringLiteral("demo"), job.demo},
        {QStringLiteral("createdAt"), timeOrNull(job.createdAt)},
        {QStringLiteral("startedAt"), timeOrNull(job.startedAt)},
        {QStringLiteral("finishedAt"), timeOrNull(job.finishedAt)},
    };
    if (!job.negativePrompt.isEmpty())
        object.insert(QStringLiteral("negativePrompt"), job.negativePrompt);
    if (job.seed)
        object.insert(QStringLiteral("seed"), *job.seed);
    if (!job.referenceId.isEmpty())
        object.insert(QStringLiteral("referenceId"), job.referenceId);
    if (!job.remixOf.isEmpty())
        object.insert(QStringLiteral("remixOf"), job.remixOf);
    if (!job.cameos.isEmpty())
        object.insert(QStringLiteral("cameos"), QJsonArray::fromStringList(job.cameos));
    if (job.error) {
        object.insert(QStringLiteral("error"),
            QJsonObject{{QStringLiteral("code"), job.error->code}, {QStringLiteral("detail"), job.error->detail},
                {QStringLiteral("retryable"), job.error->retryable}});
    }
    return bytes(object);
}

QByteArray videoJson(const Video& video) {
    return bytes({
        {QStringLiteral("id"), video.id},
        {QStringLiteral("seq"), video.seq},
        {QStringLiteral("jobId"), textOrNull(video.jobId)},
        {QStringLiteral("batchId"), textOrNull(video.batchId)},
        {QStringLiteral("title"), textOrNull(video.title)},
        {QStringLiteral("prompt"), video.prompt},
        {QStringLiteral("orientation"), toWire(video.orientation)},
        {QStringLiteral("width"), video.size.width()},
        {QStringLiteral("height"), video.size.height()},
        {QStringLiteral("seconds"), video.seconds},
        {QStringLiteral("model"), video.model},
        {QStringLiteral("upstream"), video.upstream},
        {QStringLiteral("demo"), video.demo},
        {QStringLiteral("bytes"), video.bytes},
        {QStringLiteral("sha256"), video.sha256},
        {QStringLiteral("contentType"), video.contentType},
        {QStringLiteral("favorite"), video.favorite},
        {QStringLiteral("rating"), video.rating},
        {QStringLiteral("tags"), QJsonArray::fromStringList(video.tags)},
        {QStringLiteral("state"), toWire(video.state)},
        {QStringLiteral("remixOf"), textOrNull(video.remixOf)},
        {QStringLiteral("chargedMicroUsd"), numberOrNull(video.chargedMicroUsd)},
        {QStringLiteral("source"), toWire(video.source)},
        {QStringLiteral("settings"), settingsOrNull(video.settings)},
        {QStringLiteral("createdAt"), timeOrNull(video.createdAt)},
        {QStringLiteral("updatedAt"), timeOrNull(video.updatedAt)},
    });
}

QByteArray accountJson(const Account& account) {
    return bytes({
        {QStringLiteral("id"), account.id},
        {QStringLiteral("email"), account.email},
        {QStringLiteral("handle"), account.handle},
        {QStringLiteral("displayName"), account.displayName},
        {QStringLiteral("avatarUrl"), textOrNull(account.avatarUrl)},
        {QStringLiteral("role"),
            account.role == AccountRole::Admin ? QStringLiteral("admin") : QStringLiteral("member")},
        {QStringLiteral("status"), QStringLiteral("active")},
        {QStringLiteral("createdAt"), timeOrNull(account.createdAt)},
    });
}

} // namespace kinora::tests
