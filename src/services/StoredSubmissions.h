// PendingSubmissions in the account's library.
#pragma once

#include "services/PendingSubmissions.h"
#include "storage/Outbox.h"

#include <QString>

namespace kinora {

class StoredSubmissions final : public PendingSubmissions {
public:
    /// `outbox` outlives this. Pictures are found in `references` (see findReference()).
    StoredSubmissions(Outbox& outbox, QString references);

    [[nodiscard]] QFuture<Result<QList<PendingSubmission>>> load() override;
    [[nodiscard]] QFuture<Result<void>> save(const PendingSubmission& submission) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString& idempotencyKey) override;

private:
    Outbox& m_outbox;
    QString m_references;
};

} // namespace kinora
