#include "services/LibraryEdits.h"

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;
using tests::StillClock;

class LibraryEditsTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_root->filePath(u"library.sqlite"_s)));
        m_store = std::make_unique<VideoStore>(*m_database);
        m_folder = std::make_unique<MediaFolder>(m_root->path());
        QVERIFY(m_folder->create());
        m_clock.time = StillClock().time;
        m_relay = tests::FakeRelayApi();
        m_edits = std::make_unique<LibraryEdits>(m_relay, m_relay, *m_store, *m_folder, m_clock);
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2)})));
    }
    void cleanup() {
        m_edits.reset();
        m_store.reset();
        m_database.reset();
    }

    void changesWhatItSays() {
        const QStringList both{sampleId(1), sampleId(2)};
        QVERIFY(await(m_edits->setTitle(sampleId(1), u"  The \n harbour "_s)));
        QVERIFY(await(m_edits->setFavorite(both, true)));
        QVERIFY(await(m_edits->setRating(both, 9)));
        QVERIFY(await(m_edits->addTag(both, u" sea "_s)));
        QVERIFY(await(m_edits->addTag(both, u"  "_s)));
        QVERIFY(await(m_edits->addTag(both, u"night"_s)));
        QVERIFY(await(m_edits->removeTag({sampleId(2)}, u"night"_s)));
        const Video first = m_store->find(sampleId(1))->video;
        QCOMPARE(first.title, u"The harbour"_s);
        QVERIFY(first.favorite);
        QCOMPARE(first.rating, LibraryEdits::bestRating);
        QCOMPARE(first.tags, (QStringList{u"sea"_s, u"night"_s}));
        QCOMPARE(m_store->find(sampleId(2))->video.tags, QStringList{u"sea"_s});
        QCOMPARE((*m_store->nextEdits(1))->editedAt, m_clock.now());
    }

    void comesAfterWhatWasSeenThen_data() {
        QTest::addColumn<std::chrono::milliseconds>("ahead");
        QTest::addColumn<std::chrono::milliseconds>("slow");
        QTest::newRow("a clock that is a little slow") << 0ms << 1000ms;
        QTest::newRow("one that is slow, and a relay that is ahead") << std::chrono::milliseconds(1h) << 1000ms;
        QTest::newRow("one that begins in another year") << 0ms << std::chrono::milliseconds(24h * 365);
    }
    void comesAfterWhatWasSeenThen() {
        QFETCH(std::chrono::milliseconds, ahead);
        QFETCH(std::chrono::milliseconds, slow);
        const QDateTime now = m_clock.now();
        m_relay.ahead = ahead;
        m_relay.library = {sampleVideo(1)};
        m_relay.editElsewhere(sampleId(1), {.title = u"Just now, elsewhere"_s}, now);
        QVERIFY(await(m_store->upsert(m_relay.library)));
        m_clock.time = now.addMSecs(-slow.count());
        m_relay.ahead = {}; // it is not known
        QVERIFY(await(m_edits->setTitle(sampleId(1), u"The harbour"_s)));
        QVERIFY(await(m_edits->setRating({sampleId(1)}, 3)));
        // Where the edits were not known: the later ones.
        m_relay.ahead = ahead;
        m_relay.editElsewhere(sampleId(1), {.rating = 5}, now.addMSecs(2));
        m_clock.time = now.addSecs(60); // and set right
        m_edits->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_store->nextEdits(1), longestWaitMs);
        QCOMPARE(m_relay.library.first().title, u"The harbour"_s);
        QCOMPARE(m_relay.library.first().rating, 5);
    }

    void comesAfterTheEditThatWaitsThoughTheClockWasSetBack() {
        m_relay.library = {sampleVideo(1)};
        const QDateTime now = m_clock.now();
        m_clock.time = now.addSecs(3600); // too late
        QVERIFY(await(m_edits->setPublished({sampleId(1)}, true)));
        m_clock.time = now;
        m_edits = std::make_unique<LibraryEdits>(m_relay, m_relay, *m_store, *m_folder, m_clock); // in another session
        QVERIFY(await(m_edits->trash({sampleId(1)})));
        m_edits->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_store->nextEdits(1), longestWaitMs);
        QCOMPARE(m_relay.library.first().state, VideoState::Trashed);
    }

    void comesAfterTheEditThatWaitsThoughTheClockWasBehind() {
        const QDateTime now = m_clock.now();
        Video seen = sampleVideo(1);
        seen.updatedAt = now;
        ++seen.seq;
        m_relay.library = {seen};
        QVERIFY(await(m_store->upsert({seen})));
        m_clock.time = now.addSecs(-3600); // too early
        QVERIFY(await(m_edits->setPublished({sampleId(1)}, true)));
        QVERIFY(await(m_edits->trash({sampleId(1)})));
        m_clock.time = now.addSecs(60);
        m_edits->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_store->nextEdits(1), longestWaitMs);
        QCOMPARE(m_relay.library.first().state, VideoState::Trashed);
        QCOMPARE(m_store->find(sampleId(1))->video.state, VideoState::Trashed);
    }

    void isOfItsOwnMomentOnceTheClockWasSetBack() {
        m_relay.library = {sampleVideo(1), sampleVideo(2)};
        const QDateTime now = m_clock.now();
        m_clock.time = now.addSecs(3600); // too late
        QVERIFY(await(m_edits->setRating({sampleId(1)}, 3)));
        m_clock.time = now;
        QVERIFY(await(m_edits->setRating({sampleId(2)}, 3)));
        m_relay.editElsewhere(sampleId(2), {.rating = 5}, now.addSecs(60));
        m_edits->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_store->nextEdits(1), longestWaitMs);
        QCOMPARE(m_relay.library.last().rating, 5);
    }

    void throwsAwayAndBringsBackAsADraft() {
        QVERIFY(await(m_edits->trash({sampleId(1)})));
        QCOMPARE(m_store->places({.section = LibrarySection::Trash})->size(), 1);
        QCOMPARE(m_store->places()->size(), 1);
        QVERIFY(await(m_edits->restore({sampleId(1)})));
        QCOMPARE(m_store->find(sampleId(1))->video.state, VideoState::Draft);
    }

    void deletesTheFilesToo() {
        const QString film = write(u"videos/film.mp4"_s);
        const QString poster = write(u"posters/film.jpg"_s);
        const QString other = write(u"videos/other.mp4"_s);
        QVERIFY(await(m_store->setFileHere(sampleId(1), u"videos/film.mp4"_s)));
        QVERIFY(await(m_store->setPoster(sampleId(1), u"posters/film.jpg"_s)));
        QVERIFY(await(m_edits->removeForever({sampleId(1)})));
        QVERIFY(!QFile::exists(film));
        QVERIFY(!QFile::exists(poster));
        QVERIFY(QFile::exists(other));
        QCOMPARE(m_store->find(sampleId(1)).error().code, ErrorCode::NotFound);
    }

private:
    QString write(const QString& relative) const {
        QFile file(m_folder->absolute(relative));
        return file.open(QIODevice::WriteOnly) && file.write("bytes") > 0 ? file.fileName() : QString();
    }

    StillClock m_clock;
    tests::FakeRelayApi m_relay;
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_store;
    std::unique_ptr<MediaFolder> m_folder;
    std::unique_ptr<LibraryEdits> m_edits;
};

KINORA_QT_TEST(LibraryEditsTest)
#include "LibraryEditsTest.moc"
