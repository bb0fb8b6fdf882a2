#include "services/LibrarySync.h"

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/LibraryDevice.h"
#include "client/support/SampleData.h"
#include "services/Library.h"
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
using Device = tests::LibraryDevice;
using tests::longestWaitMs;
using tests::nineOClock;
using tests::sampleId;
using tests::sampleVideo;

/// Library, LibrarySync and LibraryEdits against a relay that is changed from elsewhere too.
class LibrarySyncTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<tests::FakeRelayApi>();
        m_relay->holdDownloads = true;
        for (const int number : {1, 2, 3})
            m_relay->library.prepend(sampleVideo(number));
    }

    void listsOnceAndThenOnlyAsksWhatChanged() {
        {
            Device device(*m_relay, m_folder->path());
            device.catchUp();
            QCOMPARE(device.count(), 3);
            QCOMPARE(m_relay->videoQueries.size(), 2); // what is in the trash too
        }
        m_relay->videoQueries.clear();
        m_relay->editElsewhere(sampleId(2), {.title = u"Elsewhere"_s}, nineOClock);
        m_relay->removeElsewhere(sampleId(1));
        Device device(*m_relay, m_folder->path());
        QSignalSpy gone(&device.library, &Library::goneElsewhere);
        device.catchUp();
        QVERIFY(m_relay->videoQueries.isEmpty());
        QCOMPARE(m_relay->changesAsked.last(), 3);
        QCOMPARE(device.video(2).title, u"Elsewhere"_s);
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 2, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, longestWaitMs);
        QCOMPARE(gone.first().at(0).toInt(), 1);
        QCOMPARE(gone.first().at(1).toInt(), 0);
    }

    void takesTheTrashAlong() {
        m_relay->library[0].state = VideoState::Trashed;
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QCOMPARE(device.count(), 2);
        QCOMPARE(device.library.places({.section = LibrarySection::Trash})->size(), 1);
    }

    void listsAnewWhenTheRelayWasSetBack() {
        {
            Device device(*m_relay, m_folder->path());
            device.catchUp();
        }
        // A backup from before video 3 was made, in which 1 had been deleted already and 2 had other words.
        m_relay->library.removeIf([](const Video& video) { return video.id != sampleId(2); });
        m_relay->library.first().title = u"As it was"_s;
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QCOMPARE(device.video(2).title, u"As it was"_s);
        // What the relay has lost is not deleted for it.
        QCOMPARE(device.count(), 2);
        QVERIFY(!device.library.find(sampleId(3))->onRelay);
        QCOMPARE(device.library.find(sampleId(1)).error().code, ErrorCode::NotFound);
    }

    void readsARelayThatTellsNoChanges() {
        m_relay->tellsChanges = false;
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QCOMPARE(device.count(), 3);
        m_relay->library.removeFirst();
        device.library.sync().syncNow();
        device.synced();
        QCOMPARE(device.count(), 3); // it may only be in the trash
    }

    void followsEvents() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        Video video = sampleVideo(4);
        emit device.creation.videoChanged(video);
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 4, longestWaitMs);
        device.events.send(VideoDeletedEvent{video.id});
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 3, longestWaitMs);
    }

    void asksAgainForWhatCouldNotBeStored_data() {
        QTest::addColumn<QString>("refused");
        QTest::newRow("a video") << u"BEFORE UPDATE ON videos WHEN new.id = '%1'"_s.arg(sampleId(2));
        QTest::newRow("a new video") << u"BEFORE INSERT ON videos"_s;
        QTest::newRow("what is gone") << u"BEFORE DELETE ON videos"_s;
        QTest::newRow("how far it is") << u"BEFORE INSERT ON bookmarks WHEN new.value > 3"_s;
    }
    void asksAgainForWhatCouldNotBeStored() {
        QFETCH(QString, refused);
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        m_relay->editElsewhere(sampleId(2), {.title = u"Elsewhere"_s}, nineOClock);
        Video made = sampleVideo(4);
        made.seq = m_relay->standsAt() + 1;
        m_relay->library.prepend(made);
        m_relay->removeElsewhere(sampleId(1));
        device.refuseWrites(refused);
        device.library.sync().syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(device.library.sync().state() != LibrarySync::State::Syncing, longestWaitMs);
        QCOMPARE(device.library.sync().state(), LibrarySync::State::Failed);
        QCOMPARE(device.library.sync().error()->code, ErrorCode::FileFailed);
        QCOMPARE(device.count(), 3); // all or nothing
        QVERIFY(device.video(2).title != u"Elsewhere"_s);
        device.refuseWrites();
        device.library.sync().syncNow();
        device.synced();
        QCOMPARE(m_relay->changesAsked.last(), 3);
        QCOMPARE(device.video(2).title, u"Elsewhere"_s);
        QCOMPARE(device.count(), 3);
        QCOMPARE(device.library.find(sampleId(1)).error().code, ErrorCode::NotFound);
        QVERIFY(device.library.find(sampleId(4)));
    }

    void listsAgainWhereWhatIsGoneCouldNotBeTakenOut() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        m_relay->removeElsewhere(sampleId(1));
        device.refuseWrites(u"BEFORE DELETE ON videos"_s);
        device.library.sync().askForAll();
        QTRY_COMPARE_WITH_TIMEOUT(device.library.sync().state(), LibrarySync::State::Failed, longestWaitMs);
        QCOMPARE(device.count(), 3);
        device.refuseWrites();
        device.library.sync().syncNow();
        device.synced();
        QCOMPARE(device.count(), 2);
    }

    void saysWhenWhatItIsToldCannotBeStored() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        device.refuseWrites(u"BEFORE INSERT ON videos"_s);
        Video made = sampleVideo(4);
        made.seq = m_relay->standsAt() + 1;
        m_relay->library.prepend(made);
        emit device.creation.videoChanged(made);
        QTRY_COMPARE_WITH_TIMEOUT(device.library.sync().state(), LibrarySync::State::Failed, longestWaitMs);
        device.refuseWrites();
        device.library.sync().syncNow();
        device.synced();
        QCOMPARE(device.count(), 4);
    }

    void letsNothingGoBeforeTheRelayHasToldWhatItHas() {
        m_relay->holdDownloads = false;
        m_relay->library.removeLast();
        const Video other = film(2, "film two..");
        Video brought = film(3, "old import");
        brought.createdAt = sampleVideo(1).createdAt;
        m_relay->library = {other, brought};
        {
            Device device(*m_relay, m_folder->path());
            device.catchUp();
            for (const Video& video : {other, brought})
                QTRY_COMPARE_WITH_TIMEOUT(device.library.find(video.id)->fileState, FileState::Here, longestWaitMs);
        }
        // A backup from before the import; it has two that are not here, and newer dates.
        Video small = film(5, "small");
        Video large = film(4, "large film");
        small.seq = large.seq = 1;
        m_relay->library = {small, large, other};
        m_relay->holdDownloads = m_relay->holdPages = true;
        Device device(*m_relay, m_folder->path());
        QVERIFY(await(device.library.store().upsert({small, large})));
        device.library.setKeepRules({.limitBytes = 25});
        device.library.setOnline(true);
        const auto row = [&device](const Video& video) {
            return *device.library.find(video.id);
        };
        QTRY_COMPARE_WITH_TIMEOUT(row(small).fileState, FileState::Wanted, longestWaitMs); // it fits
        QCOMPARE(row(brought).fileState, FileState::Here);
        QCOMPARE(row(other).fileState, FileState::Here);
        QCOMPARE(m_relay->heldPages.size(), 1);
        m_relay->releasePage();
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->heldPages.size(), 1, longestWaitMs); // what is in the trash
        m_relay->releasePage();
        device.synced();
        QTRY_COMPARE_WITH_TIMEOUT(row(other).fileState, FileState::Absent, longestWaitMs);
        QCOMPARE(row(brought).fileState, FileState::Here);
        QVERIFY(!row(brought).onRelay);
        QVERIFY(QFile::exists(device.library.fileOf(row(brought))));
    }

    void letsNothingGoWhileTheConnectionIsLost() {
        m_relay->holdDownloads = false;
        const Video other = film(2, "film two..");
        m_relay->library = {other};
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        const auto row = [&device](const Video& video) {
            return *device.library.find(video.id);
        };
        QTRY_COMPARE_WITH_TIMEOUT(row(other).fileState, FileState::Here, longestWaitMs);
        device.events.enter(RelayEvents::State::Waiting);
        const Video small = film(5, "s"); // it fits
        const Video large = film(4, "newer");
        m_relay->library = {small, large, other};
        m_relay->holdDownloads = true;
        QVERIFY(await(device.library.store().upsert({large, small})));
        device.library.setKeepRules({.limitBytes = 11});
        QTRY_COMPARE_WITH_TIMEOUT(row(small).fileState, FileState::Wanted, longestWaitMs);
        QVERIFY(await(device.library.store().setBookmark(u"after that"_s, 1)));
        QCOMPARE(row(other).fileState, FileState::Here);
        QVERIFY(m_relay->contentAsked.isEmpty());
        device.events.enter(RelayEvents::State::Open);
        QTRY_COMPARE_WITH_TIMEOUT(row(other).fileState, FileState::Absent, longestWaitMs);
    }

    void keepsTheFileOfWhatWasDeletedElsewhere() {
        m_relay->holdDownloads = false;
        const QByteArray content = "a film";
        m_relay->library.first() = film(3, content);
        const QString id = sampleId(3);
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QTRY_COMPARE_WITH_TIMEOUT(device.library.find(id)->fileState, FileState::Here, longestWaitMs);
        const QString name = QFileInfo(device.library.fileOf(*device.library.find(id))).fileName();
        QSignalSpy gone(&device.library, &Library::goneElsewhere);
        m_relay->removeElsewhere(id);
        device.library.sync().syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, longestWaitMs);
        QCOMPARE(gone.first().at(1).toInt(), 1);
        QFile kept(device.library.folder().absolute(u"removed/"_s + name));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), content);
    }

    void sendsWhatWasEditedOffline() {
        const QStringList all{sampleId(1), sampleId(2), sampleId(3)};
        {
            Device device(*m_relay, m_folder->path());
            device.catchUp();
            device.library.setOnline(false);
            QVERIFY(await(device.library.edits().setFavorite(all, true)));
            QVERIFY(await(device.library.edits().setTitle(sampleId(1), u"Offline"_s)));
            QVERIFY(await(device.library.edits().trash({sampleId(3)})));
            QVERIFY(await(device.library.edits().removeForever({sampleId(2)})));
            QVERIFY(m_relay->editCalls.isEmpty());
        }
        Device device(*m_relay, m_folder->path()); // started anew
        device.catchUp();
        QCOMPARE(m_relay->editCalls.size(), 3); // what is alike goes together
        const auto there = [this](int number) {
            return *std::ranges::find(m_relay->library, sampleId(number), &Video::id);
        };
        QVERIFY(there(1).favorite);
        QCOMPARE(there(1).title, u"Offline"_s);
        QCOMPARE(there(3).state, VideoState::Trashed);
        QCOMPARE(m_relay->deleted.values(), QStringList{sampleId(2)});
        QCOMPARE(device.count(), 1);
    }

    void letsTheLaterEditHoldFieldByField() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        device.library.setOnline(false);
        device.clock.time = nineOClock.addSecs(60);
        QVERIFY(await(device.library.edits().setTitle(sampleId(1), u"Here, earlier"_s)));
        QVERIFY(await(device.library.edits().setRating({sampleId(1)}, 5)));
        QVERIFY(await(device.library.edits().addTag({sampleId(1)}, u"here"_s)));
        QVERIFY(await(device.library.edits().addTag({sampleId(1)}, u"both"_s)));
        QVERIFY(await(device.library.edits().trash({sampleId(2)})));
        m_relay->editElsewhere(
            sampleId(1), {.title = u"There, later"_s, .removeTags = {u"both"_s}}, nineOClock.addSecs(120));
        m_relay->editElsewhere(sampleId(1), {.rating = 1, .addTags = {u"there"_s}}, nineOClock.addSecs(30));
        m_relay->removeElsewhere(sampleId(2));
        device.catchUp();
        QTRY_COMPARE_WITH_TIMEOUT(device.video(1).title, u"There, later"_s, longestWaitMs);
        QCOMPARE(device.video(1).rating, 5);
        QStringList tags = device.video(1).tags;
        tags.sort();
        QCOMPARE(tags, (QStringList{u"here"_s, u"there"_s}));
        QCOMPARE(m_relay->library.last().title, u"There, later"_s);
        QCOMPARE(m_relay->library.last().rating, 5);
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 2, longestWaitMs); // deleted for ever wins over all
    }

    void sendsAgainWhenTheAnswerWasLost() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        m_relay->lostAnswers = 1;
        QVERIFY(await(device.library.edits().setRating({sampleId(1)}, 3)));
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->editCalls.size(), 1, longestWaitMs);
        const qint64 stands = m_relay->standsAt();
        emit device.creation.caughtUp();
        device.synced();
        QCOMPARE(m_relay->editCalls.size(), 2);
        QCOMPARE(m_relay->standsAt(), stands); // it changed nothing the second time
        QCOMPARE(device.video(1).rating, 3);
    }

    void bringsBackWhatWasPublished() {
        Device device(*m_relay, m_folder->path());
        m_relay->editElsewhere(sampleId(1), {.state = VideoState::Published}, nineOClock.addSecs(-60));
        device.catchUp();
        QVERIFY(await(device.library.edits().trash({sampleId(1)})));
        device.synced();
        QCOMPARE(m_relay->library.last().state, VideoState::Trashed);
        device.library.setOnline(false);
        device.clock.time = nineOClock.addSecs(60);
        QVERIFY(await(device.library.edits().restore({sampleId(1), sampleId(2)})));
        QCOMPARE(device.video(1).state, VideoState::Published); // at once, and without a relay
        m_relay->lostAnswers = 1;
        device.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->restoreCalls.size(), 1, longestWaitMs);
        emit device.creation.caughtUp();
        device.synced();
        QCOMPARE(m_relay->library.last().state, VideoState::Published);
        QCOMPARE(device.video(1).state, VideoState::Published);
        QCOMPARE(device.video(2).state, VideoState::Draft); // it was not in the trash
        QCOMPARE(device.count(), 3);
    }

    void tellsOfPublishingWhatIsThrownAwayToo_data() {
        QTest::addColumn<bool>("published"); // at first
        QTest::addColumn<bool>("undone");    // before the relay heard of it
        QTest::addColumn<VideoState>("after");
        QTest::newRow("unpublished, thrown away, undone") << true << true << VideoState::Draft;
        QTest::newRow("published, thrown away, undone") << false << true << VideoState::Published;
        QTest::newRow("unpublished, thrown away") << true << false << VideoState::Draft;
        QTest::newRow("published, thrown away") << false << false << VideoState::Published;
    }
    void tellsOfPublishingWhatIsThrownAwayToo() {
        QFETCH(bool, published);
        QFETCH(bool, undone);
        QFETCH(VideoState, after);
        if (published)
            m_relay->editElsewhere(sampleId(1), {.state = VideoState::Published}, nineOClock.addSecs(-60));
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        device.library.setOnline(false);
        QVERIFY(await(device.library.edits().setPublished({sampleId(1)}, !published)));
        QVERIFY(await(device.library.edits().trash({sampleId(1)})));
        if (undone) {
            QVERIFY(await(device.library.edits().restore({sampleId(1)})));
            QCOMPARE(device.video(1).state, after);
        }
        m_relay->lostAnswers = 1; // sent twice
        device.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->editCalls.size(), 1, longestWaitMs);
        emit device.creation.caughtUp();
        device.synced();
        if (!undone) {
            QCOMPARE(m_relay->library.last().state, VideoState::Trashed);
            QCOMPARE(device.count(), 2);
            QVERIFY(await(device.library.edits().restore({sampleId(1)})));
            device.synced();
        }
        QCOMPARE(m_relay->library.last().state, after);
        QCOMPARE(device.video(1).state, after);
        QCOMPARE(device.count(), 3);
    }

    void doesNotBringBackWhatWasThrownAwayLater() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QVERIFY(await(device.library.edits().trash({sampleId(1)})));
        device.synced();
        device.clock.time = nineOClock.addSecs(60);
        m_relay->lostAnswers = 1;
        QVERIFY(await(device.library.edits().restore({sampleId(1)})));
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->restoreCalls.size(), 1, longestWaitMs);
        QCOMPARE(m_relay->library.last().state, VideoState::Draft); // and its answer was lost
        m_relay->editElsewhere(sampleId(1), {.state = VideoState::Trashed}, nineOClock.addSecs(120));
        emit device.creation.caughtUp();
        device.synced();
        QCOMPARE(m_relay->restoreCalls.size(), 2);
        QCOMPARE(m_relay->library.last().state, VideoState::Trashed);
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 2, longestWaitMs);
    }

    void keepsWhatAnOlderRelayCannotBringBack() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        m_relay->knowsRestore = false;
        QVERIFY(await(device.library.edits().trash({sampleId(1)})));
        device.synced();
        device.clock.time = nineOClock.addSecs(60);
        QVERIFY(await(device.library.edits().restore({sampleId(1)})));
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->restoreCalls.size(), 1, longestWaitMs);
        QCOMPARE(device.count(), 3);
        m_relay->knowsRestore = true;
        emit device.creation.caughtUp();
        device.synced();
        QCOMPARE(m_relay->library.last().state, VideoState::Draft);
        // Deleted for ever meanwhile: that wins.
        QVERIFY(await(device.library.edits().trash({sampleId(2)})));
        device.synced();
        device.library.setOnline(false);
        QVERIFY(await(device.library.edits().restore({sampleId(2)})));
        m_relay->removeElsewhere(sampleId(2));
        device.library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(device.count(), 2, longestWaitMs);
        QVERIFY(!*device.library.store().nextEdits(1));
    }

    void settlesWhatTheRelayRefuses() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        QSignalSpy refused(&device.library, &Library::editsRefused);
        const Error no{.code = ErrorCode::Conflict, .httpStatus = 409};
        m_relay->editFailures = {no, no}; // together, then the first of them alone
        QVERIFY(await(device.library.edits().addTag({sampleId(1), sampleId(2)}, u"one too many"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, longestWaitMs);
        QCOMPARE(refused.first().first().toStringList(), QStringList{sampleId(1)});
        device.synced();
        QTRY_VERIFY_WITH_TIMEOUT(device.video(1).tags.isEmpty(), longestWaitMs); // the relay's word again
        QCOMPARE(device.video(2).tags, QStringList{u"one too many"_s});
    }

    void waitsWhileTheRelayCannotBeReached() {
        Device device(*m_relay, m_folder->path());
        device.catchUp();
        m_relay->outage = Error{.code = ErrorCode::Unavailable, .httpStatus = 503};
        QVERIFY(await(device.library.edits().setRating({sampleId(1)}, 3)));
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->editCalls.size(), 1, longestWaitMs);
        QCOMPARE(device.video(1).rating, 3);
        QVERIFY(*device.library.store().nextEdits(1));
    }

private:
    /// Which the relay can send.
    Video film(int number, const QByteArray& content) {
        Video video = sampleVideo(number);
        video.bytes = content.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        m_relay->contents.insert(video.id, content);
        return video;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::FakeRelayApi> m_relay;
};

KINORA_QT_TEST(LibrarySyncTest)
#include "LibrarySyncTest.moc"
