#include "core/Job.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

namespace {

Job jobWith(JobStatus status, std::optional<int> progress = {}, int attempts = 1) {
    Job job;
    job.id = QStringLiteral("j");
    job.status = status;
    job.progress = progress;
    job.attempts = attempts;
    return job;
}

} // namespace

class JobTest : public QObject {
    Q_OBJECT

private slots:
    void wordsComeBack() {
        for (const auto status :
            {JobStatus::Pending, JobStatus::Processing, JobStatus::Completed, JobStatus::Failed, JobStatus::Canceled})
            QCOMPARE(jobStatusFromWire(toWire(status)), status);
        for (const auto stage : {JobStage::Queued, JobStage::Held, JobStage::Submitting, JobStage::Checking,
                 JobStage::Generating, JobStage::Saving, JobStage::Done})
            QCOMPARE(jobStageFromWire(toWire(stage)), stage);
        for (const auto charged : {Charged::No, Charged::Held, Charged::Yes, Charged::Unknown})
            QCOMPARE(chargedFromWire(toWire(charged)), charged);
        QVERIFY(!jobStatusFromWire(u"paused"));
        QCOMPARE(jobStageFromWire(u"dreaming"), JobStage::Unknown);
        QCOMPARE(jobFailureFromWire(u"upstream_full"), JobFailure::UpstreamFull);
        QCOMPARE(jobFailureFromWire(u"struck_by_lightning"), JobFailure::Unknown);
    }

    void nothingLeavesATerminalStatus() {
        QVERIFY(!isNewer(jobWith(JobStatus::Processing, 99), jobWith(JobStatus::Completed)));
        QVERIFY(!isNewer(jobWith(JobStatus::Failed), jobWith(JobStatus::Canceled)));
        // A late result still adds its video to a failed job.
        QVERIFY(isNewer(jobWith(JobStatus::Failed), jobWith(JobStatus::Failed)));
    }

    void progressNeverFallsWithinAnAttempt() {
        QVERIFY(isNewer(jobWith(JobStatus::Processing, 41), jobWith(JobStatus::Processing, 40)));
        QVERIFY(!isNewer(jobWith(JobStatus::Processing, 36), jobWith(JobStatus::Processing, 40)));
        QVERIFY(isNewer(jobWith(JobStatus::Processing, {}), jobWith(JobStatus::Processing, 40)));
        QVERIFY(isNewer(jobWith(JobStatus::Processing, 3, 2), jobWith(JobStatus::Processing, 40, 1)));
        QVERIFY(!isNewer(jobWith(JobStatus::Processing, 50, 1), jobWith(JobStatus::Processing, 3, 2)));
    }

    void aCancelRequestIsNotForgotten() {
        Job canceling = jobWith(JobStatus::Processing, 40);
        canceling.cancelRequested = true;
        QVERIFY(!isNewer(jobWith(JobStatus::Processing, 41), canceling));
    }
};

KINORA_QT_TEST(JobTest)
#include "JobTest.moc"
