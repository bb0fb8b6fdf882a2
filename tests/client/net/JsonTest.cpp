#include "net/Json.h"

#include "client/support/Values.h"
#include "net/MoneyJson.h"
#include "net/PeopleJson.h"
#include "net/SseParser.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

namespace {

QByteArray golden(const QString& name) {
    QFile file(QStringLiteral(KINORA_TESTS_DIR "/contract/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList goldens(const QString& folder, const QString& pattern) {
    return QDir(QStringLiteral(KINORA_TESTS_DIR "/contract/") + folder).entryList({pattern}, QDir::Files, QDir::Name);
}

QByteArray without(const QByteArray& json, const QString& member) {
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.remove(member);
    return QJsonDocument(object).toJson();
}

QByteArray with(const QByteArray& json, const QString& member, const QJsonValue& value) {
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.insert(member, value);
    return QJsonDocument(object).toJson();
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void server() {
        const auto info = readServerInfo(golden(QStringLiteral("server.json")));
        QVERIFY(info.has_value());
        QCOMPARE(info->serverId, QStringLiteral("0190a3b4-0000-7000-8000-000000000001"));
        QCOMPARE(info->registration, RegistrationMode::Open);
        QVERIFY(!info->firstAccount);
        QCOMPARE(info->passwordMinLength, 8);
        QCOMPARE(info->passwordMaxLength, 256);
    }

    void session() {
        const auto grant = readSession(golden(QStringLiteral("session.json")));
        QVERIFY(grant.has_value());
        QVERIFY(grant->accessToken.startsWith(u"eyJ"));
        QCOMPARE(grant->expiresIn, std::chrono::seconds(900));
        QCOMPARE(grant->account, readAccount(golden(QStringLiteral("user.json"))).value());
        QCOMPARE(grant->account.displayName, QStringLiteral("Ada Lovelace"));
        QCOMPARE(grant->account.role, AccountRole::Admin);
    }

    void models() {
        const auto models = readModels(golden(QStringLiteral("models.json")));
        QVERIFY2(models.has_value(), qPrintable(models ? QString() : models.error().detail));
        QCOMPARE(models->size(), 2);
        QCOMPARE(models->first().seconds, (QList<int>{4, 8, 12}));
        QCOMPARE(models->first().sizes.value(Orientation::Landscape), QStringList{QStringLiteral("1280x720")});
        QCOMPARE(models->first().sizes.value(Orientation::Portrait).size(), 2);
        QCOMPARE(models->first().sizePricesMicroUsd.value(QStringLiteral("1024x1792")), 250000);
        QVERIFY(models->last().sizePricesMicroUsd.isEmpty());
        QCOMPARE(models->first().pricePerSecondMicroUsd, 100000);
        QVERIFY(models->first().referenceImage && models->first().negativePrompt && models->first().seed);
        QCOMPARE(models->first().maxCameos, 3);
        QVERIFY(models->last().seconds.isEmpty());
        QVERIFY(models->last().sizes.isEmpty());
        QVERIFY(!models->last().pricePerSecondMicroUsd);
        QCOMPARE(models->last().availability, ModelAvailability::Degraded);
        QVERIFY(models->last().demo);
    }

    void jobsInEveryState() {
        const QStringList names = goldens(QStringLiteral("jobs"), QStringLiteral("*.json"));
        QVERIFY(names.size() >= 10);
        for (const QString& name : names) {
            const QByteArray body = golden(QStringLiteral("jobs/") + name);
            const auto job = readJob(body);
            QVERIFY2(job.has_value(), qPrintable(name + u' ' + (job ? QString() : job.error().detail)));
            QVERIFY2(job->stage != JobStage::Unknown, qPrintable(name));
            QCOMPARE(isTerminal(job->status), job->stage == JobStage::Done);
            QCOMPARE(job->error.has_value(), job->status == JobStatus::Failed);
            QCOMPARE(job->finishedAt.isValid(), isTerminal(job->status));
            QVERIFY(job->prompt.endsWith(QStringLiteral("纸船 🚤")));
            // Nothing was lost on the way: writing it again gives the same members.
            QCOMPARE(QJsonDocument::fromJson(jobJson(*job)).object(), QJsonDocument::fromJson(body).object());
        }
        const auto failed = readJob(golden(QStringLiteral("jobs/failed.json")));
        QCOMPARE(failed->error->failure, JobFailure::ModerationBlocked);
        QVERIFY(!failed->error->retryable);
    }

    void cameos() {
        const auto cameo = readCameo(golden(QStringLiteral("cameo.json")));
        QVERIFY2(cameo.has_value(), qPrintable(cameo ? QString() : cameo.error().detail));
        QCOMPARE(cameo->handle, QStringLiteral("maya"));
        QVERIFY(cameo->imageUrl.startsWith(QStringLiteral("/api/v1/cameos/")));
        const auto list = readCameos(golden(QStringLiteral("cameos-list.json")));
        QCOMPARE(list->size(), 2);
        QVERIFY(list->first().imageUrl.isEmpty());
        QCOMPARE(list->last(), *cameo);
        QVERIFY(!readUpload(golden(QStringLiteral("upload.json")))->isEmpty());
        QVERIFY(!readCameo(without(golden(QStringLiteral("cameo.json")), QStringLiteral("handle"))));
        const CameoEdit edit{QStringLiteral("otto"), QStringLiteral("Otto"), {}, QString()};
        QCOMPARE(QJsonDocument(writeCameo(edit)).toJson(QJsonDocument::Compact),
            QByteArray(R"({"description":"","handle":"otto","imageId":null,"name":"Otto"})"));
    }

    void lists() {
        QVERIFY(!readJobs(golden(QStringLiteral("jobs-created.json")))->isEmpty());
        QVERIFY(!readJobPage(golden(QStringLiteral("jobs-list.json")))->items.isEmpty());
        QVERIFY(!readVideoPage(golden(QStringLiteral("videos-list.json")))->items.isEmpty());
        const auto empty = readVideoPage(golden(QStringLiteral("videos-empty.json")));
        QVERIFY(empty->items.isEmpty());
        QVERIFY(empty->nextCursor.isEmpty());
    }

    void queue() {
        const QByteArray body = R"({"paused":true,"pausedAt":"2026-03-01T12:05:00.000Z",
            "waiting":[{"id":"b","stage":"held","position":1,"etaSeconds":150},{"id":"a","stage":"held","position":2}]})";
        const auto queue = readQueue(body);
        QVERIFY2(queue.has_value(), qPrintable(queue ? QString() : queue.error().detail));
        QVERIFY(queue->paused);
        QCOMPARE(queue->pausedAt, QDateTime(QDate(2026, 3, 1), QTime(12, 5), Qt::UTC));
        QCOMPARE(queue->waiting.size(), 2);
        QCOMPARE(queue->waiting.first(),
            (QueuePlace{.jobId = QStringLiteral("b"), .stage = JobStage::Held, .position = 1, .etaSeconds = 150}));
        QVERIFY(!readQueue(without(body, QStringLiteral("waiting"))));
        SseParser parser;
        const auto events = parser.feed(golden(QStringLiteral("events/queue.sse")));
        const auto event = readEvent(events.value(1).name, events.value(1).data);
        QVERIFY(std::get<QueueEvent>(**event).queue.paused);
    }

    void estimates() {
        const auto estimate = readEstimate(golden(QStringLiteral("estimate.json")));
        QVERIFY2(estimate.has_value(), qPrintable(estimate ? QString() : estimate.error().detail));
        QCOMPARE(estimate->priceMicroUsd, 400000);
        QCOMPARE(estimate->totalMicroUsd, 800000);
        QCOMPARE(estimate->limits.size(), 3); // seconds are not limited
        QCOMPARE(estimate->limits.first().name, LimitName::MicroUsdPerMonth);
        QCOMPARE(estimate->limits.first().left, 18800000);
        QVERIFY(!estimate->limits.last().resetsAt.isValid());
        QVERIFY(!estimate->refusal);

        const auto refused = readEstimate(golden(QStringLiteral("estimate-refused.json")));
        QCOMPARE(refused->refusal->code, ErrorCode::RateLimited);
        QCOMPARE(refused->refusal->limit->name, LimitName::VideosPerHour);
        QCOMPARE(refused->refusal->limit->resetsAt, QDateTime(QDate(2026, 3, 1), QTime(12, 20), Qt::UTC));

        const auto unpriced = readEstimate(golden(QStringLiteral("estimate-unpriced.json")));
        QVERIFY(!unpriced->priceMicroUsd);
    }

    void usage() {
        const auto usage = readUsage(golden(QStringLiteral("usage.json")));
        QVERIFY2(usage.has_value(), qPrintable(usage ? QString() : usage.error().detail));
        QCOMPARE(usage->chargedMicroUsd, 800000);
        QCOMPARE(usage->heldMicroUsd, 400000);
        QCOMPARE(usage->unpricedVideos, 1);
        QCOMPARE(usage->lines.first().reason, UsageReason::Corrected);
        QCOMPARE(usage->lines.first().microUsd, -400000);
        for (const UsageLine& line : usage->lines)
            QVERIFY2(line.reason != UsageReason::Unknown, qPrintable(line.why));
    }

    void problemsOfLimitsNameTheLimit() {
        const Error error = readProblem(golden(QStringLiteral("problems/budget_exhausted.json")), 403);
        QCOMPARE(error.limit->name, LimitName::MicroUsdPerMonth);
        QCOMPARE(error.limit->left, 100000);
        QVERIFY(!readProblem(golden(QStringLiteral("problems/not_found.json")), 404).limit);
        const Error anew = readProblem(golden(QStringLiteral("problems/resync_required.json")), 410);
        QCOMPARE(anew.seq, 42);
        QCOMPARE(anew.lost, (QList<LostNumbers>{{.after = 30, .until = 40}}));
    }

    void video() {
        const QByteArray body = golden(QStringLiteral("video.json"));
        const auto video = readVideo(body);
        QVERIFY(video.has_value());
        QCOMPARE(video->createdAt, QDateTime(QDate(2026, 3, 1), QTime(12, 1, 30, 250), Qt::UTC));
        QCOMPARE(video->createdAt.timeSpec(), Qt::UTC);
        QCOMPARE(QJsonDocument::fromJson(videoJson(*video)).object(), QJsonDocument::fromJson(body).object());
    }

    void problemsOfEveryCode() {
        const QStringList names = goldens(QStringLiteral("problems"), QStringLiteral("*.json"));
        QVERIFY(names.size() >= 15);
        for (const QString& name : names) {
            const QByteArray body = golden(QStringLiteral("problems/") + name);
            const int status = QJsonDocument::fromJson(body).object().value(u"status").toInt();
            const Error error = readProblem(body, status);
            const QString word = name.chopped(5);
            QCOMPARE(error.code, errorCodeFromWire(word).value_or(ErrorCode::RelayError));
            QVERIFY2(!error.requestId.isEmpty(), qPrintable(name));
            QVERIFY2(!error.detail.isEmpty(), qPrintable(name));
        }
        const Error invalid = readProblem(golden(QStringLiteral("problems/validation_failed.json")), 400);
        QCOMPARE(invalid.fieldErrors.size(), 3);
        QCOMPARE(invalid.fieldErrors.first().field, QStringLiteral("email"));
    }

    void eventsOfEveryKind() {
        const QStringList names = goldens(QStringLiteral("events"), QStringLiteral("*.sse"));
        QVERIFY(names.size() >= 8);
        for (const QString& name : names) {
            SseParser parser;
            for (const SseEvent& sse : parser.feed(golden(QStringLiteral("events/") + name))) {
                const auto event = readEvent(sse.name, sse.data);
                QVERIFY2(event.has_value(), qPrintable(name + u' ' + (event ? QString() : event.error().detail)));
                QVERIFY2(event->has_value(), qPrintable(name + u' ' + sse.name));
            }
        }
        SseParser parser;
        const auto events = parser.feed(golden(QStringLiteral("events/resume.sse")));
        QCOMPARE(events.size(), 4);
        QCOMPARE(parser.lastEventId(), QByteArray("44"));
        QCOMPARE(parser.retry(), std::chrono::milliseconds(2000));
        QVERIFY(std::holds_alternative<VideoEvent>(**readEvent(events[0].name, events[0].data)));
        QVERIFY(std::holds_alternative<JobCompletedEvent>(**readEvent(events[1].name, events[1].data)));
        QVERIFY(std::holds_alternative<JobFailedEvent>(**readEvent(events[2].name, events[2].data)));
    }

    void whatIsMissingOrWrongIsNamed() {
        const QByteArray job = golden(QStringLiteral("jobs/generating.json"));
        const auto problemOf = [](const QByteArray& body) {
            const auto read = readJob(body);
            return read ? QString() : read.error().detail;
        };
        QCOMPARE(problemOf(without(job, QStringLiteral("prompt"))), QStringLiteral("prompt: missing"));
        QCOMPARE(problemOf(with(job, QStringLiteral("attempts"), QStringLiteral("1"))),
            QStringLiteral("attempts: wrong type"));
        QCOMPARE(problemOf(with(job, QStringLiteral("attempts"), 1.5)), QStringLiteral("attempts: not an integer"));
        QCOMPARE(problemOf(with(job, QStringLiteral("progress"), 101)), QStringLiteral("progress: not a percentage"));
        QCOMPARE(problemOf(with(job, QStringLiteral("status"), QStringLiteral("dreaming"))),
            QStringLiteral("status: unknown status"));
        QCOMPARE(problemOf(with(job, QStringLiteral("createdAt"), QStringLiteral("2026-03-01T12:00:00"))),
            QStringLiteral("createdAt: not a time with a zone"));
        QCOMPARE(problemOf(with(job, QStringLiteral("orientation"), QJsonValue())),
            QStringLiteral("orientation: wrong type"));
        const auto list = readJobs(R"({"items":[{"id":"a"}]})");
        QCOMPARE(list.error().code, ErrorCode::BadAnswer);
        QCOMPARE(list.error().detail, QStringLiteral("items[0].status: missing"));
    }

    void whatIsUnknownIsIgnored() {
        const QByteArray job = golden(QStringLiteral("jobs/generating.json"));
        QVERIFY(readJob(with(job, QStringLiteral("mood"), QJsonArray{1})).has_value());
        const auto stage = readJob(with(job, QStringLiteral("stage"), QStringLiteral("polishing")));
        QCOMPARE(stage->stage, JobStage::Unknown);
        const auto event = readEvent(QStringLiteral("fireworks"), "whatever");
        QVERIFY(event.has_value() && !event->has_value());
    }

    void garbageIsABadAnswer_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("page") << QByteArray("<html></html>");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("cut") << golden(QStringLiteral("jobs/generating.json")).left(200);
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00{", 4);
    }
    void garbageIsABadAnswer() {
        QFETCH(QByteArray, body);
        QCOMPARE(readJob(body).error().code, ErrorCode::BadAnswer);
        QCOMPARE(readProblem(body, 500).code, ErrorCode::RelayError);
        QCOMPARE(readProblem(body, 503).code, ErrorCode::Unavailable);
        QCOMPARE(readProblem(body, 401).code, ErrorCode::Unauthorized);
    }

    void unsetOptionsAreLeftOut() {
        QCOMPARE(writeNewJob({.prompt = QStringLiteral(" x ")}),
            (QJsonObject{{QStringLiteral("prompt"), QStringLiteral("x")},
                {QStringLiteral("orientation"), QStringLiteral("portrait")}}));
    }

    void whatOthersPublished() {
        const auto page = readPublishedPage(golden(QStringLiteral("published-videos.json")));
        QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().detail));
        QCOMPARE(page->items.size(), 2);
        QVERIFY(!page->nextCursor.isEmpty());
        QCOMPARE(page->items.first().ownerHandle, QStringLiteral("maya"));
        QCOMPARE(page->items.first().likes, 3);
        QVERIFY(page->items.first().liked);
        QCOMPARE(page->items.first().video.size, QSize(720, 1280));
        QCOMPARE(page->items.last().video.title, QString());
    }

    void aRemixNamesItsVideoAndLeavesTheRestToIt() {
        QCOMPARE(readJob(golden(QStringLiteral("jobs/remix.json")))->remixOf,
            QStringLiteral("0190a3b4-0003-7000-8000-000000000001"));
        const NewJob job{.prompt = QStringLiteral("by night"),
            .orientation = Orientation::Landscape,
            .model = QStringLiteral("sora-2"),
            .seconds = 12,
            .size = QStringLiteral("1280x720"),
            .count = 2,
            .seed = 7,
            .remixOf = QStringLiteral("v1")};
        QCOMPARE(writeNewJob(job, 400000),
            (QJsonObject{{QStringLiteral("prompt"), QStringLiteral("by night")}, {QStringLiteral("count"), 2},
                {QStringLiteral("remixOf"), QStringLiteral("v1")}, {QStringLiteral("expectedPriceMicroUsd"), 400000}}));
    }
};

KINORA_QT_TEST(JsonTest)
#include "JsonTest.moc"
