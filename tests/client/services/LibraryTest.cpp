#include "services/Library.h"

#include "LibraryApp.h"
#include "client/support/Await.h"
#include "storage/Database.h"
#include "storage/FactsFolder.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::LibraryApp;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

class LibraryTest : public tests::LibraryCase {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void takesOverWhatTheRelayHas() {
        LibraryApp app(m_folder->path());
        const Video first = app.add(1, "one");
        const Video second = app.add(2, "two");
        QVERIFY(await(app.library.open(server, maya)));
        QCOMPARE(app.library.sync().state(), LibrarySync::State::Offline);
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QCOMPARE(app.library.sync().lastSynced(), app.clock.now());
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(first), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(second), FileState::Here, longestWaitMs);
    }

    void readsWithoutARelay() {
        QString file;
        {
            LibraryApp app(m_folder->path());
            const Video video = app.add(1, "one");
            QVERIFY(await(app.library.open(server, maya)));
            app.library.setOnline(true);
            QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
        }
        LibraryApp app(m_folder->path());
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        QVERIFY(await(app.library.open(server, maya)));
        const auto rows = app.library.store().page({}, 20);
        QCOMPARE(rows->size(), 1);
        QFile film(app.library.fileOf(rows->first()));
        QVERIFY(film.open(QIODevice::ReadOnly));
        QCOMPARE(film.readAll(), QByteArray("one"));
        QVERIFY(app.relay.videoQueries.isEmpty());
    }

    void pagesThroughALongList() {
        LibraryApp app(m_folder->path());
        for (int i = 1; i <= 250; ++i)
            app.add(i, QByteArray::number(i));
        app.relay.holdDownloads = true;
        QVERIFY(await(app.library.open(server, maya)));
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QCOMPARE(app.relay.videoQueries.size(), 4); // the trash too
        QCOMPARE(await(app.library.store().totals())->videos, 250);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.store().wanted()->size(), 250, longestWaitMs);
    }

    void bringsWhatWasJustMade() {
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        const Video video = app.add(1, "fresh");
        Job job;
        job.id = sampleId(77);
        job.status = JobStatus::Completed;
        job.startedAt = app.clock.now();
        job.finishedAt = job.startedAt.addMSecs(128000);
        emit app.creation.videoChanged(video);
        emit app.creation.jobFinished(job, video);
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.store().find(video.id)->tookMs, 128000, longestWaitMs);
    }

    void catchesUpAfterAReconnect() {
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Failed, longestWaitMs);
        QCOMPARE(app.library.sync().error()->code, ErrorCode::Unreachable);
        app.relay.outage.reset();
        const Video video = app.add(1, "made meanwhile");
        emit app.creation.caughtUp();
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
    }

    void keepsAccountsApart() {
        LibraryApp app(m_folder->path());
        QSignalSpy opened(&app.library, &Library::opened);
        QSignalSpy closing(&app.library, &Library::closing);
        QVERIFY(await(app.library.open(server, maya)));
        QVERIFY(await(app.library.store().upsert({sampleVideo(1)})));
        QVERIFY(await(app.library.open(server, maya)));
        QCOMPARE(opened.count(), 1);
        QVERIFY(await(app.library.open(server, otto)));
        QCOMPARE(closing.count(), 1);
        QCOMPARE(await(app.library.store().totals())->videos, 0);
        QVERIFY(await(app.library.open(server, maya)));
        QCOMPARE(await(app.library.store().totals())->videos, 1);
        app.library.close();
        QVERIFY(!app.library.isOpen());
    }

    void takesNoPathForAnId() {
        LibraryApp app(m_folder->path());
        QVERIFY(!await(app.library.open(u"../../elsewhere"_s, maya)));
        QVERIFY(!await(app.library.open(server, u"a/b"_s)));
        QVERIFY(!await(app.library.open({}, maya)));
        QVERIFY(!app.library.isOpen());
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void wantsAFileAgainThatWasDeleted() {
        Video video;
        {
            LibraryApp app(m_folder->path());
            video = app.add(1, "one");
            QVERIFY(await(app.library.open(server, maya)));
            app.library.setOnline(true);
            QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
            QVERIFY(QFile::remove(app.library.fileOf(*app.library.store().find(video.id))));
        }
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Absent, longestWaitMs);
        // Where only what is opened is kept, it was deleted to make room.
        app.library.setKeepRules({.policy = KeepPolicy::OnDemand});
        app.relay.library = {video};
        app.relay.contents.insert(video.id, "one");
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QCOMPARE(app.stateOf(video), FileState::Absent);
        app.library.setKeepRules({});
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
    }

    void comesBackFromItsFiles() {
        const Video video = madeAndForgotten(u"Renamed"_s, {});
        LibraryApp app(m_folder->path());
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id), longestWaitMs);
        const LibraryVideo row = *app.library.find(video.id);
        QCOMPARE(row.video.title, u"Renamed"_s);
        QCOMPARE(row.video.prompt, video.prompt);
        QCOMPARE(row.fileState, FileState::Here);
        QVERIFY(!row.onRelay);
        QVERIFY(QFile::exists(app.library.fileOf(row)));
        // The relay comes back: nothing is fetched that lies here.
        app.relay.outage.reset();
        app.relay.library = {video};
        app.relay.contents.insert(video.id, "one");
        app.library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id)->onRelay, longestWaitMs);
        QCOMPARE(app.relay.downloadCount(VideoPart::Content), 0);
    }

    void clearsAwayWhatWasDeletedAsTheWindowClosed() {
        Video video;
        QStringList left;
        {
            LibraryApp app(m_folder->path());
            video = app.add(1, "one");
            const Video other = app.add(2, "two");
            QVERIFY(await(app.library.open(server, maya)));
            QVERIFY(await(app.library.store().upsert({video, other})));
            QVERIFY(await(app.library.store().setFileHere(video.id, u"videos/one.mp4"_s)));
            QVERIFY(await(app.library.store().setPoster(video.id, u"posters/one.jpg"_s)));
            QVERIFY(await(app.library.store().setFileHere(other.id, u"videos/two.mp4"_s)));
            QVERIFY(app.library.folder().create());
            for (const QString& file : {u"videos/one.mp4"_s, u"posters/one.jpg"_s, u"videos/two.mp4"_s})
                left << write(app.library.folder().absolute(file));
            QVERIFY(FactsFolder(libraryFolder()).write({.video = video, .file = u"videos/one.mp4"_s}));
            app.library.edits().removeForever({video.id});
            emit app.creation.videoDeleted(other.id); // elsewhere
            app.library.close();                      // before the database has answered
        }
        LibraryApp app(m_folder->path());
        app.relay.outage = Error{.code = ErrorCode::Unreachable};
        QVERIFY(await(app.library.open(server, maya)));
        QVERIFY(!app.library.find(video.id));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::none_of(left, [](const QString& f) { return QFile::exists(f); }), longestWaitMs);
        QVERIFY(!FactsFolder(libraryFolder()).has(video.id));
        QTRY_VERIFY_WITH_TIMEOUT(await(app.library.store().leftFiles())->isEmpty(), longestWaitMs);
        QVERIFY(QFile::exists(app.library.folder().absolute(u"removed/two.mp4"_s)));
        QVERIFY(!QFile::exists(app.library.folder().absolute(u"removed/one.mp4"_s)));
    }

    void tellsWhatWasEditedBeforeTheRelayWasThereAgain() {
        const Video video = madeAndForgotten({}, {});
        LibraryApp app(m_folder->path());
        app.relay.library = {video, sampleVideo(2)};
        app.relay.contents.insert(video.id, "one");
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id), longestWaitMs);
        QVERIFY(!app.library.find(video.id)->onRelay);
        QVERIFY(await(app.library.edits().setRating({video.id}, 4)));
        QVERIFY(await(app.library.edits().setTitle(video.id, u"Without a database"_s)));
        app.library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id)->onRelay, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*app.library.store().nextEdits(1), longestWaitMs);
        QCOMPARE(app.library.find(video.id)->video.rating, 4);
        QCOMPARE(app.relay.library.first().rating, 4);
        QCOMPARE(app.relay.library.first().title, u"Without a database"_s);
    }

    void deletesForEverBeforeTheRelayIsThereAgain() {
        const Video video = madeAndForgotten({}, {});
        LibraryApp app(m_folder->path());
        app.relay.library = {video};
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id), longestWaitMs);
        QVERIFY(await(app.library.edits().removeForever({video.id})));
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.relay.deleted.values(), QStringList{video.id}, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QVERIFY(!app.library.find(video.id));
    }

    void keepsWhatTheRelayDoesNotKnow() {
        const Video video = madeAndForgotten({}, {});
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id), longestWaitMs);
        QVERIFY(await(app.library.edits().setRating({video.id}, 4)));
        const QSignalSpy gone(&app.library, &Library::goneElsewhere);
        app.library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!*app.library.store().nextEdits(1), longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QCOMPARE(await(app.library.store().totals())->videos, 1);
        QCOMPARE(gone.size(), 0);
        QCOMPARE(app.library.find(video.id)->video.rating, 4);
    }

    void stopsBringingWhatIsDeleted() {
        Video video;
        {
            LibraryApp app(m_folder->path());
            app.relay.holdDownloads = true;
            video = app.add(1, "one");
            QVERIFY(await(app.library.open(server, maya)));
            app.library.setOnline(true);
            QTRY_COMPARE_WITH_TIMEOUT(app.relay.held.size(), 1, longestWaitMs);
            const QString partial = write(app.library.folder().partialFile(video.id));
            QVERIFY(await(app.library.edits().removeForever({video.id})));
            QVERIFY(app.relay.held.first().promise->isCanceled());
            QVERIFY(!app.library.downloads().progress(video.id));
            QVERIFY(!QFile::exists(partial));
            // What could not be deleted then, and what is still wanted.
            write(partial);
            QVERIFY(await(app.library.store().upsert({sampleVideo(2)})));
            write(app.library.folder().partialFile(sampleId(2)));
            QVERIFY(await(app.library.store().setBookmark(u"files"_s, 1)));
        }
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        QVERIFY(!QFile::exists(app.library.folder().partialFile(video.id)));
        QVERIFY(QFile::exists(app.library.folder().partialFile(sampleId(2))));
    }

    void comesBackWhenTheDatabaseIsDamaged() {
        const Video video = madeAndForgotten(u"Renamed"_s, QByteArray(8192, 'x'));
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        QVERIFY(QFile::exists(app.library.setAsideFile()));
        QTRY_VERIFY_WITH_TIMEOUT(app.library.find(video.id), longestWaitMs);
    }

    void asksForAllWhenTheListHasLostRows() {
        {
            LibraryApp app(m_folder->path());
            const Video here = app.add(1, "one");
            app.add(2, "two");
            app.relay.downloadFailures[sampleId(2)] = QList<Error>(9, Error{.code = ErrorCode::Unavailable});
            QVERIFY(await(app.library.open(server, maya)));
            app.library.setOnline(true);
            QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(here), FileState::Here, longestWaitMs);
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(libraryFolder() + u"/facts/%1.json"_s.arg(here.id)), longestWaitMs);
        }
        {
            const auto database = Database::open(libraryFolder() + u"/library.sqlite"_s);
            QVERIFY(await((*database)->write<void>(
                [](QSqlDatabase& connection) { return withoutRows(runSql(connection, u"DELETE FROM videos"_s)); })));
        }
        LibraryApp app(m_folder->path());
        app.add(1, "one");
        app.add(2, "two");
        QVERIFY(await(app.library.open(server, maya)));
        app.library.setOnline(true); // a round may be under way when the loss is seen
        QTRY_COMPARE_WITH_TIMEOUT(app.library.places()->size(), 2, longestWaitMs);
    }

    void findsAFileThatWasRenamedByHand() {
        Video video;
        QString before;
        {
            LibraryApp app(m_folder->path());
            video = app.add(1, "one");
            QVERIFY(await(app.library.open(server, maya)));
            app.library.setOnline(true);
            QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
            before = app.library.fileOf(*app.library.find(video.id));
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(libraryFolder() + u"/facts/%1.json"_s.arg(video.id)), longestWaitMs);
        }
        const QString after = QFileInfo(before).path() + u"/The best of them.mp4"_s;
        QVERIFY(QFile::rename(before, after));
        LibraryApp app(m_folder->path());
        app.add(1, "one");
        QVERIFY(await(app.library.open(server, maya)));
        QTRY_COMPARE_WITH_TIMEOUT(app.library.fileOf(*app.library.find(video.id)), after, longestWaitMs);
        QCOMPARE(app.stateOf(video), FileState::Here);
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.library.sync().state(), LibrarySync::State::Synced, longestWaitMs);
        QCOMPARE(app.relay.downloadCount(VideoPart::Content), 0);
        QVERIFY(!QFile::exists(before));
    }

    void takesFilesWithoutFactsForWhatTheRelayHas() {
        const Video video = madeAndForgotten({}, {});
        QVERIFY(QDir(libraryFolder() + u"/facts"_s).removeRecursively());
        LibraryApp app(m_folder->path());
        app.add(1, "one");
        QVERIFY(await(app.library.open(server, maya)));
        app.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(app.stateOf(video), FileState::Here, longestWaitMs);
        QCOMPARE(app.relay.downloadCount(VideoPart::Content), 0);
        QVERIFY(QFile::exists(app.library.fileOf(*app.library.find(video.id))));
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
            LibraryApp app(m_folder->path());
            QVERIFY(await(app.library.open(server, maya)));
            QVERIFY(await(app.library.submissions().save(submission)));
            QVERIFY(await(app.library.drafts().save(drafts)));
            app.library.jobCache().put(job);
        }
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        QCOMPARE(*await(app.library.submissions().load()), QList<PendingSubmission>{submission});
        QCOMPARE(*await(app.library.drafts().load()), std::optional(drafts));
        QCOMPARE(await(app.library.jobCache().load())->size(), 1);
    }

private:
    static QString write(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write("one") > 0 ? path : QString();
    }
    /// A video that came here and got a title, and whose database is then gone, or has this content.
    Video madeAndForgotten(const QString& title, const QByteArray& content) {
        Video video;
        {
            LibraryApp app(m_folder->path());
            video = app.add(1, "one");
            if (!await(app.library.open(server, maya)))
                qFatal("not opened");
            app.library.setOnline(true);
            if (!QTest::qWaitFor([&] { return app.stateOf(video) == FileState::Here; }, longestWaitMs))
                qFatal("not here");
            (void)await(app.library.edits().setTitle(video.id, title));
        }
        const QString database = libraryFolder() + u"/library.sqlite"_s;
        for (const QString& end : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(database + end);
        QFile file(database);
        if (!content.isEmpty() && (!file.open(QIODevice::WriteOnly) || file.write(content) < 0))
            qFatal("not damaged");
        return video;
    }
};

KINORA_QT_TEST(LibraryTest)
#include "LibraryTest.moc"
