#include "net/HttpRelayApi.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "client/support/Values.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

class HttpRelayApiTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<HttpRelayApi> m_api;

    Access accessWith(const QString& token) const { return {.relay = m_relay->address(), .token = token}; }

    /// Answers /me to the token "new" only.
    void acceptNewTokenOnly() {
        m_relay->on("GET /api/v1/me", [](const FakeRequest& request, const FakeReply& reply) {
            if (request.headers.value("authorization") == "Bearer new")
                reply.send(200, accountJson(makeAccount()));
            else
                reply.problem(401, "unauthorized");
        });
    }

private slots:
    void init() {
        m_relay = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_tokens = std::make_unique<FakeTokens>();
        m_tokens->current = accessWith(QStringLiteral("old"));
        m_api = std::make_unique<HttpRelayApi>(*m_http, *m_tokens);
    }
    void cleanup() {
        m_api.reset();
        m_tokens.reset();
        m_http.reset();
        m_relay.reset();
    }

    void readsTheRelaysClockWhenTheAnswerBegins() {
        std::optional<FakeReply> slow;
        m_relay->on("GET /api/v1/me", [&slow](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Length", "10"}, {"Date", "Mon, 01 Mar 2100 12:00:00 GMT"}});
            slow = reply;
        });
        const auto me = m_api->me();
        QTRY_VERIFY_WITH_TIMEOUT(m_http->relayClock().ahead() > std::chrono::hours(24), longestWaitMs);
        QVERIFY(!me.isFinished());
        QCOMPARE(m_api->relayAhead(), m_http->relayClock().ahead());
        slow->close();
    }

    void asksForContentWithoutTakingIt() {
        const QByteArray asked = "HEAD /api/v1/videos/7/content";
        m_relay->on(asked, [](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Type", "video/mp4"}, {"Content-Length", "123456789"}, {"ETag", "\"abc\""}});
        });
        const Result<Download> held = await(m_api->askForContent(QStringLiteral("7")));
        QVERIFY(held);
        QCOMPARE(held->bytes, 123'456'789);
        QCOMPARE(held->etag, QStringLiteral("\"abc\""));
        m_relay->on(
            asked, [](const FakeRequest&, const FakeReply& reply) { reply.begin(404, {{"Content-Length", "99"}}); });
        QCOMPARE(await(m_api->askForContent(QStringLiteral("7"))).error().code, ErrorCode::NotFound);
    }

    void sendsTheToken() {
        m_relay->on("GET /api/v1/me",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, accountJson(makeAccount())); });
        QCOMPARE(await(m_api->me()).value(), makeAccount());
        QCOMPARE(m_relay->requests().value(0).headers.value("authorization"), QByteArray("Bearer old"));
    }

    void a401IsRepeatedOnceWithANewToken() {
        acceptNewTokenOnly();
        m_tokens->next = accessWith(QStringLiteral("new"));
        QVERIFY(await(m_api->me()).has_value());
        QCOMPARE(m_relay->requests().size(), 2);
        QCOMPARE(m_tokens->renewals, 1);
    }

    void aSecond401IsTheAnswer() {
        m_relay->on(
            "GET /api/v1/me", [](const FakeRequest&, const FakeReply& reply) { reply.problem(401, "unauthorized"); });
        m_tokens->next = accessWith(QStringLiteral("new"));
        QCOMPARE(await(m_api->me()).error().code, ErrorCode::Unauthorized);
        QCOMPARE(m_relay->requests().size(), 2);
    }

    void aFailedRenewalIsTheAnswer() {
        acceptNewTokenOnly();
        m_tokens->next = failure(ErrorCode::Unreachable);
        QCOMPARE(await(m_api->me()).error().code, ErrorCode::Unreachable);
        QCOMPARE(m_relay->requests().size(), 1);
    }

    void withoutATokenOneIsAskedForFirst() {
        acceptNewTokenOnly();
        m_tokens->current.token.clear();
        m_tokens->next = accessWith(QStringLiteral("new"));
        QVERIFY(await(m_api->me()).has_value());
        QCOMPARE(m_relay->requests().size(), 1);
    }

    void nobodySignedInAsksNobody() {
        m_tokens->current = {};
        QCOMPARE(await(m_api->me()).error().code, ErrorCode::SignedOut);
        QVERIFY(m_relay->requests().isEmpty());
    }

    void aRequestIsNotRepeatedForSomeoneElse() {
        acceptNewTokenOnly();
        FakeRelay other;
        const auto answer = m_api->me();
        QTRY_COMPARE(m_tokens->renewals, 1);
        m_tokens->settle(Access{.relay = other.address(), .token = QStringLiteral("new")});
        QCOMPARE(await(answer).error().code, ErrorCode::SignedOut);
        QVERIFY(other.requests().isEmpty());
    }

    void norForAnotherAccountOfTheRelay() {
        acceptNewTokenOnly();
        const auto answer = m_api->me();
        QTRY_COMPARE(m_tokens->renewals, 1);
        m_tokens->settle(Access{.relay = m_relay->address(), .token = QStringLiteral("new"), .session = 1});
        QCOMPARE(await(answer).error().code, ErrorCode::SignedOut);
        QCOMPARE(m_relay->requests().size(), 1);
    }

    void createSendsKeyAndNormalisedBody() {
        m_relay->on("POST /api/v1/jobs", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(202, R"({"items":[)" + jobJson(makeJob(QStringLiteral("j1"), JobStatus::Pending)) + "]}");
        });
        NewJob job;
        job.prompt = QStringLiteral("  e\u0301t\u00e9  ");
        job.orientation = Orientation::Landscape;
        job.model = QStringLiteral("sora-2");
        job.seconds = 8;
        const auto jobs = await(m_api->createJobs(job, {}, QStringLiteral("key-1")));
        QCOMPARE(jobs.value(), QList<Job>{makeJob(QStringLiteral("j1"), JobStatus::Pending)});
        const FakeRequest request = m_relay->requests().value(0);
        QCOMPARE(request.headers.value("idempotency-key"), QByteArray("key-1"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(QJsonDocument::fromJson(request.body).toJson(QJsonDocument::Compact),
            QByteArray(R"({"model":"sora-2","orientation":"landscape","prompt":"été","seconds":8})"));
    }

    void everythingElseOfARequest() {
        m_relay->on("POST /api/v1/jobs",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(202, R"({"items":[]})"); });
        NewJob job{.prompt = QStringLiteral("@maya walks"), .count = 2};
        job.negativePrompt = QStringLiteral(" blur ");
        job.seed = 4294967295;
        job.cameos = {QStringLiteral("c1")};
        job.reference.file = QStringLiteral("/home/maya/private.jpg");
        job.referenceId = QStringLiteral("u1");
        QVERIFY(await(m_api->createJobs(job, {}, QStringLiteral("k"))).has_value());
        QCOMPARE(QJsonDocument::fromJson(m_relay->requests().value(0).body).toJson(QJsonDocument::Compact),
            QByteArray(R"({"cameos":["c1"],"count":2,"negativePrompt":"blur","orientation":"portrait",)"
                       R"("prompt":"@maya walks","referenceId":"u1","seed":4294967295})"));
    }

    void picturesGoAsTheyAre() {
        m_relay->on("POST /api/v1/uploads", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(201, R"({"id":"u1","width":2,"height":2,"contentType":"image/jpeg"})");
        });
        QCOMPARE(await(m_api->upload("\xff\xd8 picture")).value(), QStringLiteral("u1"));
        const FakeRequest request = m_relay->requests().value(0);
        QCOMPARE(request.headers.value("content-type"), QByteArray("image/jpeg"));
        QCOMPARE(request.body, QByteArray("\xff\xd8 picture"));
        m_relay->on(
            "DELETE /api/v1/cameos/c1", [](const FakeRequest&, const FakeReply& reply) { reply.send(204, {}); });
        QVERIFY(await(m_api->deleteCameo(QStringLiteral("c1"))).has_value());
        m_relay->on("GET /api/v1/cameos/c1/image",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "\xff\xd8"); });
        QCOMPARE(await(m_api->cameoImage(QStringLiteral("c1"))).value(), QByteArray("\xff\xd8"));
        m_relay->on("GET /api/v1/uploads/u1/image",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "\xff\xd9"); });
        QCOMPARE(await(m_api->uploadImage(QStringLiteral("u1"))).value(), QByteArray("\xff\xd9"));
    }

    void importsGoAsFiles() {
        QTemporaryDir folder;
        QFile film(folder.filePath(QStringLiteral("film.mp4")));
        const QByteArray content(3000000, 'f');
        QVERIFY(film.open(QIODevice::WriteOnly) && film.write(content) == content.size());
        film.close();
        Video video;
        video.prompt = QStringLiteral("été\n2");
        video.model = QStringLiteral("sora-2");
        video.createdAt = QDateTime(QDate(2025, 10, 5), QTime(17, 21, 40), Qt::UTC);
        m_relay->on("POST /api/v1/videos/import",
            [](const FakeRequest&, const FakeReply& reply) { reply.problem(422, "invalid_video"); });
        QCOMPARE(await(m_api->importVideo(film.fileName(), video)).error().code, ErrorCode::InvalidVideo);
        const FakeRequest request = m_relay->requests().value(0);
        QCOMPARE(request.body, content);
        QCOMPARE(request.headers.value("content-type"), QByteArray("video/mp4"));
        QCOMPARE(QByteArray::fromBase64(request.headers.value("kinora-video"), QByteArray::Base64UrlEncoding),
            QByteArray(R"({"createdAt":"2025-10-05T17:21:40.000Z","model":"sora-2","prompt":"été\n2"})"));
        QCOMPARE(await(m_api->importVideo(folder.filePath(QStringLiteral("gone")), video)).error().code,
            ErrorCode::FileFailed);
        // What it was made with; and of long words what a head has room for.
        const auto told = [this, &film](const Video& each) {
            (void)await(m_api->importVideo(film.fileName(), each));
            const QByteArray head = m_relay->requests().last().headers.value("kinora-video");
            return head.size() > 7600 ? QByteArray("too long")
                                      : QByteArray::fromBase64(head, QByteArray::Base64UrlEncoding);
        };
        video.upstream = QStringLiteral("studio");
        video.remixOf = QStringLiteral("0190a5b0-0000-7000-8000-000000000015");
        video.batchId = QStringLiteral("0190a5b0-0000-7000-8000-000000000016");
        video.demo = true;
        video.chargedMicroUsd = 400000;
        video.settings = VideoSettings{.seconds = 4, .size = {}, .negativePrompt = {}, .seed = 7, .cameos = {}};
        QCOMPARE(told(video),
            QByteArray(R"({"batchId":"0190a5b0-0000-7000-8000-000000000016","chargedMicroUsd":400000,)"
                       R"("createdAt":"2025-10-05T17:21:40.000Z","demo":true,"model":"sora-2",)"
                       R"("prompt":"été\n2","remixOf":"0190a5b0-0000-7000-8000-000000000015",)"
                       R"("settings":{"cameos":[],"negativePrompt":null,"seconds":4,"seed":7,"size":null},)"
                       R"("upstream":"studio"})"));
        video.prompt = QString(20000, u'a');
        const auto prompt = QJsonDocument::fromJson(told(video)).object().value(QStringLiteral("prompt")).toString();
        QVERIFY2(prompt.size() > 4000, qPrintable(QString::number(prompt.size())));
        QVERIFY(video.prompt.startsWith(prompt));
        video.settings->negativePrompt = video.prompt;
        const QJsonObject without = QJsonDocument::fromJson(told(video)).object();
        QVERIFY(!without.contains(QStringLiteral("settings")));
        QCOMPARE(without.value(QStringLiteral("prompt")).toString().size(), 1000);
        m_relay->on("POST /api/v1/videos/0/restore",
            [](const FakeRequest&, const FakeReply& reply) { reply.problem(404, "not_found"); });
        QCOMPARE(await(m_api->restoreVideo(QStringLiteral("0"), video.createdAt)).error().code, ErrorCode::NotFound);
        const QList<FakeRequest> restores = m_relay->requests("POST /api/v1/videos/0/restore");
        QCOMPARE(restores.size(), 1);
        QVERIFY(restores.first().body.startsWith("{\"editedAt\":\"2025-10-05T17:21:4"));
    }

    void importsEndWhenCanceled() {
        QTemporaryDir folder;
        QFile film(folder.filePath(QStringLiteral("film.mp4")));
        QVERIFY(film.open(QIODevice::WriteOnly) && film.write("film") == 4);
        film.close();
        std::optional<FakeReply> open;
        m_relay->on(
            "POST /api/v1/videos/import", [&open](const FakeRequest&, const FakeReply& reply) { open = reply; });
        QFuture<Result<Video>> import = m_api->importVideo(film.fileName(), {});
        QTRY_VERIFY_WITH_TIMEOUT(open, longestWaitMs);
        import.cancel();
        QCOMPARE(await(import).error().code, ErrorCode::Canceled);
        QTRY_VERIFY_WITH_TIMEOUT(!open->isOpen(), longestWaitMs);
        QCOMPARE(m_relay->requests().size(), 1);
    }

    void peopleAreAskedForByHandle() {
        const QByteArray noor = R"({"handle":"noor","displayName":"Noor","avatarUrl":null,"videos":3,"followers":7,)"
                                R"("following":2,"followed":true})";
        const auto answer = [noor](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, noor);
        };
        for (const char* asked :
            {"GET /api/v1/users/noor", "PUT /api/v1/users/noor/follow", "DELETE /api/v1/users/noor/follow"})
            m_relay->on(asked, answer);
        const Person expected{.handle = QStringLiteral("noor"),
            .displayName = QStringLiteral("Noor"),
            .videos = 3,
            .followers = 7,
            .following = 2,
            .followed = true};
        QCOMPARE(await(m_api->person(QStringLiteral("noor"))).value() == expected, true);
        QVERIFY(await(m_api->follow(QStringLiteral("noor"))).has_value());
        QVERIFY(await(m_api->unfollow(QStringLiteral("noor"))).has_value());
        m_relay->on("PATCH /api/v1/me",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, accountJson(makeAccount())); });
        QVERIFY(await(m_api->changeMe({.handle = QStringLiteral("maya2")})).has_value());
        QCOMPARE(m_relay->requests().last().body, QByteArray(R"({"handle":"maya2"})"));
        m_relay->on("GET /api/v1/me/stats", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, R"({"videos":1,"cameos":2,"followers":3,"following":4,"bytes":5})");
        });
        const AccountStats stats{.videos = 1, .cameos = 2, .followers = 3, .following = 4};
        QCOMPARE(await(m_api->stats()).value() == stats, true);
    }

    void thePriceShownGoesAlong() {
        m_relay->on("POST /api/v1/jobs",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(202, R"({"items":[]})"); });
        QVERIFY(await(m_api->createJobs({.prompt = QStringLiteral("x")}, 800000, QStringLiteral("k"))).has_value());
        const QJsonObject body = QJsonDocument::fromJson(m_relay->requests().value(0).body).object();
        QCOMPARE(body.value(u"expectedPriceMicroUsd").toInteger(), 800000);
    }

    void aRetryNamesAPriceOnlyWhenItIsAnother() {
        m_relay->on("POST /api/v1/jobs/j1/retry",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(202, R"({"items":[]})"); });
        QVERIFY(await(m_api->retryJob(QStringLiteral("j1"), {}, QStringLiteral("k"))).has_value());
        QCOMPARE(m_relay->requests().value(0).body, QByteArray("{}"));
        QVERIFY(await(m_api->retryJob(QStringLiteral("j1"), 1200000, QStringLiteral("l"))).has_value());
        QCOMPARE(m_relay->requests().value(1).body, QByteArray(R"({"expectedPriceMicroUsd":1200000})"));
    }

    void anEstimateKeepsThePromptToItself() {
        m_relay->on("POST /api/v1/jobs/estimate", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, R"({"priceMicroUsd":null,"totalMicroUsd":null,"limits":{},"refusal":null})");
        });
        QVERIFY(await(m_api->estimate({.prompt = QStringLiteral("secret"), .seconds = 8})).has_value());
        const FakeRequest request = m_relay->requests().value(0);
        QVERIFY(!request.body.contains("prompt"));
        QVERIFY(!request.headers.contains("idempotency-key"));
        QCOMPARE(QJsonDocument::fromJson(request.body).object().value(u"seconds").toInt(), 8);
    }

    void theQueueIsSteered() {
        const auto answer = [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, R"({"paused":false,"pausedAt":null,"waiting":[]})");
        };
        m_relay->on("POST /api/v1/queue/pause", answer);
        m_relay->on("POST /api/v1/queue/resume", answer);
        m_relay->on("POST /api/v1/jobs/j1/move", answer);
        QVERIFY(await(m_api->pauseQueue()).has_value());
        QVERIFY(await(m_api->resumeQueue()).has_value());
        QVERIFY(await(m_api->moveJob(QStringLiteral("j1"), QStringLiteral("j2"))).has_value());
        QCOMPARE(m_relay->requests().value(2).body, QByteArray(R"({"before":"j2"})"));
        QVERIFY(await(m_api->moveJob(QStringLiteral("j1"), {})).has_value());
        QCOMPARE(m_relay->requests().value(3).body, QByteArray(R"({"before":null})"));
    }

    void theIdempotencyKeyStaysOverA401() {
        int calls = 0;
        m_relay->on("POST /api/v1/jobs", [&calls](const FakeRequest&, const FakeReply& reply) {
            if (calls++ == 0)
                reply.problem(401, "unauthorized");
            else
                reply.send(202, R"({"items":[]})");
        });
        m_tokens->next = accessWith(QStringLiteral("new"));
        QVERIFY(await(m_api->createJobs({.prompt = QStringLiteral("x")}, {}, QStringLiteral("key-1"))).has_value());
        for (const FakeRequest& request : m_relay->requests())
            QCOMPARE(request.headers.value("idempotency-key"), QByteArray("key-1"));
    }

    void fieldErrorsCome() {
        m_relay->on("POST /api/v1/jobs", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(400,
                R"({"type":"about:blank","title":"x","status":400,"detail":"d","code":"validation_failed","requestId":"r",
                "errors":[{"field":"prompt","code":"too_long","detail":"at most 1000"}]})",
                {{"Content-Type", "application/problem+json"}});
        });
        const auto answer = await(m_api->createJobs({.prompt = QStringLiteral("x")}, {}, QStringLiteral("k")));
        QCOMPARE(answer.error().code, ErrorCode::ValidationFailed);
        QCOMPARE(answer.error().fieldErrors, (QList<FieldError>{{QStringLiteral("prompt"), QStringLiteral("too_long"),
                                                 QStringLiteral("at most 1000")}}));
    }

    void pagesCarryTheirCursor() {
        m_relay->on("GET /api/v1/videos", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(
                200, R"({"items":[)" + videoJson(makeVideo(QStringLiteral("v1"))) + R"(],"nextCursor":"a+b/c="})");
        });
        const auto page = await(m_api->videos({.limit = 100, .cursor = QStringLiteral("x+y&z")}));
        QCOMPARE(page->items, QList<Video>{makeVideo(QStringLiteral("v1"))});
        QCOMPARE(page->nextCursor, QStringLiteral("a+b/c="));
        QCOMPARE(m_relay->requests().value(0).path, QByteArray("/api/v1/videos?limit=100&cursor=x%2By%26z"));
    }

    void statusesAreAskedFor() {
        m_relay->on("GET /api/v1/jobs",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, R"({"items":[],"nextCursor":null})"); });
        const auto page = await(
            m_api->jobs({.statuses = {JobStatus::Pending, JobStatus::Processing}, .text = QStringLiteral("a&b")}));
        QVERIFY(page->items.isEmpty());
        QVERIFY(page->nextCursor.isEmpty());
        QVERIFY(m_relay->requests().value(0).path.contains("status=pending,processing&q=a%26b&"));
    }

    void anIdCannotLeaveItsPath() {
        QCOMPARE(await(m_api->job(QStringLiteral("../videos/1?x=#y"))).error().code, ErrorCode::NotFound);
        QCOMPARE(m_relay->requests().value(0).path, QByteArray("/api/v1/jobs/..%2Fvideos%2F1%3Fx%3D%23y"));
    }

    void goingAwayCancelsWhatWaits() {
        m_relay->on("GET /api/v1/me", [](const FakeRequest&, const FakeReply&) {});
        const auto answer = m_api->me();
        QTRY_COMPARE(m_relay->requests().size(), 1);
        m_api.reset();
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 0);
    }
};

KINORA_QT_TEST(HttpRelayApiTest)
#include "HttpRelayApiTest.moc"
