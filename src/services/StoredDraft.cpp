#include "services/StoredDraft.h"

#include "services/NewJobRecord.h"
#include "services/ReferenceFolder.h"

#include <QCryptographicHash>

#include <utility>

namespace kinora {

namespace {

const auto composerForm = QStringLiteral("composer");

} // namespace

StoredDraft::StoredDraft(Outbox& outbox, QString references)
    : m_outbox(outbox)
    , m_references(std::move(references)) {
}

QFuture<Result<std::optional<DraftSet>>> StoredDraft::load() {
    using Answer = Result<std::optional<DraftSet>>;
    const auto record = m_outbox.unsent(composerForm);
    if (!record)
        return readyResult(Answer(Failure(record.error())));
    if (record->isEmpty())
        return readyResult(Answer(std::nullopt));
    auto drafts = draftSetFromRecord(*record);
    if (!drafts)
        return readyResult(Answer(Failure(drafts.error())));
    for (NewJob& job : drafts->open)
        findReference(job.reference, m_references);
    for (NewJob& job : drafts->sent)
        findReference(job.reference, m_references);
    for (Preset& preset : drafts->presets)
        findReference(preset.options.reference, m_references);
    return readyResult(Answer(*drafts));
}

QFuture<Result<void>> StoredDraft::save(const DraftSet& drafts) {
    return m_outbox.saveUnsent(composerForm, toRecord(drafts));
}

QFuture<Result<void>> StoredDraft::setAside() {
    const auto record = m_outbox.unsent(composerForm);
    if (!record)
        return readyResult(Result<void>(Failure(record.error())));
    const QByteArray hash = QCryptographicHash::hash(*record, QCryptographicHash::Sha256).toHex().left(12);
    return m_outbox.saveUnsent(composerForm + QStringLiteral(".damaged.") + QString::fromLatin1(hash), *record);
}

} // namespace kinora
