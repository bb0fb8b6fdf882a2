#include "services/AccountExport.h"

#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "net/HttpRelayApi.h"
#include "services/DraftService.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;
using namespace Qt::StringLiterals;

class AccountExportTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<HttpRelayApi> m_api;
    std::unique_ptr<DraftService> m_drafts;
    std::unique_ptr<AccountExport> m_export;
    std::unique_ptr<QTemporaryDir> m_folder;

    void answer(const QByteArray& route, const QByteArray& body) {
        m_relay->on(route, [body](const FakeRequest&, const FakeReply& reply) { reply.send(200, body); });
    }

    AccountReport run() {
        const QSignalSpy finished(m_export.get(), &AccountExport::finished);
        m_export->start(m_folder->path());
        if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20'000))
            qFatal("no report");
        return finished.first().first().value<AccountReport>();
    }
    [[nodiscard]] static QByteArray content(const QString& file) {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    [[nodiscard]] static QJsonObject record(const QString& folder) {
        return QJsonDocument::fromJson(content(folder + u"/account.json"_s)).object();
    }

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_tokens = std::make_unique<FakeTokens>();
        m_tokens->current = {.relay = m_relay->address(), .token = u"token"_s};
        m_api = std::make_unique<HttpRelayApi>(*m_http, *m_tokens);
        m_drafts = std::make_unique<DraftService>();
        m_export = std::make_unique<AccountExport>(*m_api, *m_api, *m_api, *m_drafts);
        answer("GET /api/v1/me", R"({"id":"u1","handle":"mira","email":"mira@example.org","avatarUrl":"/x?v=1"})");
        answer("GET /api/v1/users/mira/avatar", "her picture");
        answer("GET /api/v1/cameos",
            R"({"items":[{"id":"c1","handle":"rex","description":"a dog","imageUrl":"/y"},
                {"id":"c2","handle":"../nobody","imageUrl":null}],"nextCursor":null})");
        answer("GET /api/v1/cameos/c1/image", "a dog");
        answer("GET /api/v1/uploads/r1/image", "what it began with");
        answer("GET /api/v1/me/usage",
            R"({"month":{"chargedMicroUsd":400000},"items":[{"microUsd":400000,"why":"charged"}],"nextCursor":null})");
        m_relay->on("GET /api/v1/jobs", [](const FakeRequest& request, const FakeReply& reply) {
            reply.send(200,
                request.path.contains("cursor=next")
                    ? R"({"items":[{"id":"j1","prompt":"the first"}],"nextCursor":null})"
                    : R"({"items":[{"id":"j2","prompt":"the second","referenceId":"r1","madeUp":7}],"nextCursor":"next"})");
        });
    }
    void cleanup() {
        m_export.reset();
        m_drafts.reset();
        m_api.reset();
        m_tokens.reset();
        m_http.reset();
        m_relay.reset();
    }

    void writesAllThatThereIs() {
        const QString picture = m_folder->filePath(u"abc.jpg"_s);
        QFile file(picture);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a reference") > 0);
        file.close();
        m_drafts->edit({.prompt = u"not sent yet"_s, .reference = {.file = picture}});
        m_drafts->savePreset(u"mine"_s);
        const AccountReport report = run();
        QVERIFY(!report.error);
        QVERIFY(!report.why);
        QCOMPARE(report.folder, m_folder->filePath(u"account"_s));
        const QJsonObject all = record(report.folder);
        QCOMPARE(all[u"profile"].toObject()[u"email"].toString(), u"mira@example.org"_s);
        QCOMPARE(content(report.folder + u"/picture.jpg"_s), QByteArray("her picture"));
        const QJsonArray cameos = all[u"cameos"].toObject()[u"items"].toArray();
        QCOMPARE(cameos.size(), 2);
        QCOMPARE(cameos[0].toObject()[u"pictureFile"].toString(), u"cameos/rex.jpg"_s);
        QCOMPARE(content(report.folder + u"/cameos/rex.jpg"_s), QByteArray("a dog"));
        QCOMPARE(all[u"usage"].toObject()[u"month"].toObject()[u"chargedMicroUsd"].toInt(), 400000);
        const QJsonArray requests = all[u"requests"].toObject()[u"items"].toArray();
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests[0].toObject()[u"madeUp"].toInt(), 7); // what only the relay knows
        QCOMPARE(requests[1].toObject()[u"prompt"].toString(), u"the first"_s);
        QCOMPARE(content(report.folder + u"/references/r1.jpg"_s), QByteArray("what it began with"));
        const QJsonObject composer = all[u"composer"].toObject();
        const QJsonObject draft = composer[u"open"].toArray()[0].toObject();
        QCOMPARE(draft[u"prompt"].toString(), u"not sent yet"_s);
        QCOMPARE(draft[u"reference"].toObject()[u"file"].toString(), u"references/abc.jpg"_s);
        QCOMPARE(content(report.folder + u"/references/abc.jpg"_s), QByteArray("a reference"));
        QCOMPARE(composer[u"presets"].toArray()[0].toObject()[u"name"].toString(), u"mine"_s);
        QVERIFY(all[u"leftOut"].toArray().isEmpty());
        // Another time beside it.
        QCOMPARE(run().folder, m_folder->filePath(u"account (2)"_s));
    }

    void leavesOutWhatItIsNotTold() {
        m_relay->on("GET /api/v1/me/usage",
            [](const FakeRequest&, const FakeReply& reply) { reply.problem(404, "not_found"); });
        m_relay->on("GET /api/v1/cameos/c1/image",
            [](const FakeRequest&, const FakeReply& reply) { reply.problem(404, "not_found"); });
        const AccountReport report = run();
        QVERIFY(!report.error);
        QCOMPARE(report.leftOut, QList{AccountPart::Usage});
        QCOMPARE(report.picturesLeftOut, 1);
        QCOMPARE(report.why->code, ErrorCode::NotFound);
        const QJsonObject all = record(report.folder);
        QCOMPARE(all[u"leftOut"].toArray(), QJsonArray{u"usage"_s});
        QVERIFY(!all.contains(u"usage"_s));
        QCOMPARE(all[u"requests"].toObject()[u"items"].toArray().size(), 2);
        QVERIFY(!all[u"cameos"].toObject()[u"items"].toArray()[0].toObject().contains(u"pictureFile"));
        QVERIFY(all[u"profile"].toObject().contains(u"pictureFile"));
    }

    void writesWhatIsHereWithoutARelay() {
        m_drafts->edit({.prompt = u"not sent yet"_s, .reference = {.file = m_folder->filePath(u"gone.jpg"_s)}});
        m_relay->goAway();
        const AccountReport report = run();
        QVERIFY(!report.error);
        QCOMPARE(report.leftOut.size(), 4);
        QCOMPARE(report.picturesLeftOut, 1);
        QCOMPARE(report.why->code, ErrorCode::Unreachable);
        QCOMPARE(record(report.folder)[u"composer"].toObject()[u"open"].toArray()[0].toObject()[u"prompt"].toString(),
            u"not sent yet"_s);
    }

    void saysWhereItCannotWrite() {
        QFile file(m_folder->filePath(u"taken"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QSignalSpy finished(m_export.get(), &AccountExport::finished);
        m_export->start(m_folder->filePath(u"taken"_s));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        const auto report = finished.first().first().value<AccountReport>();
        QCOMPARE(report.error->code, ErrorCode::FileFailed);
        QVERIFY(report.folder.isEmpty());
    }

    void stopsWhenCanceled() {
        m_relay->on("GET /api/v1/jobs", [](const FakeRequest&, const FakeReply&) {}); // never answers
        const QSignalSpy finished(m_export.get(), &AccountExport::finished);
        m_export->start(m_folder->path());
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->requests("GET /api/v1/jobs").size(), 1, 20'000);
        m_export->cancel();
        QVERIFY(!m_export->isRunning());
        m_relay->goAway();
        QCOMPARE(run().leftOut.size(), 4); // the next is its own
        QCOMPARE(finished.size(), 1);
    }
};

KINORA_QT_TEST(AccountExportTest)
#include "AccountExportTest.moc"
