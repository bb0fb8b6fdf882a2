#include "services/Downloads.h"

#include "client/services/DownloadsCase.h"
#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/SampleVideo.h"
#include "client/support/StillClock.h"
#include "media/SpriteSheet.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFutureWatcher>
#include <QImage>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::contentOf;
using tests::longestWaitMs;
using tests::sampleVideo;

class DownloadsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_root = std::make_unique<QTemporaryDir>(); }

    void bringsWantedVideosAndPosters() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        QSignalSpy finished(&fixture.downloads, &Downloads::finished);
        QCOMPARE(fixture.relay.downloads.size(), 0);
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, longestWaitMs);
        const LibraryVideo row = *fixture.videos.find(video.id);
        QCOMPARE(row.fileState, FileState::Here);
        QCOMPARE(contentOf(fixture.folder.absolute(row.file)), QByteArray("the film"));
        QTRY_COMPARE_WITH_TIMEOUT(
            fixture.videos.find(video.id)->poster, MediaFolder::posterFile(video.id), longestWaitMs);
        QCOMPARE(QImage(fixture.folder.absolute(MediaFolder::posterFile(video.id))).size(), QSize(32, 18));
        QVERIFY(QDir(fixture.folder.absolute(u"partial"_s)).isEmpty());
    }

    void aTransferThatWasStoppedDoesNotAnswerForTheNext() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.holdDownloads = true;
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
        fixture.downloads.stop();
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 2, longestWaitMs);
        QFutureWatcher<Result<Download>> stopped;
        const QSignalSpy answered(&stopped, &QFutureWatcherBase::finished);
        const auto first = fixture.relay.held.takeFirst().promise;
        stopped.setFuture(first->future());
        first->finish();
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, longestWaitMs);
        QVERIFY(fixture.downloads.progress(video.id));
        const QSignalSpy finished(&fixture.downloads, &Downloads::finished);
        fixture.relay.release(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, longestWaitMs);
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Content), 2);
    }

    void takesTwoAtATimeAndTheOneAskedForFirst() {
        tests::DownloadsCase fixture(m_root->path());
        QList<Video> videos;
        for (int i = 1; i <= 4; ++i)
            videos << fixture.add(i, QByteArray("film ") + QByteArray::number(i));
        fixture.relay.holdDownloads = true;
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 2, longestWaitMs);
        QCOMPARE(fixture.relay.held.at(0).request.videoId, videos.at(3).id); // newest first
        QCOMPARE(fixture.relay.held.at(1).request.videoId, videos.at(2).id);
        QVERIFY(fixture.downloads.progress(videos.at(3).id));
        QVERIFY(!fixture.downloads.progress(videos.at(0).id));
        fixture.downloads.want(videos.at(0).id);
        fixture.relay.release(videos.at(3).id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 2, longestWaitMs);
        QCOMPARE(fixture.relay.held.at(1).request.videoId, videos.at(0).id);
    }

    void goesOnWhereItWasCut() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "0123456789");
        fixture.relay.downloadFailures[video.id] = {Error{.code = ErrorCode::ConnectionLost}};
        fixture.relay.bytesBeforeFailure = 4;
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.downloadCount(VideoPart::Content), 1, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.downloads.progress(video.id), longestWaitMs);
        QCOMPARE(fixture.stateOf(video), FileState::Wanted);
        // A restart of the app later:
        fixture.downloads.stop();
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        QList<DownloadRequest> contents;
        for (const DownloadRequest& request : std::as_const(fixture.relay.downloads)) {
            if (request.part == VideoPart::Content)
                contents << request;
        }
        QCOMPARE(contents.size(), 2);
        QCOMPARE(contents.at(1).fromByte, 4);
        QCOMPARE(contents.at(1).etag, u'"' + video.sha256 + u'"');
    }

    void triesOtherBytesOnceMoreThenSaysSo() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the true film");
        fixture.relay.contents[video.id] = "the false one";
        QSignalSpy failed(&fixture.downloads, &Downloads::failed);
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, longestWaitMs);
        QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::CorruptFile);
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Content), 2);
        QCOMPARE(fixture.videos.find(video.id)->problem, ErrorCode::CorruptFile);
        QVERIFY(QDir(fixture.folder.absolute(u"videos"_s)).isEmpty());

        fixture.relay.contents[video.id] = "the true film";
        fixture.downloads.want(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
    }

    void neverShowsATruncatedFile() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the whole film");
        fixture.relay.contents[video.id] = "the whole";
        QSignalSpy failed(&fixture.downloads, &Downloads::failed);
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, longestWaitMs);
        QCOMPARE(fixture.stateOf(video), FileState::Failed);
        QVERIFY(QDir(fixture.folder.absolute(u"videos"_s)).isEmpty());
    }

    void saysWhenTheRelayHasNone() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.contents.clear();
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Failed, longestWaitMs);
        QCOMPARE(fixture.videos.find(video.id)->problem, ErrorCode::NotFound);
    }

    void doesNotLetWhatTheRelayCannotSendHoldUpTheRest() {
        tests::DownloadsCase fixture(m_root->path());
        QList<Video> videos;
        for (int number = 1; number <= 4; ++number)
            videos << fixture.add(number, "film " + QByteArray::number(number));
        const Video& lost = videos.at(3); // the newest, tried first
        const Video& garbled = videos.at(2);
        fixture.relay.downloadFailures[lost.id].fill(
            {.code = ErrorCode::Unavailable, .httpStatus = 503}, Downloads::mostRefusals);
        fixture.relay.downloadFailures[garbled.id].fill(
            {.code = ErrorCode::BadAnswer, .httpStatus = 206}, Downloads::mostRefusals);
        QSignalSpy failed(&fixture.downloads, &Downloads::failed);
        fixture.downloads.start();
        for (const Video& video : {videos.at(0), videos.at(1)})
            QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        QCOMPARE(fixture.asked().first(4), (QStringList{lost.id, garbled.id, videos.at(1).id, videos.at(0).id}));
        // They are tried again, now and then, after all others.
        const auto tries = [&] {
            const QStringList asked = fixture.asked();
            return asked.count(lost.id) + asked.count(garbled.id);
        };
        for (int number = 5; tries() < qsizetype{2} * Downloads::mostRefusals; ++number) {
            const auto before = tries();
            const Video other = fixture.add(number, "film " + QByteArray::number(number));
            fixture.downloads.want(other.id); // no pause
            QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(other), FileState::Here, longestWaitMs);
            QTRY_VERIFY_WITH_TIMEOUT(tries() > before, longestWaitMs);
        }
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, longestWaitMs);
        for (const Video& video : {lost, garbled}) {
            QCOMPARE(fixture.stateOf(video), FileState::Failed);
            QCOMPARE(fixture.videos.find(video.id)->problem, ErrorCode::RelayError);
        }
        // The connection was lost and is there again:
        fixture.downloads.tryAgain();
        for (const Video& video : {lost, garbled})
            QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
    }

    void goesOnWithWhatIsArrivingWhereTheConnectionBreaks() {
        tests::DownloadsCase fixture(m_root->path());
        const Video older = fixture.add(1, "an older film");
        const Video newer = fixture.add(2, "a newer film");
        const Video newest = fixture.add(3, "the newest film");
        fixture.relay.bytesBeforeFailure = 4;
        for (const Video& video : {newer, newest})
            fixture.relay.downloadFailures[video.id] = {Error{.code = ErrorCode::ConnectionLost}};
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Here, longestWaitMs);
        QCOMPARE(fixture.asked(), (QStringList{newest.id, newer.id, newest.id, newer.id, older.id}));
    }

    void keepsWantingWithoutARelay() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.outage = Error{.code = ErrorCode::Unreachable};
        QSignalSpy failed(&fixture.downloads, &Downloads::failed);
        fixture.downloads.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            fixture.relay.downloadCount(VideoPart::Content) >= 1 && !fixture.downloads.progress(video.id),
            longestWaitMs);
        QCOMPARE(fixture.stateOf(video), FileState::Wanted);
        QCOMPARE(failed.count(), 0);
    }

    void fetchesPicturesAgainAfterAnOutage() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "0123456789");
        QVERIFY(await(fixture.videos.setFileState(video.id, FileState::Absent)));
        fixture.downloads.setRules({.policy = KeepPolicy::OnDemand});
        fixture.relay.sprites.insert(video.id, tests::jpeg());
        fixture.relay.outage = Error{.code = ErrorCode::Unreachable};
        fixture.downloads.start();
        fixture.downloads.onScreen({video.id});
        fixture.downloads.wantSprite(video.id);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.relay.downloadCount(VideoPart::Poster) > 0, longestWaitMs);
        QCoreApplication::processEvents();
        fixture.relay.outage.reset(); // in the same session, and nothing is said of it
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.videos.find(video.id)->poster.isEmpty(), longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.videos.find(video.id)->sprite.isEmpty(), longestWaitMs);
        QCOMPARE(fixture.stateOf(video), FileState::Absent);
    }

    void makesThePosterItself() {
        tests::DownloadsCase fixture(m_root->path());
        const QString film = m_root->filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(film, {.color = Qt::blue}));
        const Video video = fixture.add(1, contentOf(film));
        fixture.relay.posters.clear();
        fixture.downloads.start();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.videos.find(video.id)->poster.isEmpty(), longestWaitMs);
        QCOMPARE(QImage(fixture.folder.absolute(MediaFolder::posterFile(video.id))).size(), QSize(320, 180));
    }

    void makesTheSpriteSheetThatTheRelayDoesNotHave() {
        tests::DownloadsCase fixture(m_root->path());
        const QString film = m_root->filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(film, {.size = {480, 270}}));
        const Video video = fixture.add(1, contentOf(film));
        fixture.relay.holdDownloads = true; // the film itself is not here
        fixture.downloads.start();
        fixture.downloads.wantSprite(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.downloadCount(VideoPart::Sprite), 1, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
        fixture.relay.release(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        const auto isHere = [&] { // asked for as often as the mouse comes back
            fixture.downloads.wantSprite(video.id);
            return fixture.videos.find(video.id)->sprite == MediaFolder::spriteFile(video.id);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHere(), longestWaitMs);
        const QImage sheet(fixture.folder.absolute(MediaFolder::spriteFile(video.id)));
        QCOMPARE(sheet.size(), QSize(5 * 240, 5 * 135));
        for (const int frame : {0, 6, 24}) { // of different rows and columns
            const int grey = qGray(sheet.pixel(sprite::tile(sheet.size(), frame).center()));
            QCOMPARE(tests::frameOfGrey(grey), static_cast<int>((frame + 0.5) / sprite::frames * 30));
        }
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Sprite), 1); // it was not asked again
    }

    void stopsAndKeepsWhatArrived() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.holdDownloads = true;
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
        fixture.downloads.stop();
        QVERIFY(fixture.relay.held.first().promise->isCanceled());
        QVERIFY(!fixture.downloads.progress(video.id));
        QCOMPARE(fixture.stateOf(video), FileState::Wanted);
    }

    void leavesNothingOfWhatWasDeletedAsItArrived() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.holdDownloads = true;
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
        QSignalSpy finished(&fixture.downloads, &Downloads::finished);
        QSignalSpy failed(&fixture.downloads, &Downloads::failed);
        // Its row goes in between: the transfer is complete, the store has yet to hear it.
        const auto removed = fixture.videos.removeForever({video.id}, fixture.clock.now());
        fixture.relay.release(video.id);
        QVERIFY(await(removed));
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.downloads.progress(video.id), longestWaitMs);
        const Video other = fixture.add(2, "another film"); // after it: what comes before has been done
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
        fixture.relay.release(other.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(other), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.filesIn(u"videos"_s), 1, longestWaitMs);
        QCOMPARE(fixture.filesIn(u"partial"_s), 0);
        QCOMPARE(failed.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, longestWaitMs);
    }

    void leavesNoPictureOfWhatWasDeletedAsItArrived() {
        tests::DownloadsCase fixture(m_root->path());
        fixture.relay.holdDownloads = true;
        const Video gone = fixture.add(1, "the film");
        const Video back = fixture.add(2, "a film that comes back");
        fixture.downloads.start();
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Poster), 2);
        (void)fixture.videos.remove({gone.id, back.id}); // before the pictures are here
        (void)fixture.videos.upsert({back});
        const Video other = fixture.add(3, "another film"); // after them
        fixture.downloads.check();
        for (const Video& video : {back, other})
            QTRY_VERIFY_WITH_TIMEOUT(!fixture.videos.find(video.id)->poster.isEmpty(), longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.filesIn(u"posters"_s), 2, longestWaitMs);
        for (const Video& video : {back, other})
            QVERIFY(QFile::exists(fixture.folder.absolute(MediaFolder::posterFile(video.id))));
    }

    void takesWhatIsOnScreenFirst() {
        tests::DownloadsCase fixture(m_root->path());
        QList<Video> videos;
        for (int number = 1; number <= 5; ++number)
            videos << fixture.add(number, "film " + QByteArray::number(number));
        fixture.relay.holdDownloads = true;
        fixture.downloads.onScreen({videos.at(1).id, videos.at(0).id});
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 2, longestWaitMs);
        QCOMPARE(fixture.relay.held.at(0).request.videoId, videos.at(1).id);
        QCOMPARE(fixture.relay.held.at(1).request.videoId, videos.at(0).id);
    }

    void bringsASpriteSheetWhenItIsAskedFor() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.holdDownloads = true; // the film itself is not here
        fixture.relay.sprites.insert(video.id, tests::jpeg());
        fixture.downloads.start();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.videos.find(video.id)->poster.isEmpty(), longestWaitMs);
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Sprite), 0);
        // Somebody clears the folder of posters.
        QVERIFY(QFile::remove(fixture.folder.absolute(MediaFolder::posterFile(video.id))));
        QVERIFY(await(fixture.videos.forgetPicture(video.id, MediaFolder::posterFile(video.id))));
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(
            fixture.videos.find(video.id)->poster, MediaFolder::posterFile(video.id), longestWaitMs);
        QVERIFY(QFile::exists(fixture.folder.absolute(MediaFolder::posterFile(video.id))));
        fixture.downloads.wantSprite(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(
            fixture.videos.find(video.id)->sprite, MediaFolder::spriteFile(video.id), longestWaitMs);
        QVERIFY(!QImage(fixture.folder.absolute(MediaFolder::spriteFile(video.id))).isNull());
        fixture.downloads.wantSprite(video.id);
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Sprite), 1);
    }

    void forgetsWhatAnotherPolicyWanted() {
        tests::DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.relay.holdDownloads = true;
        fixture.downloads.setRules({.policy = KeepPolicy::OnDemand});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Absent, longestWaitMs);
        fixture.downloads.start();
        fixture.downloads.want(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.held.size(), 1, longestWaitMs);
    }

    void thePolicyHoldsForWhatFailedAndWhatIsArriving() {
        tests::DownloadsCase fixture(m_root->path());
        const Video arriving = fixture.add(2, "0123456789");
        const Video failed = fixture.add(1, "abcdefghij");
        QVERIFY(await(fixture.videos.setFileState(failed.id, FileState::Failed, ErrorCode::DiskFull)));
        fixture.relay.holdDownloads = true;
        fixture.downloads.start();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.downloads.progress(arriving.id), longestWaitMs);
        fixture.downloads.setRules({.policy = KeepPolicy::OnDemand});
        QVERIFY(!fixture.downloads.progress(arriving.id));
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(failed), FileState::Absent, longestWaitMs);
        QCOMPARE(fixture.stateOf(arriving), FileState::Absent);
        fixture.downloads.tryAgain();
        QVERIFY(await(fixture.videos.setWatched(failed.id, fixture.clock.now()))); // what is written comes in turn
        QCOMPARE(fixture.stateOf(failed), FileState::Absent);
    }

    void thePolicyHoldsForALibraryThatWasNotOpenWhenItWasChosen() {
        {
            tests::DownloadsCase before(m_root->path());
            before.add(1, "0123456789");
            before.relay.outage = Error{.code = ErrorCode::Unreachable};
            before.downloads.start();
            QTRY_COMPARE_WITH_TIMEOUT(before.relay.downloadCount(VideoPart::Content), 1, longestWaitMs);
        }
        tests::DownloadsCase later(m_root->path());
        Downloads downloads(
            later.relay, later.videos, later.folder, later.thumbnailer, later.clock, {.policy = KeepPolicy::OnDemand});
        downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(later.videos.find(tests::sampleId(1))->fileState, FileState::Absent, longestWaitMs);
        QCOMPARE(later.relay.downloadCount(VideoPart::Content), 0);
    }

    void saysWhenTheDiskIsFull() {
        // A real full disk: a file system of 256 kB in memory.
        const QString small = m_root->filePath(u"small"_s);
        QVERIFY(QDir().mkpath(small));
        if (QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=256k"_s, u"kinora-test"_s, small}) != 0)
            QSKIP("mounting a small file system needs root");
        const auto unmount = qScopeGuard([&] { QProcess::execute(u"umount"_s, {small}); });
        const QTemporaryDir database;
        tests::FakeRelayApi relay;
        const MediaFolder folder(small);
        QVERIFY(folder.create());
        const auto opened = std::move(*Database::open(database.filePath(u"library.sqlite"_s)));
        VideoStore videos(*opened);
        Thumbnailer thumbnailer;
        const tests::StillClock clock;
        Downloads downloads(relay, videos, folder, thumbnailer, clock);
        const QByteArray film(qsizetype{400} * 1024, 'x');
        Video video = sampleVideo(1);
        video.bytes = film.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(film, QCryptographicHash::Sha256).toHex());
        relay.contents.insert(video.id, film);
        QVERIFY(await(videos.upsert({video})));
        QVERIFY(await(videos.setFileState(video.id, FileState::Wanted)));
        QSignalSpy failed(&downloads, &Downloads::failed);
        downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, longestWaitMs);
        QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::DiskFull);
        QCOMPARE(videos.find(video.id)->problem, ErrorCode::DiskFull);
        QCOMPARE(relay.downloadCount(VideoPart::Content), 0); // not filled to the last byte
        QVERIFY(QProcess::execute(u"mount"_s, {u"-o"_s, u"remount,size=4m"_s, small}) == 0);
        downloads.want(video.id);
        QTRY_COMPARE_WITH_TIMEOUT(videos.find(video.id)->fileState, FileState::Here, longestWaitMs);
    }

private:
    std::unique_ptr<QTemporaryDir> m_root;
};

KINORA_QT_TEST(DownloadsTest)
#include "DownloadsTest.moc"
