#include "services/StoredSubmissions.h"

#include "client/support/Await.h"
#include "client/support/Values.h"
#include "services/NewJobRecord.h"
#include "services/StoredDraft.h"
#include "services/StoredJobs.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

class StoredSubmissionsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;

    void reopen() {
        m_database.reset();
        auto database = Database::open(m_dir->filePath(QStringLiteral("library.sqlite")));
        QVERIFY(database.has_value());
        m_database = std::move(*database);
    }

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_database.reset(); }

    void submissionsComeBackAsTheyWere() {
        PendingSubmission submission;
        submission.idempotencyKey = QStringLiteral("k1");
        submission.job = {.prompt = QStringLiteral("纸船 🚤\n\"quoted\""),
            .orientation = Orientation::Landscape,
            .model = QStringLiteral("sora-2"),
            .seconds = 8,
            .count = 2,
            .remixOf = QStringLiteral("v1")};
        submission.expectedPriceMicroUsd = 1600000;
        submission.retryOf = QStringLiteral("j0");
        submission.createdAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
        Outbox outbox(*m_database);
        StoredSubmissions stored(outbox, m_dir->path());
        QVERIFY(await(stored.save(submission)).has_value());
        reopen();
        Outbox again(*m_database);
        StoredSubmissions reread(again, m_dir->path());
        QCOMPARE(await(reread.load()).value(), QList<PendingSubmission>{submission});
        QVERIFY(await(reread.remove(QStringLiteral("k1"))).has_value());
        QVERIFY(await(reread.load())->isEmpty());
    }

    void anUnreadableOneHoldsUpNobody() {
        Outbox outbox(*m_database);
        QVERIFY(
            await(outbox.put({.key = QStringLiteral("bad"), .body = "{", .createdAt = QDateTime::currentDateTimeUtc()}))
                .has_value());
        StoredSubmissions stored(outbox, m_dir->path());
        QVERIFY(await(stored.save({.idempotencyKey = QStringLiteral("good"),
                          .job = {},
                          .retryOf = {},
                          .createdAt = QDateTime::currentDateTimeUtc()}))
                .has_value());
        QCOMPARE(await(stored.load())->size(), 1);
    }

    void drafts() {
        Outbox outbox(*m_database);
        StoredDraft stored(outbox, m_dir->path());
        QVERIFY(!await(stored.load()).value());
        Draft draft{.prompt = QStringLiteral(" half a sent "), .seconds = 12, .count = 2};
        draft.negativePrompt = QStringLiteral("blur");
        draft.seed = 4294967295;
        draft.reference = {QStringLiteral("/pictures/a.jpg"), 150, 20, 80};
        const DraftSet drafts{.open = {Draft{}, draft},
            .current = 1,
            .sent = {NewJob{.prompt = QStringLiteral("sent")}},
            .presets = {Preset{QStringLiteral("wide"), NewJob{.orientation = Orientation::Landscape}}}};
        QVERIFY(await(stored.save(drafts)).has_value());
        QCOMPARE(await(stored.load()).value(), drafts);
    }

    void damagedDraftsAreKept() {
        Outbox outbox(*m_database);
        const auto form = QStringLiteral("composer");
        QVERIFY(await(outbox.saveUnsent(form, "spoiled")).has_value());
        StoredDraft stored(outbox, m_dir->path());
        QCOMPARE(await(stored.load()).error().code, ErrorCode::CorruptFile);
        QVERIFY(await(stored.setAside()).has_value());
        QVERIFY(await(stored.save(DraftSet())).has_value());
        QCOMPARE(await(stored.load()).value(), DraftSet());
        QCOMPARE(outbox.unsent(form + QStringLiteral(".damaged.ad7a5714b614")).value(), QByteArray("spoiled"));
    }

    void jobs() {
        JobStore jobs(*m_database);
        StoredJobs stored(jobs);
        const Job job = makeJob(QStringLiteral("0190a000-0000-7000-8000-000000000001"), JobStatus::Failed);
        stored.put(job);
        QTRY_COMPARE(await(stored.load()).value(), QList<Job>{job});
        stored.remove(job.id);
        QTRY_VERIFY(await(stored.load())->isEmpty());
    }

    void recordsOfOtherVersionsAreRead() {
        const auto drafts = draftSetFromRecord(R"({"prompt":"x","mood":"blue"})");
        QCOMPARE(drafts->open.size(), 1);
        QCOMPARE(drafts->open.first().prompt, QStringLiteral("x"));
        QCOMPARE(draftSetFromRecord(R"({"open":[],"current":7})")->open.size(), 1);
        QCOMPARE(draftSetFromRecord("[]").error().code, ErrorCode::CorruptFile);
    }
};

KINORA_QT_TEST(StoredSubmissionsTest)
#include "StoredSubmissionsTest.moc"
