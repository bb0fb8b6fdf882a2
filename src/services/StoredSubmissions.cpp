#include "services/StoredSubmissions.h"

#include "core/Logging.h"
#include "services/NewJobRecord.h"
#include "services/ReferenceFolder.h"

#include <utility>

namespace kinora {

StoredSubmissions::StoredSubmissions(Outbox& outbox, QString references)
    : m_outbox(outbox)
    , m_references(std::move(references)) {
}

QFuture<Result<QList<PendingSubmission>>> StoredSubmissions::load() {
    using Answer = Result<QList<PendingSubmission>>;
    const auto entries = m_outbox.all();
    if (!entries)
        return readyResult(Answer(Failure(entries.error())));
    QList<PendingSubmission> submissions;
    for (const OutboxEntry& entry : *entries) {
        auto submission = submissionFromRecord(entry.body);
        if (!submission) { // one that cannot be read must not hold up the others
            qCWarning(logCreation) << "unreadable submission" << entry.key << submission.error().detail;
            continue;
        }
        submission->idempotencyKey = entry.key;
        submission->createdAt = entry.createdAt;
        findReference(submission->job.reference, m_references);
        submissions.append(*submission);
    }
    return readyResult(Answer(submissions));
}

QFuture<Result<void>> StoredSubmissions::save(const PendingSubmission& submission) {
    return m_outbox.put(
        {.key = submission.idempotencyKey, .body = toRecord(submission), .createdAt = submission.createdAt});
}

QFuture<Result<void>> StoredSubmissions::remove(const QString& idempotencyKey) {
    return m_outbox.remove(idempotencyKey);
}

} // namespace kinora
