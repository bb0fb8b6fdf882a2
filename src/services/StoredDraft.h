// DraftStore in the account's library.
#pragma once

#include "services/DraftStore.h"
#include "storage/Outbox.h"

namespace kinora {

class StoredDraft final : public DraftStore {
public:
    /// `outbox` outlives this.
    explicit StoredDraft(Outbox& outbox);

    [[nodiscard]] QFuture<Result<std::optional<DraftSet>>> load() override;
    [[nodiscard]] QFuture<Result<void>> save(const DraftSet& drafts) override;

private:
    Outbox& m_outbox;
};

} // namespace kinora
