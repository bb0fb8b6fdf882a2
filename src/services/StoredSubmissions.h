// PendingSubmissions in the account's library.
#pragma once

#include "services/PendingSubmissions.h"
#include "storage/Outbox.h"

namespace kinora {

class StoredSubmissions final : public PendingSubmissions {
public:
    /// `outbox` outlives this.
    explicit StoredSubmissions(Outbox& outbox);

    [[nodiscard]] QFuture<Result<QList<PendingSubmission>>> load() override;
    [[nodiscard]] QFuture<Result<void>> save(const PendingSubmission& submission) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString& idempotencyKey) override;

private:
    Outbox& m_outbox;
};

} // namespace kinora
