#include "services/StoredDraft.h"

#include "services/NewJobRecord.h"

namespace kinora {

namespace {

const auto composerForm = QStringLiteral("composer");

} // namespace

StoredDraft::StoredDraft(Outbox& outbox)
    : m_outbox(outbox) {
}

QFuture<Result<std::optional<DraftSet>>> StoredDraft::load() {
    using Answer = Result<std::optional<DraftSet>>;
    const auto record = m_outbox.unsent(composerForm);
    if (!record)
        return readyResult(Answer(Failure(record.error())));
    if (record->isEmpty())
        return readyResult(Answer(std::nullopt));
    const auto drafts = draftSetFromRecord(*record);
    return readyResult(drafts ? Answer(*drafts) : Answer(Failure(drafts.error())));
}

QFuture<Result<void>> StoredDraft::save(const DraftSet& drafts) {
    return m_outbox.saveUnsent(composerForm, toRecord(drafts));
}

} // namespace kinora
