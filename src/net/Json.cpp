#include "net/Json.h"

#include "core/PromptRules.h"
#include "net/JsonBody.h"
#include "net/MoneyJson.h"

#include <utility>

namespace kinora {

Orientation orientationOf(const JsonReader& reader, QLatin1String member) {
    const auto orientation = orientationFromWire(reader.text(member));
    if (!orientation)
        reader.complain(member, QStringLiteral("unknown orientation"));
    return orientation.value_or(Orientation::Portrait);
}

namespace {

template <class Item, class Read>
Page<Item> readPage(const JsonReader& reader, Read read) {
    return {.items = readItems<Item>(reader, read), .nextCursor = reader.textOrEmpty("nextCursor"_m)};
}

Account accountOf(const JsonReader& reader) {
    Account account;
    account.id = reader.text("id"_m);
    account.email = reader.text("email"_m);
    account.handle = reader.text("handle"_m);
    account.displayName = reader.text("displayName"_m);
    account.avatarUrl = reader.textOrEmpty("avatarUrl"_m);
    account.role = reader.text("role"_m) == u"admin" ? AccountRole::Admin : AccountRole::Member;
    account.createdAt = reader.time("createdAt"_m);
    return account;
}

RegistrationMode registrationOf(const QString& word) {
    if (word == u"open")
        return RegistrationMode::Open;
    if (word == u"invite")
        return RegistrationMode::Invite;
    if (word == u"approval")
        return RegistrationMode::Approval;
    return RegistrationMode::Closed;
}

ServerInfo serverInfoOf(const JsonReader& reader) {
    if (reader.text("product"_m) != u"kinora-relay")
        reader.complain("product"_m, QStringLiteral("not a Kinora relay"));
    ServerInfo info;
    info.serverId = reader.text("serverId"_m);
    info.name = reader.text("name"_m);
    info.version = reader.text("version"_m);
    info.registration = registrationOf(reader.text("registration"_m));
    info.firstAccount = reader.flag("firstAccount"_m);
    info.setupCodeRequired = reader.has("setupCodeRequired"_m) && reader.flag("setupCodeRequired"_m);
    if (const auto rules = reader.optionalObject("passwordRules"_m)) {
        info.passwordMinLength = static_cast<int>(rules->integer("minLength"_m));
        info.passwordMaxLength = static_cast<int>(rules->integer("maxLength"_m));
    }
    return info;
}

VideoModel modelOf(const JsonReader& reader) {
    VideoModel model;
    model.id = reader.text("id"_m);
    model.label = reader.text("label"_m);
    model.upstream = reader.text("upstream"_m);
    model.demo = reader.flag("demo"_m);
    for (const auto& word : reader.array("orientations"_m)) {
        if (const auto orientation = orientationFromWire(word.toString()))
            model.orientations.append(*orientation);
    }
    if (const auto sizes = reader.optionalObject("sizes"_m)) {
        for (const Orientation orientation : model.orientations) {
            const QByteArray member = toWire(orientation).toLatin1();
            if (!sizes->has(QLatin1String(member)))
                continue;
            QStringList offered;
            for (const auto& size : sizes->array(QLatin1String(member))) {
                if (!size.isString())
                    sizes->complain(QLatin1String(member), QStringLiteral("not only texts"));
                offered.append(size.toString());
            }
            model.sizes.insert(orientation, offered);
        }
    }
    if (reader.has("seconds"_m)) {
        for (const auto& seconds : reader.array("seconds"_m)) {
            if (!seconds.isDouble())
                reader.complain("seconds"_m, QStringLiteral("not only numbers"));
            model.seconds.append(seconds.toInt());
        }
    }
    model.maxCount = static_cast<int>(reader.integer("maxCount"_m));
    model.maxCameos = static_cast<int>(reader.integer("maxCameos"_m));
    model.referenceImage = reader.flag("referenceImage"_m);
    model.negativePrompt = reader.flag("negativePrompt"_m);
    model.seed = reader.flag("seed"_m);
    model.remix = reader.flag("remix"_m);
    model.extend = reader.flag("extend"_m);
    model.maxPromptChars = static_cast<int>(reader.integer("maxPromptChars"_m));
    model.pricePerSecondMicroUsd = reader.optionalInteger("pricePerSecondMicroUsd"_m);
    model.pricePerVideoMicroUsd = reader.optionalInteger("pricePerVideoMicroUsd"_m);
    if (const auto prices = reader.optionalObject("sizePricesMicroUsd"_m)) {
        for (const QStringList& sizes : std::as_const(model.sizes)) {
            for (const QString& size : sizes) {
                const QByteArray member = size.toLatin1();
                if (const auto price = prices->optionalInteger(QLatin1String(member)))
                    model.sizePricesMicroUsd.insert(size, *price);
            }
        }
    }
    const QString availability = reader.text("availability"_m);
    if (availability == u"ready")
        model.availability = ModelAvailability::Ready;
    else if (availability == u"retired")
        model.availability = ModelAvailability::Retired;
    else // "degraded", or a word of a newer relay: usable, with the reason shown
        model.availability = ModelAvailability::Degraded;
    model.reason = reader.textOrEmpty("reason"_m);
    return model;
}

JobError jobErrorOf(const JsonReader& reader) {
    const QString code = reader.text("code"_m);
    return {.failure = jobFailureFromWire(code),
        .code = code,
        .detail = reader.textOrEmpty("detail"_m),
        .retryable = reader.flag("retryable"_m)};
}

Job jobOf(const JsonReader& reader) {
    Job job;
    job.id = reader.text("id"_m);
    job.batchId = reader.textOrEmpty("batchId"_m);
    job.retryOf = reader.textOrEmpty("retryOf"_m);
    const auto status = jobStatusFromWire(reader.text("status"_m));
    if (!status)
        reader.complain("status"_m, QStringLiteral("unknown status"));
    job.status = status.value_or(JobStatus::Pending);
    job.stage = jobStageFromWire(reader.text("stage"_m));
    job.progress = optionalInt(reader, "progress"_m);
    if (job.progress && (*job.progress < 0 || *job.progress > 100))
        reader.complain("progress"_m, QStringLiteral("not a percentage"));
    job.message = reader.textOrEmpty("message"_m);
    job.position = optionalInt(reader, "position"_m);
    job.etaSeconds = optionalInt(reader, "etaSeconds"_m);
    job.prompt = reader.text("prompt"_m);
    job.orientation = orientationOf(reader, "orientation"_m);
    job.model = reader.text("model"_m);
    job.upstream = reader.text("upstream"_m);
    job.seconds = optionalInt(reader, "seconds"_m);
    job.size = reader.textOrEmpty("size"_m);
    job.negativePrompt = reader.textOrEmpty("negativePrompt"_m);
    job.seed = reader.optionalInteger("seed"_m);
    job.referenceId = reader.textOrEmpty("referenceId"_m);
    job.remixOf = reader.textOrEmpty("remixOf"_m);
    if (reader.has("cameos"_m)) {
        for (const auto& id : reader.array("cameos"_m))
            job.cameos.append(id.toString());
    }
    job.priceMicroUsd = reader.optionalInteger("priceMicroUsd"_m);
    job.charged = chargedFromWire(reader.text("charged"_m));
    job.attempts = static_cast<int>(reader.integer("attempts"_m));
    if (const auto error = reader.optionalObject("error"_m))
        job.error = jobErrorOf(*error);
    job.videoId = reader.textOrEmpty("videoId"_m);
    job.cancelRequested = reader.flag("cancelRequested"_m);
    job.demo = reader.flag("demo"_m);
    job.createdAt = reader.time("createdAt"_m);
    job.startedAt = reader.timeOrInvalid("startedAt"_m);
    job.finishedAt = reader.timeOrInvalid("finishedAt"_m);
    return job;
}

VideoSettings settingsOf(const JsonReader& reader) {
    VideoSettings settings{.seconds = optionalInt(reader, "seconds"_m),
        .size = reader.textOrEmpty("size"_m),
        .negativePrompt = reader.textOrEmpty("negativePrompt"_m),
        .seed = reader.optionalInteger("seed"_m),
        .cameos = {}};
    if (reader.has("cameos"_m)) {
        for (const auto& handle : reader.array("cameos"_m))
            settings.cameos.append(handle.toString());
    }
    settings.referenceId = reader.textOrEmpty("referenceId"_m);
    return settings;
}

QList<Job> jobsOf(const JsonReader& reader, QLatin1String member) {
    QList<Job> jobs;
    for (const JsonReader& item : reader.objects(member))
        jobs.append(jobOf(item));
    return jobs;
}

Cameo cameoOf(const JsonReader& reader) {
    Cameo cameo;
    cameo.id = reader.text("id"_m);
    cameo.handle = reader.text("handle"_m);
    cameo.name = reader.text("name"_m);
    cameo.description = reader.text("description"_m);
    cameo.imageUrl = reader.textOrEmpty("imageUrl"_m);
    return cameo;
}

} // namespace

Video videoOf(const JsonReader& reader) {
    Video video;
    video.id = reader.text("id"_m);
    video.seq = reader.integer("seq"_m);
    video.jobId = reader.textOrEmpty("jobId"_m);
    video.batchId = reader.textOrEmpty("batchId"_m);
    video.title = reader.textOrEmpty("title"_m);
    video.prompt = reader.text("prompt"_m);
    video.orientation = orientationOf(reader, "orientation"_m);
    video.size = QSize(static_cast<int>(reader.integer("width"_m)), static_cast<int>(reader.integer("height"_m)));
    video.seconds = reader.number("seconds"_m);
    video.model = reader.text("model"_m);
    video.upstream = reader.text("upstream"_m);
    video.demo = reader.flag("demo"_m);
    video.bytes = reader.integer("bytes"_m);
    video.sha256 = reader.text("sha256"_m);
    video.contentType = reader.text("contentType"_m);
    video.favorite = reader.flag("favorite"_m);
    video.rating = static_cast<int>(reader.integer("rating"_m));
    for (const auto& tag : reader.array("tags"_m))
        video.tags.append(tag.toString());
    const auto state = videoStateFromWire(reader.text("state"_m));
    if (!state)
        reader.complain("state"_m, QStringLiteral("unknown state"));
    video.state = state.value_or(VideoState::Draft);
    video.remixOf = reader.textOrEmpty("remixOf"_m);
    video.chargedMicroUsd = reader.optionalInteger("chargedMicroUsd"_m);
    // Relays before the library's routes do not tell these two.
    video.source = videoSourceFromWire(reader.textOrEmpty("source"_m)).value_or(VideoSource::Job);
    if (const auto settings = reader.optionalObject("settings"_m))
        video.settings = settingsOf(*settings);
    video.createdAt = reader.time("createdAt"_m);
    video.updatedAt = reader.time("updatedAt"_m);
    return video;
}

Result<ServerInfo> readServerInfo(const QByteArray& body) {
    return readBody(body, serverInfoOf);
}

Result<SessionGrant> readSession(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        SessionGrant grant;
        grant.accessToken = reader.text("accessToken"_m);
        if (reader.text("tokenType"_m).compare(u"Bearer", Qt::CaseInsensitive) != 0)
            reader.complain("tokenType"_m, QStringLiteral("not Bearer"));
        grant.expiresIn = std::chrono::seconds(reader.integer("expiresIn"_m));
        grant.account = accountOf(reader.object("user"_m));
        return grant;
    });
}

Result<Account> readAccount(const QByteArray& body) {
    return readBody(body, accountOf);
}

Result<QList<VideoModel>> readModels(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return readItems<VideoModel>(reader, modelOf); });
}

Result<Job> readJob(const QByteArray& body) {
    return readBody(body, jobOf);
}

Result<QList<Job>> readJobs(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return jobsOf(reader, "items"_m); });
}

Result<Page<Job>> readJobPage(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return readPage<Job>(reader, jobOf); });
}

Result<Video> readVideo(const QByteArray& body) {
    return readBody(body, videoOf);
}

Result<Page<Video>> readVideoPage(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return readPage<Video>(reader, videoOf); });
}

Result<std::optional<RelayEvent>> readEvent(const QString& name, const QByteArray& data) {
    using Event = std::optional<RelayEvent>;
    if (name == u"going-away")
        return Event(GoingAwayEvent{});
    if (name == u"snapshot")
        return readBody(data, [](const JsonReader& reader) { return Event(SnapshotEvent{jobsOf(reader, "jobs"_m)}); });
    if (name == u"progress")
        return readBody(data, [](const JsonReader& reader) { return Event(JobProgressEvent{jobOf(reader)}); });
    if (name == u"completed") {
        return readBody(data, [](const JsonReader& reader) {
            return Event(JobCompletedEvent{jobOf(reader.object("job"_m)), videoOf(reader.object("video"_m))});
        });
    }
    if (name == u"failed")
        return readBody(data, [](const JsonReader& reader) { return Event(JobFailedEvent{jobOf(reader)}); });
    if (name == u"canceled")
        return readBody(data, [](const JsonReader& reader) { return Event(JobCanceledEvent{jobOf(reader)}); });
    if (name == u"queue") {
        const auto queue = readQueue(data);
        return queue ? Result<Event>(Event(QueueEvent{*queue})) : Result<Event>(Failure(queue.error()));
    }
    if (name == u"video") {
        return readBody(data, [](const JsonReader& reader) {
            return reader.has("deleted"_m) ? Event(VideoDeletedEvent{reader.text("deleted"_m)})
                                           : Event(VideoEvent{videoOf(reader.object("video"_m))});
        });
    }
    return Event();
}

Result<Cameo> readCameo(const QByteArray& body) {
    return readBody(body, cameoOf);
}

Result<QList<Cameo>> readCameos(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return readItems<Cameo>(reader, cameoOf); });
}

Result<QString> readUpload(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) { return reader.text("id"_m); });
}

QJsonObject writeCameo(const CameoEdit& cameo) {
    QJsonObject object{{QStringLiteral("handle"), cameo.handle}, {QStringLiteral("name"), cameo.name},
        {QStringLiteral("description"), cameo.description}};
    if (cameo.imageId)
        object.insert(QStringLiteral("imageId"), cameo.imageId->isEmpty() ? QJsonValue() : QJsonValue(*cameo.imageId));
    return object;
}

QList<LostNumbers> lostNumbersOf(const JsonReader& reader) {
    QList<LostNumbers> lost;
    if (!reader.has("lost"_m)) // a relay from before it told them
        return lost;
    for (const JsonReader& one : reader.objects("lost"_m))
        lost.append({.after = one.integer("after"_m), .until = one.integer("until"_m)});
    return lost;
}

Error readProblem(const QByteArray& body, int status) {
    const auto reader = parseObject(body);
    if (!reader || !reader->has("code"_m)) {
        switch (status) {
        case 401:
            return {.code = ErrorCode::Unauthorized};
        case 502:
        case 503:
        case 504:
            return {.code = ErrorCode::Unavailable};
        default:
            return {.code = status >= 500 ? ErrorCode::RelayError : ErrorCode::BadAnswer,
                .detail = QStringLiteral("status %1 without a problem").arg(status)};
        }
    }
    const QString code = reader->text("code"_m);
    Error error{.code = errorCodeFromWire(code).value_or(ErrorCode::RelayError)};
    error.detail = reader->textOrEmpty("detail"_m);
    if (error.code == ErrorCode::RelayError)
        error.detail = code + QStringLiteral(": ") + error.detail;
    error.requestId = reader->textOrEmpty("requestId"_m);
    error.limit = limitOfProblem(*reader);
    error.seq = reader->optionalInteger("seq"_m);
    error.lost = lostNumbersOf(*reader);
    if (reader->has("errors"_m)) {
        for (const JsonReader& field : reader->objects("errors"_m))
            error.fieldErrors.append({.field = field.textOrEmpty("field"_m),
                .code = field.textOrEmpty("code"_m),
                .detail = field.textOrEmpty("detail"_m)});
    }
    return error;
}

QJsonObject writeNewJob(const NewJob& job, std::optional<qint64> expectedPriceMicroUsd) {
    QJsonObject object{{QStringLiteral("prompt"), normalizedPrompt(job.prompt)}};
    if (job.count != 1)
        object.insert(QStringLiteral("count"), job.count);
    if (expectedPriceMicroUsd)
        object.insert(QStringLiteral("expectedPriceMicroUsd"), *expectedPriceMicroUsd);
    if (!job.remixOf.isEmpty()) {
        // All else is that video's.
        object.insert(QStringLiteral("remixOf"), job.remixOf);
        return object;
    }
    object.insert(QStringLiteral("orientation"), toWire(job.orientation));
    if (!job.model.isEmpty())
        object.insert(QStringLiteral("model"), job.model);
    if (job.seconds)
        object.insert(QStringLiteral("seconds"), *job.seconds);
    if (!job.size.isEmpty())
        object.insert(QStringLiteral("size"), job.size);
    if (const QString unwanted = normalizedPrompt(job.negativePrompt); !unwanted.isEmpty())
        object.insert(QStringLiteral("negativePrompt"), unwanted);
    if (job.seed)
        object.insert(QStringLiteral("seed"), *job.seed);
    if (!job.cameos.isEmpty())
        object.insert(QStringLiteral("cameos"), QJsonArray::fromStringList(job.cameos));
    if (!job.referenceId.isEmpty())
        object.insert(QStringLiteral("referenceId"), job.referenceId);
    return object;
}

} // namespace kinora
