#include "storage/JobStore.h"

#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "storage/JobRecord.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;

namespace {

Job fullJob() {
    Job job;
    job.id = sampleId(1);
    job.batchId = sampleId(2);
    job.retryOf = sampleId(3);
    job.status = JobStatus::Failed;
    job.stage = JobStage::Done;
    job.progress = 36;
    job.message = u"Rendering 猫"_s;
    job.position = 2;
    job.etaSeconds = 30;
    job.prompt = u"A cat\non a roof"_s;
    job.orientation = Orientation::Landscape;
    job.model = u"sora-2"_s;
    job.upstream = u"Studio"_s;
    job.seconds = 8;
    job.size = u"1280x720"_s;
    job.negativePrompt = u"blur"_s;
    job.seed = 7;
    job.cameos = {u"c1"_s};
    job.referenceId = u"r1"_s;
    job.remixOf = u"v1"_s;
    job.priceMicroUsd = 800000;
    job.charged = Charged::Unknown;
    job.attempts = 2;
    job.error = JobError{
        .failure = JobFailure::UpstreamFull, .code = u"upstream_full"_s, .detail = u"invite full"_s, .retryable = true};
    job.videoId = sampleId(4);
    job.cancelRequested = true;
    job.demo = true;
    job.createdAt = QDateTime(QDate(2026, 11, 1), QTime(12, 0, 0, 123), Qt::UTC);
    job.startedAt = job.createdAt.addSecs(1);
    job.finishedAt = job.createdAt.addSecs(2);
    return job;
}

} // namespace

class JobStoreTest : public QObject {
    Q_OBJECT
private slots:
    void recordsEveryMember() {
        QCOMPARE(readJobRecord(writeJobRecord(fullJob())), fullJob());
        Job plain;
        plain.id = sampleId(1);
        plain.createdAt = fullJob().createdAt;
        const auto read = readJobRecord(writeJobRecord(plain));
        QVERIFY(read);
        QVERIFY(!read->progress && !read->seconds && !read->priceMicroUsd && !read->error);
        QVERIFY(!read->startedAt.isValid());
    }

    void takesNothingElseForARecord() {
        QVERIFY(!readJobRecord({}));
        QVERIFY(!readJobRecord("[]"));
        QVERIFY(!readJobRecord("{\"id\":\"x\",\"status\":\"dreaming\",\"orientation\":\"portrait\"}"));
    }

    void savesReplacesAndRemoves() {
        const QTemporaryDir folder;
        const auto database = Database::open(folder.filePath(u"library.sqlite"_s));
        JobStore store(**database);
        Job first = fullJob();
        Job second = fullJob();
        second.id = sampleId(9);
        second.createdAt = first.createdAt.addSecs(60);
        QVERIFY(await(store.save(first)));
        QVERIFY(await(store.save(second)));
        first.progress = 99;
        QVERIFY(await(store.save(first)));
        QCOMPARE(*store.all(), (QList<Job>{second, first}));
        QVERIFY(await(store.remove(second.id)));
        QVERIFY(await(store.remove(u"never there"_s)));
        QCOMPARE(*store.all(), QList<Job>{first});
    }
};

KINORA_QT_TEST(JobStoreTest)
#include "JobStoreTest.moc"
