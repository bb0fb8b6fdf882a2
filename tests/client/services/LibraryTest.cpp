#include "services/Library.h"

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;
using tests::sampleVideo;

namespace {

class FixedClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return {QDate(2026, 11, 2), QTime(9, 0), Qt::UTC}; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return {}; }
};

/// The app's services on one data folder.
struct App {
    explicit App(const QString& dataFolder)
        : creation(relay, events, clock)
        , library(relay, relay, creation, clock, dataFolder) {}

    /// A video whose content is `bytes`, known to the relay.
    Video add(int number, const QByteArray& bytes) {
        Video video = sampleVideo(number);
        video.bytes = bytes.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        relay.contents.insert(video.id, bytes);
        relay.library.prepend(video);
        return video;
    }
    [[nodiscard]] FileState stateOf(const Video& video) {
        const auto row = library.store().find(video.id);
        return row ? row->fileState : FileState::Failed;
    }

    FixedClock clock;
    tests::FakeRelayApi relay;
    tests::FakeRelayEvents events;
    CreationService creation;
    Library library;
};

const QString server = sampleId(1000);
const QString maya = sampleId(1001);
const QString otto = sampleId(1002);

} // namespace

class LibraryTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void takesOverWhatTheRelayHas() {
        App app(m_folder->path());
        const Video first = app.add(1, "one");
        const Video second = app.add(2, "two");
        QVERIFY(app.library.open(server, maya));
        QCOMPARE(app.library.sync().state(), LibrarySync::State::Offline);
        app.library.setOnline(true);
        QTRY_COMPARE(app.library.sync().state(), LibrarySync::State::Synced);
        QCOMPARE(app.library.sync().lastSynced(), app.clock.now());
        QTRY_COMPARE(app.stateOf(first), FileState::Here);
        QTRY_COMPARE(app.stateOf(second), FileState::Here);
    }

    void readsWithoutARelay() {
        QString file;
        {
            App app(m_folder->path());
            const Video video = app.add(1, "one");
            QVERIFY(app.library.open(server, maya));
            app.library.setOnline(true);
            QTRY_COMPARE(app.stateOf(video), FileState::Here);
        }
        App app(m_folder->path());
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        QVERIFY(app.library.open(server, maya));
        const auto rows = app.library.store().page({}, 20);
        QCOMPARE(rows->size(), 1);
        QFile film(app.library.fileOf(rows->first()));
        QVERIFY(film.open(QIODevice::ReadOnly));
        QCOMPARE(film.readAll(), QByteArray("one"));
        QVERIFY(app.relay.videoQueries.isEmpty());
    }

    void pagesThroughALongList() {
        App app(m_folder->path());
        for (int i = 1; i <= 250; ++i)
            app.add(i, QByteArray::number(i));
        app.relay.holdDownloads = true;
        QVERIFY(app.library.open(server, maya));
        app.library.setOnline(true);
        QTRY_COMPARE(app.library.sync().state(), LibrarySync::State::Synced);
        QCOMPARE(app.relay.videoQueries.size(), 4); // the trash too
        QCOMPARE(app.library.store().totals()->videos, 250);
        QTRY_COMPARE(app.library.store().wanted()->size(), 250);
    }

    void bringsWhatWasJustMade() {
        App app(m_folder->path());
        QVERIFY(app.library.open(server, maya));
        app.library.setOnline(true);
        QTRY_COMPARE(app.library.sync().state(), LibrarySync::State::Synced);
        const Video video = app.add(1, "fresh");
        Job job;
        job.id = sampleId(77);
        job.status = JobStatus::Completed;
        job.startedAt = app.clock.now();
        job.finishedAt = job.startedAt.addMSecs(128000);
        emit app.creation.videoChanged(video);
        emit app.creation.jobFinished(job, video);
        QTRY_COMPARE(app.stateOf(video), FileState::Here);
        QTRY_COMPARE(app.library.store().find(video.id)->tookMs, 128000);
    }

    void catchesUpAfterAReconnect() {
        App app(m_folder->path());
        QVERIFY(app.library.open(server, maya));
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        app.library.setOnline(true);
        QTRY_COMPARE(app.library.sync().state(), LibrarySync::State::Failed);
        QCOMPARE(app.library.sync().error()->code, ErrorCode::Unreachable);
        app.relay.outage.reset();
        const Video video = app.add(1, "made meanwhile");
        emit app.creation.caughtUp();
        QTRY_COMPARE(app.library.sync().state(), LibrarySync::State::Synced);
        QTRY_COMPARE(app.stateOf(video), FileState::Here);
    }

    void keepsAccountsApart() {
        App app(m_folder->path());
        QSignalSpy opened(&app.library, &Library::opened);
        QSignalSpy closing(&app.library, &Library::closing);
        QVERIFY(app.library.open(server, maya));
        QVERIFY(await(app.library.store().upsert({sampleVideo(1)})));
        QVERIFY(app.library.open(server, maya));
        QCOMPARE(opened.count(), 1);
        QVERIFY(app.library.open(server, otto));
        QCOMPARE(closing.count(), 1);
        QCOMPARE(app.library.store().totals()->videos, 0);
        QVERIFY(app.library.open(server, maya));
        QCOMPARE(app.library.store().totals()->videos, 1);
        app.library.close();
        QVERIFY(!app.library.isOpen());
    }

    void takesNoPathForAnId() {
        App app(m_folder->path());
        QVERIFY(!app.library.open(u"../../elsewhere"_s, maya));
        QVERIFY(!app.library.open(server, u"a/b"_s));
        QVERIFY(!app.library.open({}, maya));
        QVERIFY(!app.library.isOpen());
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void wantsAFileAgainThatWasDeleted() {
        Video video;
        {
            App app(m_folder->path());
            video = app.add(1, "one");
            QVERIFY(app.library.open(server, maya));
            app.library.setOnline(true);
            QTRY_COMPARE(app.stateOf(video), FileState::Here);
            QVERIFY(QFile::remove(app.library.fileOf(*app.library.store().find(video.id))));
        }
        App app(m_folder->path());
        QVERIFY(app.library.open(server, maya));
        QTRY_COMPARE(app.stateOf(video), FileState::Wanted);
    }

    void keepsSubmissionsJobsAndDrafts() {
        Job job;
        job.id = sampleId(5);
        job.prompt = u"a boat"_s;
        job.createdAt = QDateTime(QDate(2026, 11, 2), QTime(8, 0), Qt::UTC);
        const PendingSubmission submission{.idempotencyKey = sampleId(6),
            .job =
                {.prompt = u"a boat"_s, .orientation = Orientation::Landscape, .model = {}, .seconds = 8, .count = 1},
            .retryOf = {},
            .createdAt = job.createdAt};
        const Draft draft{
            .prompt = u"half a sen"_s, .orientation = {}, .model = u"sora-2"_s, .seconds = {}, .count = 1};
        const DraftSet drafts{.open = {draft}};
        {
            App app(m_folder->path());
            QVERIFY(app.library.open(server, maya));
            QVERIFY(await(app.library.submissions().save(submission)));
            QVERIFY(await(app.library.drafts().save(drafts)));
            app.library.jobCache().put(job);
        }
        App app(m_folder->path());
        QVERIFY(app.library.open(server, maya));
        QCOMPARE(*await(app.library.submissions().load()), QList<PendingSubmission>{submission});
        QCOMPARE(*await(app.library.drafts().load()), std::optional(drafts));
        QCOMPARE(await(app.library.jobCache().load())->size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

KINORA_QT_TEST(LibraryTest)
#include "LibraryTest.moc"
