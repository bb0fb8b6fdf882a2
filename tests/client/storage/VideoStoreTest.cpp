#include "storage/VideoStore.h"

#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

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

class VideoStoreTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
        m_store = std::make_unique<VideoStore>(*m_database);
    }
    void cleanup() {
        m_store.reset();
        m_database.reset();
    }

    void keepsEveryMember() {
        Video video = sampleVideo(1, u"“Größe” 猫 🎬\nsecond line"_s);
        video.jobId = sampleId(99);
        video.title = u"Title"_s;
        video.orientation = Orientation::Landscape;
        video.seconds = 4.25;
        video.demo = true;
        video.favorite = true;
        video.rating = 4;
        video.tags = {u"a"_s, u"b \"c\""_s};
        video.state = VideoState::Published;
        video.remixOf = sampleId(98);
        video.chargedMicroUsd = 800000;
        video.batchId = sampleId(97);
        video.source = VideoSource::Import;
        video.settings = VideoSettings{.seconds = 8,
            .size = u"1280x720"_s,
            .negativePrompt = u"rain"_s,
            .seed = 9007199254740993,
            .cameos = {u"maya"_s}};
        QVERIFY(await(m_store->upsert({video})));
        const auto row = m_store->find(video.id);
        QVERIFY(row);
        QCOMPARE(row->video, video);
        QCOMPARE(row->fileState, FileState::Absent);
        QVERIFY(row->file.isEmpty());
    }

    void takesBackOnlyWhatNobodyTookOut() {
        const auto lying = [](int number, const QString& file) {
            Video video = sampleVideo(number);
            video.source = VideoSource::Import;
            video.sha256 = QString(64, QChar(u'a' + number));
            return LocalVideo{.video = video, .file = file};
        };
        const LocalVideo deleted = lying(1, u"videos/1.mp4"_s);
        const LocalVideo renamed = lying(2, u"videos/2.mp4"_s);
        const LocalVideo lost = lying(3, u"videos/3.mp4"_s);
        const LocalVideo gone = lying(4, u"videos/none.mp4"_s);
        QVERIFY(QDir(m_folder->path()).mkpath(u"videos"_s));
        for (const LocalVideo& video : {deleted, renamed, lost})
            QVERIFY(QFile(m_folder->filePath(video.file)).open(QIODevice::WriteOnly));
        QVERIFY(await(m_store->addLocal({deleted, renamed})));
        QVERIFY(await(m_store->removeForever({deleted.video.id}, sampleVideo(9).createdAt)));
        Video told = renamed.video;
        told.id = sampleId(22);
        QVERIFY(await(m_store->upsert({told})));

        QCOMPARE(*await(m_store->takeBack(m_folder->path(), {deleted, renamed, lost, gone})), 1);
        QCOMPARE(m_store->places()->size(), 2);
        QVERIFY(!m_store->find(deleted.video.id));
        QCOMPARE(m_store->find(renamed.video.id)->video.id, told.id);
        QCOMPARE(m_store->find(lost.video.id)->file, lost.file);
        // A list that has lost the other name has this one.
        QVERIFY(await(m_store->remove({told.id})));
        QVERIFY(await(m_store->dropLeft({1, 2})));
        QCOMPARE(*await(m_store->takeBack(m_folder->path(), {renamed})), 1);
        QCOMPARE(m_store->find(renamed.video.id)->file, renamed.file);
        LocalVideo twice = renamed;
        twice.video.id = sampleId(23);
        QCOMPARE(*await(m_store->takeBack(m_folder->path(), {twice})), 0); // one file, one row
        // A person may bring it again.
        QVERIFY(await(m_store->addLocal({deleted})));
        QVERIFY(m_store->find(deleted.video.id) && !*m_store->nextEdits(1));
    }

    void listsNewestFirst() {
        QSignalSpy changed(m_store.get(), &VideoStore::changed);
        QVERIFY(await(m_store->upsert({sampleVideo(2), sampleVideo(3), sampleVideo(1)})));
        QCOMPARE(changed.count(), 1);
        const auto changes = changed.first().first().value<VideoChanges>();
        const auto places = m_store->places();
        QVERIFY(places);
        QCOMPARE(changes.inserted, *places);
        QCOMPARE(idsOf(keysOf(*places)), (QStringList{sampleId(3), sampleId(2), sampleId(1)}));
        QCOMPARE(places->first().width, 720);
        QCOMPARE(places->first().height, 1280);
    }

    void pagesByKeyset() {
        QList<Video> videos;
        for (int i = 1; i <= 25; ++i)
            videos << sampleVideo(i);
        videos[10].createdAt = videos[11].createdAt; // two of one moment at a page's edge must both appear once
        QVERIFY(await(m_store->upsert(videos)));
        QStringList seen;
        std::optional<VideoCursor> cursor;
        for (;;) {
            const auto page = m_store->page(cursor, 7);
            QVERIFY(page);
            if (page->isEmpty())
                break;
            for (const LibraryVideo& row : *page)
                seen << row.video.id;
            cursor =
                VideoCursor{.createdAtMs = page->last().video.createdAt.toMSecsSinceEpoch(), .key = page->last().key};
        }
        QCOMPARE(seen, idsOf(keysOf(*m_store->places())));
        QCOMPARE(seen.size(), 25);
    }

    void ignoresWhatIsOlder() {
        Video newer = sampleVideo(1, u"new words"_s);
        newer.seq = 7;
        Video older = sampleVideo(1, u"old words"_s);
        older.seq = 5;
        QVERIFY(await(m_store->upsert({newer})));
        QVERIFY(await(m_store->upsert({older})));
        QCOMPARE(m_store->find(newer.id)->video.prompt, u"new words"_s);
    }

    void keepsFileAndPosterWhenTheRelaySpeaksAgain() {
        Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->setFileState(video.id, FileState::Wanted)));
        QCOMPARE(*m_store->wanted(), QStringList{video.id});
        QVERIFY(await(m_store->setFileHere(video.id, u"videos/2026-11/x.mp4"_s)));
        QVERIFY(await(m_store->setPoster(video.id, u"posters/x.jpg"_s)));
        QVERIFY(await(m_store->setTook(video.id, 2500)));
        video.seq = 9;
        video.favorite = true;
        QVERIFY(await(m_store->upsert({video})));
        const auto row = m_store->find(video.id);
        QCOMPARE(row->fileState, FileState::Here);
        QCOMPARE(row->file, u"videos/2026-11/x.mp4"_s);
        QCOMPARE(row->poster, u"posters/x.jpg"_s);
        QCOMPARE(*row->tookMs, 2500);
        QVERIFY(row->video.favorite);
        QVERIFY(m_store->wanted()->isEmpty());
        QCOMPARE(await(m_store->localFiles())->size(), 1);
        const auto totals = await(m_store->totals());
        QCOMPARE(totals->videos, 1);
        QCOMPARE(totals->bytesHere, 1000);
    }

    void remembersWhyAFileFailed() {
        const Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->setFileState(video.id, FileState::Failed, ErrorCode::DiskFull)));
        QCOMPARE(m_store->find(video.id)->problem, ErrorCode::DiskFull);
        QVERIFY(m_store->wanted()->isEmpty());
        QVERIFY(await(m_store->setFileState(video.id, FileState::Wanted)));
        QVERIFY(!m_store->find(video.id)->problem);
        QCOMPARE(*m_store->wanted(), QStringList{video.id});
    }

    void leavesOutTrashedVideos() {
        Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video, sampleVideo(2)})));
        const qint64 key = m_store->find(video.id)->key;
        QSignalSpy changed(m_store.get(), &VideoStore::changed);
        video.state = VideoState::Trashed;
        video.seq = 10;
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().removed, QList<qint64>{key});
        QCOMPARE(m_store->places()->size(), 1);
        QCOMPARE(await(m_store->totals())->videos, 1);
        video.state = VideoState::Draft;
        video.seq = 11;
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().inserted.first().key, key);
        QVERIFY(await(m_store->remove({video.id})));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().removed, QList<qint64>{key});
        QCOMPARE(m_store->find(video.id).error().code, ErrorCode::NotFound);
    }

    void knowsTakesAndRemixes() {
        QList<Video> videos;
        for (int i = 1; i <= 8; ++i)
            videos << sampleVideo(i, u"Boat %1"_s.arg(i));
        videos[0].batchId = videos[1].batchId = sampleId(90); // takes
        videos[0].remixOf = sampleId(3);
        videos[3].remixOf = sampleId(3);
        videos[4].remixOf = sampleId(1);
        videos[6].remixOf = sampleId(1);
        videos[6].state = VideoState::Trashed;
        videos[7].remixOf = sampleId(5); // a grandchild is another family
        QVERIFY(await(m_store->upsert(videos)));
        const auto family = m_store->family(sampleId(1));
        QVERIFY(family);
        QStringList kin;
        for (const LibraryVideo& row : *family)
            kin << row.video.id;
        QCOMPARE(kin, (QStringList{sampleId(5), sampleId(4), sampleId(3), sampleId(2), sampleId(1)}));
        QCOMPARE(m_store->family(sampleId(6))->size(), 1);
        QVERIFY(m_store->family(sampleId(77))->isEmpty());
    }

    void knowsTakesByTheirPrompt() {
        QList<Video> videos{sampleVideo(1, u"Ein Caf\u00e9 im Regen"_s),
            sampleVideo(2, u"  Ein Cafe\u0301 im Regen\n"_s), sampleVideo(3, u"Ein Caf\u00e9 im Schnee"_s),
            sampleVideo(4, u"Ein Caf\u00e9 im Regen"_s), sampleVideo(5, u" "_s), sampleVideo(6, u""_s)};
        videos[3].state = VideoState::Trashed;
        QVERIFY(await(m_store->upsert(videos)));
        QCOMPARE(kinOf(1), (QStringList{sampleId(2), sampleId(1)}));
        QCOMPARE(kinOf(2), (QStringList{sampleId(2), sampleId(1)}));
        QCOMPARE(kinOf(3), QStringList{sampleId(3)});
        QCOMPARE(kinOf(4), (QStringList{sampleId(4), sampleId(2), sampleId(1)}));
        QCOMPARE(kinOf(5), QStringList{sampleId(5)}); // having none is nothing in common
        QCOMPARE(kinOf(6), QStringList{sampleId(6)});
        videos[2].prompt = videos.first().prompt; // an import of which more is known by now
        videos[2].seq += 10;
        QVERIFY(await(m_store->upsert({videos.at(2)})));
        QCOMPARE(kinOf(1), (QStringList{sampleId(3), sampleId(2), sampleId(1)}));
    }

    void knowsTheNewestOfVeryManyTakes() {
        QList<Video> videos;
        for (int i = 1; i <= 200; ++i)
            videos << sampleVideo(i, u"The same again"_s);
        videos[1].batchId = videos[0].batchId = sampleId(900);
        QVERIFY(await(m_store->upsert(videos)));
        const QStringList kin = kinOf(1);
        QVERIFY2(kin.size() < 60, qPrintable(QString::number(kin.size())));
        QCOMPARE(kin.first(), sampleId(200));
        QCOMPARE(kin.mid(kin.size() - 2), (QStringList{sampleId(2), sampleId(1)}));
    }

    void givesRowsInTheOrderAsked() {
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2), sampleVideo(3)})));
        QList<qint64> keys = keysOf(*m_store->places());
        std::reverse(keys.begin(), keys.end());
        keys.insert(1, 12345);
        QCOMPARE(idsOf(keys), (QStringList{sampleId(1), sampleId(2), sampleId(3)}));
        QCOMPARE(*m_store->ids(keys), idsOf(keys));
    }

private:
    [[nodiscard]] QStringList kinOf(int number) const {
        QStringList ids;
        for (const LibraryVideo& row : m_store->family(sampleId(number)).value_or(QList<LibraryVideo>()))
            ids << row.video.id;
        return ids;
    }
    static QList<qint64> keysOf(const QList<VideoPlace>& places) {
        QList<qint64> keys;
        for (const VideoPlace& place : places)
            keys << place.key;
        return keys;
    }
    QStringList idsOf(const QList<qint64>& keys) const {
        QStringList ids;
        const auto rows = m_store->rows(keys);
        if (rows) {
            for (const LibraryVideo& row : *rows)
                ids << row.video.id;
        }
        return ids;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_store;
};

KINORA_QT_TEST(VideoStoreTest)
#include "VideoStoreTest.moc"
