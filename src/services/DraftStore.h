// Where the composer's content is kept.
#pragma once

#include "core/DraftSet.h"
#include "core/Result.h"

#include <QFuture>

#include <optional>

namespace kinora {

/// Durable. Implemented over the account's library, faked in tests. GUI thread only.
class DraftStore {
public:
    virtual ~DraftStore() = default;
    /// CorruptFile: what is stored is no set of drafts.
    [[nodiscard]] virtual QFuture<Result<std::optional<DraftSet>>> load() = 0;
    [[nodiscard]] virtual QFuture<Result<void>> save(const DraftSet& drafts) = 0;
    /// Keeps what is stored, though it cannot be read, where save() does not write over it.
    [[nodiscard]] virtual QFuture<Result<void>> setAside() = 0;
};

} // namespace kinora
