// DraftStore in the account's library.
#pragma once

#include "services/DraftStore.h"
#include "storage/Outbox.h"

#include <QString>

namespace kinora {

class StoredDraft final : public DraftStore {
public:
    /// `outbox` outlives this. Pictures are found in `references` (see findReference()).
    StoredDraft(Outbox& outbox, QString references);

    [[nodiscard]] QFuture<Result<std::optional<DraftSet>>> load() override;
    [[nodiscard]] QFuture<Result<void>> save(const DraftSet& drafts) override;
    /// In the same table, as "composer.damaged." and the beginning of its hash.
    [[nodiscard]] QFuture<Result<void>> setAside() override;

private:
    Outbox& m_outbox;
    QString m_references;
};

} // namespace kinora
