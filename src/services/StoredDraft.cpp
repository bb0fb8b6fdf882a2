#include "services/StoredDraft.h"

#include "services/NewJobRecord.h"

namespace kinora {

namespace {

const auto composerForm = QStringLiteral("composer");

} // namespace

StoredDraft::StoredDraft(Outbox& outbox)
    : m_outbox(outbox) {
}

QFuture<Result<std::optional<Draft>>> StoredDraft::load() {
    using Answer = Result<std::optional<Draft>>;
    const auto record = m_outbox.unsent(composerForm);
    if (!record)
        return readyResult(Answer(Failure(record.error())));
    if (record->isEmpty())
        return readyResult(Answer(std::nullopt));
    const auto draft = newJobFromRecord(*record);
    return readyResult(draft ? Answer(*draft) : Answer(Failure(draft.error())));
}

QFuture<Result<void>> StoredDraft::save(const Draft& draft) {
    return m_outbox.saveUnsent(composerForm, toRecord(draft));
}

} // namespace kinora
