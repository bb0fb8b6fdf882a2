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
using namespace Qt::StringLiterals;
using tests::await;
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
        m_relay.ahead = {};
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

    void comesAfterWhatTheRelayHasToldOf() {
        m_relay.ahead = std::chrono::hours(1);
        Video told = sampleVideo(1);
        told.seq = 9;
        told.title = u"Just now, elsewhere"_s;
        told.updatedAt = m_clock.now().addSecs(3600 + 1); // by the relay's clock, and this one is a little slow
        QVERIFY(await(m_store->upsert({told})));
        QVERIFY(await(m_edits->setTitle(sampleId(1), u"The harbour"_s)));
        QCOMPARE((*m_store->nextEdits(1))->editedAt, m_clock.now().addMSecs(1001));
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
