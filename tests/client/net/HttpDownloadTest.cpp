#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "net/HttpRelayApi.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

class HttpDownloadTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<HttpRelayApi> m_api;
    QByteArray m_content;

    static constexpr auto route = "GET /api/v1/videos/v1/content";

    QString target() const { return m_dir->filePath(QStringLiteral("clip.mp4.part")); }
    DownloadRequest request(qint64 fromByte = 0, const QString& etag = {}) const {
        return {.videoId = QStringLiteral("v1"),
            .part = VideoPart::Content,
            .targetFile = target(),
            .fromByte = fromByte,
            .etag = etag,
            .onProgress = {}};
    }
    QByteArray written() const {
        QFile file(target());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const {
        QFile file(target());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void serveRange() {
        m_relay->on(route, [this](const FakeRequest& asked, const FakeReply& reply) {
            const QByteArray range = asked.headers.value("range");
            // Who does not say of which file gets the range of this one.
            if (range.isEmpty() || asked.headers.value("if-range", "\"e1\"") != "\"e1\"") {
                reply.send(200, m_content, {{"ETag", "\"e1\""}});
                return;
            }
            const qint64 from = range.mid(6, range.size() - 7).toLongLong();
            const QByteArray total = QByteArray::number(m_content.size());
            if (from >= m_content.size()) {
                reply.send(416, {}, {{"Content-Range", "bytes */" + total}});
                return;
            }
            reply.send(206, m_content.mid(from),
                {{"ETag", "\"e1\""}, {"Content-Range", "bytes " + QByteArray::number(from) + '-' +
                                                           QByteArray::number(m_content.size() - 1) + '/' + total}});
        });
    }

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_tokens = std::make_unique<FakeTokens>();
        m_tokens->current = {.relay = m_relay->address(), .token = QStringLiteral("t")};
        m_api = std::make_unique<HttpRelayApi>(*m_http, *m_tokens);
        m_content.clear();
        for (int i = 0; i < 300000; ++i)
            m_content.append(static_cast<char>(i * 31 + i / 251));
    }
    void cleanup() {
        m_api.reset();
        m_http.reset();
        m_relay.reset();
    }

    void fetchesAll() {
        serveRange();
        qint64 last = 0;
        qint64 total = 0;
        DownloadRequest asked = request();
        asked.onProgress = [&](qint64 received, qint64 of) {
            last = received;
            total = of;
        };
        const auto answer = await(m_api->download(asked));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->bytes, m_content.size());
        QCOMPARE(answer->etag, QStringLiteral("\"e1\""));
        QCOMPARE(written(), m_content);
        QCOMPARE(last, m_content.size());
        QCOMPARE(total, m_content.size());
        QCOMPARE(m_relay->requests().value(0).headers.value("accept-encoding"), QByteArray("identity"));
    }

    void resumes() {
        serveRange();
        write(m_content.left(1000));
        QVERIFY(await(m_api->download(request(1000, QStringLiteral("\"e1\"")))).has_value());
        QCOMPARE(written(), m_content);
        QCOMPARE(m_relay->requests().value(0).headers.value("range"), QByteArray("bytes=1000-"));
        QCOMPARE(m_relay->requests().value(0).headers.value("if-range"), QByteArray("\"e1\""));
    }

    void startsAnewWhenTheFileChanged() {
        serveRange();
        write("something of an older file");
        QVERIFY(await(m_api->download(request(10, QStringLiteral("\"old\"")))).has_value());
        QCOMPARE(written(), m_content);
    }

    void startsAnewWhenThePartIsShorterThanSaid() {
        serveRange();
        write("short");
        QVERIFY(await(m_api->download(request(1000, QStringLiteral("\"e1\"")))).has_value());
        QCOMPARE(written(), m_content);
        QVERIFY(!m_relay->requests().value(0).headers.contains("range"));
    }

    void everythingWasHereAlready() {
        serveRange();
        write(m_content);
        const auto answer = await(m_api->download(request(m_content.size(), QStringLiteral("\"e1\""))));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->bytes, m_content.size());
        QCOMPARE(written(), m_content);
    }

    void aCutConnectionKeepsWhatCame() {
        m_relay->on(route, [this](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Length", QByteArray::number(m_content.size())}, {"ETag", "\"e1\""}});
            reply.write(m_content.left(100000));
            reply.close();
        });
        const auto answer = await(m_api->download(request()));
        QCOMPARE(answer.error().code, ErrorCode::ConnectionLost);
        QCOMPARE(written(), m_content.left(100000));
    }

    void anAnswerThatEndsEarlyIsNotTheWholeFile() {
        write(m_content.left(1000));
        m_relay->on(route, [this](const FakeRequest&, const FakeReply& reply) {
            // Its end is the connection's: only the range tells that there is more.
            reply.begin(206, {{"Content-Range", "bytes 1000-299999/300000"}, {"ETag", "\"e1\""}});
            reply.write(m_content.mid(1000, 50000));
            reply.close();
        });
        const auto answer = await(m_api->download(request(1000, QStringLiteral("\"e1\""))));
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, ErrorCode::ConnectionLost);
        QCOMPARE(written(), m_content.left(51000));
    }

    void aRelayThatAnswersAnotherRangeIsNotBelieved() {
        write(m_content.left(1000));
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) {
            reply.send(206, "abc", {{"Content-Range", "bytes 5-7/8"}, {"ETag", "\"e1\""}});
        });
        QCOMPARE(await(m_api->download(request(1000, QStringLiteral("\"e1\"")))).error().code, ErrorCode::BadAnswer);
        QCOMPARE(written(), m_content.left(1000));
    }

    void aProblemIsNotWrittenIntoTheFile() {
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.problem(404, "not_found"); });
        const auto answer = await(m_api->download(request()));
        QCOMPARE(answer.error().code, ErrorCode::NotFound);
        QCOMPARE(written(), QByteArray());
    }

    void a401IsRepeatedOnce() {
        m_relay->on(route, [this](const FakeRequest& asked, const FakeReply& reply) {
            if (asked.headers.value("authorization") == "Bearer new")
                reply.send(200, m_content);
            else
                reply.problem(401, "unauthorized");
        });
        m_tokens->next = Access{.relay = m_relay->address(), .token = QStringLiteral("new")};
        QVERIFY(await(m_api->download(request())).has_value());
        QCOMPARE(written(), m_content);
    }

    void anotherAccountDoesNotRepeatIt() {
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.problem(401, "unauthorized"); });
        m_tokens->next = Access{.relay = m_relay->address(), .token = QStringLiteral("new"), .session = 1};
        QCOMPARE(await(m_api->download(request())).error().code, ErrorCode::SignedOut);
        QCOMPARE(m_relay->requests().size(), 1);
    }

    void cancelingStopsTheTransfer() {
        std::optional<FakeReply> open;
        m_relay->on(route, [&open, this](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Length", QByteArray::number(m_content.size())}});
            reply.write(m_content.left(1000));
            open = reply;
        });
        auto download = m_api->download(request());
        QTRY_COMPARE(written().size(), 1000);
        download.cancel();
        QTRY_VERIFY(!open->isOpen());
        QTRY_VERIFY(download.isFinished());
    }

    void aFolderThatDoesNotExist() {
        DownloadRequest asked = request();
        asked.targetFile = m_dir->filePath(QStringLiteral("missing/clip"));
        QCOMPARE(await(m_api->download(asked)).error().code, ErrorCode::FileFailed);
        QVERIFY(m_relay->requests().isEmpty());
    }

    void aFullDisk() {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("this system has no /dev/full");
        serveRange();
        DownloadRequest asked = request();
        asked.targetFile = m_dir->filePath(QStringLiteral("full"));
        QVERIFY(QFile::link(QStringLiteral("/dev/full"), asked.targetFile));
        QCOMPARE(await(m_api->download(asked)).error().code, ErrorCode::DiskFull);
    }
};

KINORA_QT_TEST(HttpDownloadTest)
#include "HttpDownloadTest.moc"
