#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "storage/VideoStore.h"
#include "support/QtTestMain.h"

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

const QDateTime noon(QDate(2026, 11, 2), QTime(12, 0), Qt::UTC);
constexpr int many = 1000;

} // namespace

/// Edits in VideoStore: in effect at once, queued until the relay has heard them.
class VideoEditsTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { close(); }

    void takesEffectAtOnceAndWaitsForTheRelay() {
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2)})));
        QSignalSpy changed(m_store.get(), &VideoStore::changed);
        QVERIFY(await(m_store->edit({sampleId(1), sampleId(2), sampleId(9)}, {.favorite = true}, noon)));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().updated.size(), 2);
        QVERIFY(m_store->find(sampleId(1))->video.favorite);
        close();
        open(); // a crash later it is still so
        QVERIFY(m_store->find(sampleId(2))->video.favorite);
        const auto queued = m_store->nextEdits(many);
        QVERIFY(queued && *queued);
        QCOMPARE((*queued)->ids, (QStringList{sampleId(1), sampleId(2)}));
        QCOMPARE((*queued)->edit, (VideoEdit{.favorite = true}));
        QCOMPARE((*queued)->editedAt, noon);
        QVERIFY(!(*queued)->removal);
    }

    void remembersWhatWasSeenOfItsVideos_data() {
        QTest::addColumn<bool>("onRelay");
        QTest::addColumn<QDateTime>("seen");
        QTest::newRow("by the relay's clock") << true << noon.addSecs(3600);
        QTest::newRow("only here: by this computer's") << false << QDateTime();
    }
    void remembersWhatWasSeenOfItsVideos() {
        QFETCH(bool, onRelay);
        QFETCH(QDateTime, seen);
        Video changed = sampleVideo(1);
        changed.updatedAt = noon.addSecs(3600);
        QVERIFY(await(m_store->upsert({changed, sampleVideo(2)})));
        if (!onRelay) {
            QVERIFY(await(m_database->write<void>([](QSqlDatabase& connection) {
                return withoutRows(runSql(connection, u"UPDATE videos SET on_relay = 0"_s));
            })));
        }
        QVERIFY(await(m_store->edit({sampleId(1), sampleId(2)}, {.rating = 4}, noon)));
        changed.seq = 9;
        changed.updatedAt = noon.addSecs(7200); // told later
        QVERIFY(await(m_store->upsert({changed})));
        close();
        open();
        const auto queued = *m_store->nextEdits(many);
        QCOMPARE(queued->editedAt, noon);
        QCOMPARE(queued->seen, seen);
        QCOMPARE(queued->ids.size(), 2); // sent together
    }

    void datesAnEditAfterTheOnesThatWait() {
        QVERIFY(await(m_store->upsert({sampleVideo(1)})));
        const auto momentOf = [this](const QString& id, int rating, const QDateTime& editedAt) {
            const bool done = await(m_store->edit({id}, {.rating = rating}, editedAt)).has_value();
            const auto queued = *m_store->nextEdits(many);
            return done && queued ? queued->editedAt : QDateTime();
        };
        QCOMPARE(momentOf(sampleId(1), 3, noon.addSecs(2)), noon.addSecs(2));
        close();
        open(); // and the clock was corrected by a little meanwhile
        QCOMPARE(momentOf(sampleId(1), 4, noon), noon.addMSecs(2001));
        QCOMPARE(momentOf(sampleId(1), 5, noon), noon.addMSecs(2002));
        // By much.
        QCOMPARE(momentOf(sampleId(1), 4, noon.addSecs(-3600)), noon.addMSecs(2003));
        // Nothing of this waits.
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        QVERIFY(await(m_store->edit({sampleId(1)}, {.rating = 3}, noon)));
        QVERIFY(await(m_store->edit({sampleId(1)}, {.title = u"Named"_s}, noon.addSecs(-3600))));
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        QCOMPARE((*m_store->nextEdits(many))->editedAt, noon.addSecs(-3600));
    }

    void keepsOfEachFieldTheLastEdit() {
        QVERIFY(await(m_store->upsert({sampleVideo(1)})));
        QVERIFY(await(m_store->edit({sampleId(1)}, {.rating = 2}, noon)));
        const QList<qint64> first = numbers();
        QVERIFY(await(m_store->edit({sampleId(1)}, {.rating = 5}, noon.addSecs(1))));
        const auto queued = m_store->nextEdits(many);
        QCOMPARE((*queued)->edit.rating, 5);
        // The answer to the first, which was under way, must not drop the second.
        QVERIFY(await(m_store->settleEdits(first, {})));
        QCOMPARE((*m_store->nextEdits(many))->edit.rating, 5);
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        QVERIFY(!*m_store->nextEdits(many));
    }

    void treatsEachTagAsAField() {
        Video video = sampleVideo(1);
        video.tags = {u"old"_s, u"kept"_s};
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->edit({video.id}, {.addTags = {u"new"_s}, .removeTags = {u"old"_s}}, noon)));
        QCOMPARE(m_store->find(video.id)->video.tags, (QStringList{u"kept"_s, u"new"_s}));
        QCOMPARE((*m_store->nextEdits(many))->edit, (VideoEdit{.addTags = {u"new"_s}}));
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        QCOMPARE((*m_store->nextEdits(many))->edit, (VideoEdit{.removeTags = {u"old"_s}}));
    }

    void staysInEffectWhenTheRelaySpeaksOfSomethingElse() {
        Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->edit({video.id}, {.title = u"Mine"_s}, noon)));
        video.seq = 5;
        video.rating = 3;
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(m_store->find(video.id)->video.title, u"Mine"_s);
        QCOMPARE(m_store->find(video.id)->video.rating, 3);
    }

    void takesTheRelaysWordOnceItHasHeard() {
        Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->edit({video.id}, {.title = u"Mine"_s}, noon)));
        video.seq = 5;
        video.title = u"Later, from elsewhere"_s; // the rule of the relay: the later edit holds
        const auto unsure = await(m_store->settleEdits(numbers(), {video}));
        QVERIFY(unsure && unsure->isEmpty());
        QCOMPARE(m_store->find(video.id)->video.title, video.title);
    }

    void saysWhenAnAnswerCameLate() {
        Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->edit({video.id}, {.title = u"Mine"_s}, noon)));
        Video newer = video;
        newer.seq = 9;
        newer.title = u"Elsewhere"_s;
        QVERIFY(await(m_store->upsert({newer})));
        video.seq = 8;
        video.title = u"Mine"_s;
        QCOMPARE(await(m_store->settleEdits(numbers(), {video})), Result<QStringList>(QStringList{video.id}));
        QVERIFY(await(m_store->upsert({newer}))); // asked again
        QCOMPARE(m_store->find(video.id)->video.title, u"Elsewhere"_s);
    }

    void bringsBackAsItWas() {
        Video video = sampleVideo(1);
        video.state = VideoState::Published;
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->edit({video.id}, {.state = VideoState::Trashed}, noon)));
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        close();
        open();
        QVERIFY(await(m_store->edit({video.id}, {.restore = true}, noon.addSecs(1))));
        QCOMPARE(m_store->find(video.id)->video.state, VideoState::Published);
        QCOMPARE((*m_store->nextEdits(many))->edit, (VideoEdit{.restore = true}));
        // The relay has not heard it, and speaks of something else.
        video.seq = 5;
        video.rating = 3;
        video.state = VideoState::Trashed;
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(m_store->find(video.id)->video.state, VideoState::Published);
        QCOMPARE(m_store->find(video.id)->video.rating, 3);
        // One that came here from the trash: what it was is known to the relay alone.
        Video other = sampleVideo(2);
        other.state = VideoState::Trashed;
        QVERIFY(await(m_store->upsert({other})));
        QVERIFY(await(m_store->edit({other.id}, {.restore = true}, noon)));
        QCOMPARE(m_store->find(other.id)->video.state, VideoState::Draft);
        // One that is not there stays what it is.
        QVERIFY(await(m_store->edit({video.id}, {.restore = true}, noon.addSecs(2))));
        QCOMPARE(m_store->find(video.id)->video.state, VideoState::Published);
    }

    void throwsAwayAndBringsBack() {
        QVERIFY(await(m_store->upsert({sampleVideo(1)})));
        const qint64 key = m_store->find(sampleId(1))->key;
        QSignalSpy changed(m_store.get(), &VideoStore::changed);
        QVERIFY(await(m_store->edit({sampleId(1)}, {.state = VideoState::Trashed}, noon)));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().removed, QList{key});
        QVERIFY(await(m_store->edit({sampleId(1)}, {.state = VideoState::Draft}, noon.addSecs(1))));
        QCOMPARE(changed.takeFirst().first().value<VideoChanges>().inserted.first().key, key);
    }

    void doesNotBringBackWhatIsBeingDeleted() {
        const Video video = sampleVideo(1);
        QVERIFY(await(m_store->upsert({video})));
        QVERIFY(await(m_store->setFileHere(video.id, u"videos/x.mp4"_s)));
        QVERIFY(await(m_store->edit({video.id}, {.rating = 4}, noon)));
        const auto left = await(m_store->removeForever({video.id}, noon));
        QVERIFY(left);
        QCOMPARE(left->first().file, u"videos/x.mp4"_s);
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(m_store->find(video.id).error().code, ErrorCode::NotFound);
        QVERIFY((*m_store->nextEdits(many))->removal);
        QVERIFY(await(m_store->settleEdits(numbers(), {})));
        QVERIFY(!*m_store->nextEdits(many));
    }

    void notesWhatItLeftBehind() {
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2), sampleVideo(3)})));
        QVERIFY(await(m_store->setFileHere(sampleId(1), u"videos/1.mp4"_s)));
        QVERIFY(await(m_store->setPoster(sampleId(1), u"posters/1.jpg"_s)));
        QVERIFY(await(m_store->setFileHere(sampleId(2), u"videos/2.mp4"_s)));
        QVERIFY(await(m_store->leftFiles())->isEmpty());
        m_store->removeForever({sampleId(1), sampleId(3)}, noon);
        m_store->remove({sampleId(2)});
        close();
        open(); // nobody has heard the answers
        const auto left = await(m_store->leftFiles());
        QVERIFY(left);
        QCOMPARE(left->size(), 3);
        QCOMPARE(left->at(0).id, sampleId(1));
        QCOMPARE(left->at(0).file, u"videos/1.mp4"_s);
        QCOMPARE(left->at(0).poster, u"posters/1.jpg"_s);
        QVERIFY(!left->at(0).isKept);
        QCOMPARE(left->at(2).file, u"videos/2.mp4"_s);
        QVERIFY(left->at(2).isKept);
        QVERIFY(await(m_store->dropLeft({left->at(0).number})));
        QVERIFY(await(m_store->upsert({sampleVideo(2)}))); // it has come back, perhaps to the same file
        QCOMPARE(await(m_store->leftFiles())->size(), 1);
        QVERIFY(await(m_store->dropLeft({left->at(1).number})));
        QVERIFY(await(m_store->remove({sampleId(2)})));
        QCOMPARE(await(m_store->leftFiles())->size(), 1); // the later note alone
    }

    void keepsTheLaterEditsOfTwoRowsThatBecomeOne() {
        Video known = sampleVideo(1);
        known.source = VideoSource::Import;
        QVERIFY(await(m_store->upsert({known})));
        QFile film(m_folder->filePath(u"found.mp4"_s));
        QVERIFY(film.open(QIODevice::WriteOnly));
        LocalVideo found{.video = known, .file = u"found.mp4"_s};
        found.video.id = sampleId(2);
        QVERIFY(await(m_store->takeBack(m_folder->path(), {found})));
        QVERIFY(await(m_store->edit({found.video.id}, {.title = u"Earlier"_s, .rating = 2}, noon)));
        QVERIFY(await(m_store->edit({known.id}, {.rating = 5}, noon.addSecs(60))));
        QVERIFY(await(m_store->edit({known.id}, {.title = u"Too early"_s}, noon.addSecs(-60))));
        QVERIFY(await(m_store->settleImport(known.sha256, known)));
        QCOMPARE(m_store->find(known.id)->video.rating, 5);
        QCOMPARE(m_store->find(known.id)->video.title, u"Earlier"_s);
        QCOMPARE(m_store->places({})->size(), 1);
    }

    void keepsWhatOnlyHadAnIdThatIsGone() {
        Video told = sampleVideo(1);
        told.source = VideoSource::Import;
        LocalVideo brought{.video = told, .file = u"brought.mp4"_s};
        brought.video.id = sampleId(2);
        QVERIFY(await(m_store->addLocal({brought})));
        QVERIFY(await(m_store->upsert({told})));
        QCOMPARE(m_store->find(sampleId(2))->video.id, told.id);                  // for whoever holds that id
        QVERIFY(await(m_store->takeChanges({}, {sampleId(2)}, u"changes"_s, 5))); // deleted for ever at the relay
        QVERIFY(await(m_store->remove({sampleId(2)})));
        QVERIFY(m_store->find(told.id));
        QVERIFY(await(m_store->removeForever({sampleId(2)}, noon))); // a person means this one
        QVERIFY(!m_store->find(told.id));
    }

    void forgetsEditsOfWhatIsGone() {
        QVERIFY(await(m_store->upsert({sampleVideo(1)})));
        QVERIFY(await(m_store->edit({sampleId(1)}, {.rating = 4}, noon)));
        QVERIFY(await(m_store->remove({sampleId(1)})));
        QVERIFY(!*m_store->nextEdits(many));
    }

    void sendsAtMostSoManyAtOnce() {
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2), sampleVideo(3)})));
        QVERIFY(await(m_store->edit({sampleId(1), sampleId(2), sampleId(3)}, {.favorite = true}, noon)));
        QCOMPARE((*m_store->nextEdits(2))->ids.size(), 2);
    }

private:
    void open() {
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
        m_store = std::make_unique<VideoStore>(*m_database);
    }
    void close() {
        m_store.reset();
        m_database.reset();
    }
    QList<qint64> numbers() const { return (*m_store->nextEdits(many))->numbers; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_store;
};

KINORA_QT_TEST(VideoEditsTest)
#include "VideoEditsTest.moc"
