#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "client/support/SampleData.h"
#include "client/support/Values.h"
#include "net/HttpClient.h"
#include "net/HttpRelayApi.h"
#include "services/Library.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::FakeReply;
using tests::FakeRequest;
using tests::sampleId;
using tests::sampleVideo;

namespace {

constexpr int videosMade = 12;
constexpr qsizetype pieceBytes = qsizetype{32} * 1024;
constexpr qsizetype filmBytes = 8 * pieceBytes;
constexpr int longestLifeMs = 700;

constexpr const char* victimFolder = "KINORA_VICTIM_FOLDER";
constexpr const char* victimRelay = "KINORA_VICTIM_RELAY";
/// How many edits it makes before it ends by itself; unset: it never does.
constexpr const char* victimEdits = "KINORA_VICTIM_EDITS";
/// However slow the disk: a disk that does nothing more is what this tells.
constexpr int longestSettlingMs = 240000;

QByteArray filmOf(int number) {
    QByteArray film(filmBytes, Qt::Uninitialized);
    QRandomGenerator random(static_cast<quint32>(number));
    random.fillRange(reinterpret_cast<quint32*>(film.data()), film.size() / qsizetype{sizeof(quint32)});
    return film;
}

QString hashOf(const QByteArray& bytes) {
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// A relay with some videos, whose bytes come piece by piece.
class SlowRelay {
public:
    SlowRelay() {
        for (int number = 1; number <= videosMade; ++number) {
            Video video = sampleVideo(number);
            const QByteArray film = filmOf(number);
            video.bytes = film.size();
            video.sha256 = hashOf(film);
            m_videos.append(video);
            serveContent(video, film);
        }
        m_relay.on("GET /api/v1/library/changes", [this](const FakeRequest& request, const FakeReply& reply) {
            const qint64 since = request.path.mid(request.path.indexOf("since=") + 6).split('&').first().toLongLong();
            if (since > seq()) {
                reply.send(410, R"({"code":"resync_required","seq":)" + QByteArray::number(seq()) + '}',
                    {{"Content-Type", "application/problem+json"}});
                return;
            }
            QJsonArray changes;
            for (const Video& video : std::as_const(m_videos)) {
                if (video.seq > since)
                    changes.append(QJsonObject{{u"seq"_s, video.seq}, {u"video"_s, json(video)}});
            }
            reply.send(200,
                QJsonDocument(QJsonObject{{u"changes"_s, changes}, {u"next"_s, seq()}, {u"more"_s, false}}).toJson());
        });
        m_relay.on("GET /api/v1/videos", [this](const FakeRequest& request, const FakeReply& reply) {
            QJsonArray items;
            for (const Video& video : std::as_const(m_videos)) {
                if (!request.path.contains("state=trashed"))
                    items.append(json(video));
            }
            reply.send(200, QJsonDocument(QJsonObject{{u"items"_s, items}, {u"nextCursor"_s, QJsonValue()}}).toJson());
        });
        m_relay.on("POST /api/v1/videos/batch", [this](const FakeRequest& request, const FakeReply& reply) {
            const QJsonObject edit = QJsonDocument::fromJson(request.body).object();
            QJsonArray items;
            for (Video& video : m_videos) {
                if (!edit.value(u"ids").toArray().contains(video.id))
                    continue;
                video.rating = edit.value(u"rating").toInt(video.rating);
                video.seq = seq() + 1;
                items.append(json(video));
            }
            reply.send(200, QJsonDocument(QJsonObject{{u"items"_s, items}, {u"missing"_s, QJsonArray()}}).toJson());
        });
    }

    [[nodiscard]] QString address() const { return m_relay.address().toString(); }
    [[nodiscard]] const QList<Video>& videos() const { return m_videos; }
    [[nodiscard]] qsizetype askedFor(const Video& video) const {
        return m_relay.requests("GET /api/v1/videos/" + video.id.toLatin1() + "/content").size();
    }

private:
    static QJsonObject json(const Video& video) { return QJsonDocument::fromJson(tests::videoJson(video)).object(); }
    [[nodiscard]] qint64 seq() const { return std::ranges::max_element(m_videos, {}, &Video::seq)->seq; }

    void serveContent(const Video& video, const QByteArray& film) {
        m_relay.on("GET /api/v1/videos/" + video.id.toLatin1() + "/content",
            [film, etag = '"' + video.sha256.toLatin1() + '"'](const FakeRequest& request, const FakeReply& reply) {
                const bool resumes = request.headers.value("if-range") == etag;
                const QByteArray range = request.headers.value("range"); // "bytes=5-"
                const qsizetype from = resumes ? range.mid(6).chopped(1).toLongLong() : 0;
                tests::FakeHeaders headers{{"ETag", etag}, {"Content-Length", QByteArray::number(film.size() - from)}};
                if (resumes)
                    headers.append({"Content-Range", "bytes " + QByteArray::number(from) + '-' +
                                                         QByteArray::number(film.size() - 1) + '/' +
                                                         QByteArray::number(film.size())});
                reply.begin(resumes ? 206 : 200, headers);
                sendRest(film.mid(from), reply);
            });
    }

    static void sendRest(const QByteArray& rest, const FakeReply& reply) {
        if (rest.isEmpty() || !reply.isOpen())
            return;
        reply.write(rest.left(pieceBytes));
        QTimer::singleShot(5, [rest = rest.mid(pieceBytes), reply] { sendRest(rest, reply); });
    }

    tests::FakeRelay m_relay;
    QList<Video> m_videos;
};

} // namespace

/// What is killed: a library that syncs, downloads and is edited all the time. One that makes so many edits ends by
/// itself once everything is here and the relay has heard of every edit.
class LibraryVictim : public QObject {
    Q_OBJECT
private slots:
    void lives() {
        const QString folder = qEnvironmentVariable(victimFolder);
        if (folder.isEmpty())
            return; // only for LibraryKillTest
        SystemClock clock;
        HttpClient http;
        tests::FakeTokens tokens;
        tokens.current = {.relay = QUrl(qEnvironmentVariable(victimRelay)), .token = u"token"_s};
        HttpRelayApi relay(http, tokens);
        NoEvents events;
        CreationService creation(relay, events, clock);
        Library library(relay, relay, creation, clock, folder);
        QVERIFY(await(library.open(sampleId(1000), sampleId(1001))));
        library.setOnline(true);
        bool ends = false;
        const int edits = qEnvironmentVariableIntValue(victimEdits, &ends);
        int made = 0;
        QTimer hand;
        QObject::connect(&hand, &QTimer::timeout, &library, [&] {
            const QString id = sampleId(QRandomGenerator::global()->bounded(1, videosMade + 1));
            if (!ends || made < edits)
                library.edits().setRating({id}, ++made % 6);
        });
        hand.start(7);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return ends && made == edits && await(library.store().localFiles())->size() == videosMade &&
                       !*library.store().nextEdits(1);
            },
            longestSettlingMs));
    }

private:
    class NoEvents final : public RelayEvents {
    public:
        void start() override {}
        void stop() override {}
        void retryNow() override {}
        void networkChanged() override {}
        [[nodiscard]] State state() const override { return State::Idle; }
        [[nodiscard]] QDateTime nextAttemptAt() const override { return {}; }
    };
};

/// Killed at random moments in download, sync and database writes. KINORA_KILLS says how often (10), KINORA_SEED which
/// moments.
class LibraryKillTest : public QObject {
    Q_OBJECT
private slots:
    void survivesEveryMoment() {
        bool given = false;
        const int kills = qEnvironmentVariableIntValue("KINORA_KILLS", &given);
        const int rounds = given ? kills : 10;
        const auto seed = qEnvironmentVariableIsSet("KINORA_SEED")
                              ? static_cast<quint32>(qEnvironmentVariable("KINORA_SEED").toULong())
                              : QRandomGenerator::system()->generate();
        qInfo("%d kills, KINORA_SEED=%u", rounds, seed);
        QRandomGenerator dice(seed);
        const QTemporaryDir folder;
        SlowRelay relay;
        int inTheMiddle = 0;
        for (int round = 0; round < rounds; ++round) {
            QProcess victim;
            start(victim, relay, folder.path());
            QTest::qWait(dice.bounded(longestLifeMs));
            const bool alive = victim.state() == QProcess::Running;
            victim.kill(); // SIGKILL
            QVERIFY(QTest::qWaitFor([&] { return victim.state() == QProcess::NotRunning; }, 30000));
            inTheMiddle += alive ? 1 : 0;
            checkWhatIsThere(relay, libraryFolder(folder.path()));
        }
        QProcess survivor;
        start(survivor, relay, folder.path(), videosMade);
        QVERIFY(QTest::qWaitFor([&] { return survivor.state() == QProcess::NotRunning; }, longestSettlingMs));
        QCOMPARE(survivor.exitCode(), 0);
        checkWhatIsThere(relay, libraryFolder(folder.path()));
        QCOMPARE(m_here.size(), videosMade);
        qInfo("killed %d times while it worked; every file whole, none fetched again once it was here", inTheMiddle);
    }

private:
    static QString libraryFolder(const QString& folder) {
        return u"%1/libraries/%2/%3"_s.arg(folder, sampleId(1000), sampleId(1001));
    }

    static void start(QProcess& victim, const SlowRelay& relay, const QString& folder, std::optional<int> edits = {}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(victimFolder), folder);
        environment.insert(QString::fromLatin1(victimRelay), relay.address());
        if (edits)
            environment.insert(QString::fromLatin1(victimEdits), QString::number(*edits));
        victim.setProcessEnvironment(environment);
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.setStandardOutputFile(QProcess::nullDevice());
        victim.start(QCoreApplication::applicationFilePath(), {u"LibraryVictim"_s});
    }

    void checkWhatIsThere(const SlowRelay& relay, const QString& folder) {
        if (!QDir(folder).exists())
            return; // it did not live that long
        const auto database = Database::open(folder + u"/library.sqlite"_s);
        QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
        QVERIFY((*database)->setAsideFile().isEmpty());
        const VideoStore store(**database);
        const auto files = await(store.localFiles());
        QVERIFY(files);
        for (const VideoStore::LocalFile& local : *files) {
            QFile file(folder + u'/' + local.file);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(hashOf(file.readAll()), store.find(local.id)->video.sha256);
        }
        // What lies among the videos is whole, whether or not the database has heard of it, and is not fetched again.
        QSet<QString> hashes;
        QDirIterator lying(folder + u"/videos"_s, QDir::Files, QDirIterator::Subdirectories);
        while (lying.hasNext()) {
            QFile file(lying.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            hashes.insert(hashOf(file.readAll()));
        }
        for (const Video& video : relay.videos()) {
            const qsizetype asked = relay.askedFor(video);
            if (const auto before = m_here.constFind(video.id); before != m_here.cend())
                QCOMPARE(asked, *before);
            if (hashes.remove(video.sha256))
                m_here.insert(video.id, asked);
        }
        QVERIFY2(hashes.isEmpty(), "a file that is not whole, or lies here twice");
    }

    QHash<QString, qsizetype> m_here; ///< how often each had been asked for when it lay here
};

KINORA_QT_TEST(LibraryVictim)
KINORA_QT_TEST(LibraryKillTest)
#include "LibraryKillTest.moc"
