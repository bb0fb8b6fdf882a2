// What a card says, for every stage, every reason to fail and every answer on the money.
#include "gui/create/JobText.h"

#include "gui/ErrorText.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kinora;

namespace {

// The words of the contract: a new one there must get its sentences here.
QStringList failureWords() {
    QFile file(QStringLiteral(KINORA_TESTS_DIR "/../server-stub/openapi.yaml"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    static const QRegularExpression list(
        QStringLiteral(R"(enum: \[(moderation_blocked,[^\]]*)\])"), QRegularExpression::DotMatchesEverythingOption);
    QStringList words = list.match(QString::fromUtf8(file.readAll())).captured(1).split(u',');
    for (QString& word : words) {
        word = word.trimmed();
    }
    return words;
}

Job failed(const QString& code, Charged charged, bool retryable) {
    Job job;
    job.status = JobStatus::Failed;
    job.stage = JobStage::Done;
    job.charged = charged;
    job.error = JobError{jobFailureFromWire(code), code, {}, retryable};
    return job;
}

Job inStage(JobStatus status, JobStage stage) {
    Job job;
    job.status = status;
    job.stage = stage;
    return job;
}

} // namespace

class JobTextTest : public QObject {
    Q_OBJECT

private slots:
    void everyFailureSaysWhatItCostAndWhatToDo() {
        const QStringList words = failureWords();
        QVERIFY2(words.size() >= 14, qPrintable(words.join(u' ')));
        QSet<QString> outcomes;
        for (const QString& word : words) {
            QVERIFY2(jobFailureFromWire(word) != JobFailure::Unknown, qPrintable(word));
            outcomes.insert(ErrorText::outcome(failed(word, Charged::No, false)));
            for (const Charged charged : {Charged::No, Charged::Held, Charged::Yes, Charged::Unknown}) {
                for (const bool retryable : {false, true}) {
                    const Job job = failed(word, charged, retryable);
                    const QString text = JobText::status(job);
                    QVERIFY2(text.startsWith(ErrorText::outcome(job)), qPrintable(text));
                    QVERIFY2(text.contains(ErrorText::charged(charged)), qPrintable(text));
                    QVERIFY2(!ErrorText::nextStep(job).isEmpty(), qPrintable(word));
                    QVERIFY2(text.contains(ErrorText::nextStep(job)), qPrintable(text));
                    QVERIFY2(!text.contains(u'%') && !text.contains(QStringLiteral("  ")), qPrintable(text));
                    // Whoever could pay twice is asked, and nobody else.
                    const bool asks = text.endsWith(QStringLiteral("Try again anyway?"));
                    QCOMPARE(asks, JobText::canRetry(job) && charged != Charged::No);
                    QCOMPARE(
                        JobText::retry(job), asks ? QStringLiteral("Try again anyway") : QStringLiteral("Try again"));
                    QVERIFY(!JobText::canCancel(job));
                    QCOMPARE(JobText::reuse(job), QStringLiteral("Edit and try again"));
                }
            }
        }
        QCOMPARE(outcomes.size(), words.size()); // each has words of its own
    }

    void aWordOfALaterRelayIsSaidAsItIs() {
        const QString text = JobText::status(failed(QStringLiteral("comet_passed"), Charged::No, false));
        QVERIFY2(text.contains(QStringLiteral("comet_passed")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("Nothing was charged.")));
        Job silent = inStage(JobStatus::Failed, JobStage::Done);
        QVERIFY(JobText::status(silent).contains(QStringLiteral("does not say why")));
        QVERIFY(!JobText::canRetry(silent));
    }

    void theEndNobodyKnowsIsForThePerson() {
        for (const char* word : {"outcome_unknown", "interrupted"}) {
            const Job job = failed(QString::fromLatin1(word), Charged::Unknown, false);
            QVERIFY(JobText::canRetry(job)); // whatever the relay advises
            QVERIFY(JobText::status(job).contains(QStringLiteral("not sent again by itself")));
        }
    }

    void aVideoThatCameAfterAllIsSaid() {
        Job job = failed(QStringLiteral("timed_out"), Charged::Yes, true);
        job.videoId = QStringLiteral("v");
        QVERIFY(JobText::status(job).contains(QStringLiteral("arrived after all")));
        QVERIFY(!JobText::canRetry(job));
        job.status = JobStatus::Canceled;
        QVERIFY(JobText::status(job).contains(QStringLiteral("arrived after all")));
    }

    void aCanceledOneSaysWhatItCost() {
        Job job = inStage(JobStatus::Canceled, JobStage::Done);
        QCOMPARE(JobText::status(job), QStringLiteral("Cancelled. Nothing was charged."));
        QVERIFY(JobText::canRetry(job));
        job.charged = Charged::Unknown;
        QCOMPARE(JobText::status(job), QStringLiteral("Cancelled. It may have been charged. Try again anyway?"));
    }

    void everyStageHasItsSentence() {
        QSet<QString> sentences;
        const QList<std::pair<JobStatus, JobStage>> stages{{JobStatus::Pending, JobStage::Queued},
            {JobStatus::Pending, JobStage::Held}, {JobStatus::Processing, JobStage::Submitting},
            {JobStatus::Processing, JobStage::Checking}, {JobStatus::Processing, JobStage::Generating},
            {JobStatus::Processing, JobStage::Saving}, {JobStatus::Processing, JobStage::Unknown},
            {JobStatus::Completed, JobStage::Done}};
        for (const auto& [status, stage] : stages) {
            const Job job = inStage(status, stage);
            sentences.insert(JobText::status(job));
            // A result that is being saved cannot be stopped any more: it is paid for, and kept.
            QCOMPARE(JobText::canCancel(job), !isTerminal(status) && stage != JobStage::Saving);
        }
        QCOMPARE(sentences.size(), stages.size());
        Job stopping = inStage(JobStatus::Processing, JobStage::Generating);
        stopping.cancelRequested = true;
        QVERIFY(JobText::status(stopping).contains(QStringLiteral("may still finish and be charged")));
        QVERIFY(!JobText::canCancel(stopping));
    }

    void aTimeIsRoundedAndNeverInvented() {
        Job job = inStage(JobStatus::Processing, JobStage::Generating);
        QCOMPARE(JobText::status(job), QStringLiteral("Generating"));
        job.etaSeconds = 12;
        QCOMPARE(JobText::status(job), QStringLiteral("Generating · about 15 s left"));
        job.etaSeconds = 110;
        QCOMPARE(JobText::status(job), QStringLiteral("Generating · about 2 min left"));
        job.etaSeconds = 0;
        QCOMPARE(JobText::status(job), QStringLiteral("Generating"));
        Job waiting = inStage(JobStatus::Pending, JobStage::Queued);
        waiting.position = 2;
        QCOMPARE(JobText::status(waiting), QStringLiteral("Waiting · number 2 in line"));
        waiting.etaSeconds = 150;
        QCOMPARE(JobText::status(waiting), QStringLiteral("Waiting · number 2 in line · ready in about 3 min"));
        QCOMPARE(JobText::status(waiting, true), QStringLiteral("Paused · number 2 in your line"));
    }
};

KINORA_QT_TEST(JobTextTest)
#include "JobTextTest.moc"
